// A render changes the page to what the server has rendered, and nothing else.

import assert from "node:assert/strict";

export function morph(test) {
  test("rows with ids keep their identity and focus in any order", async ({ stage: openStage }) => {
    const row = (id) => `<li id="row-${id}"><input id="in-${id}" name="n-${id}" value="${id}"></li>`;
    const markup = (ids) => `<main><ul>${ids.map(row).join("")}</ul></main>`;
    const stage = await openStage();
    const { page } = stage;
    await stage.frame({ patches: [markup([1, 2, 3, 4, 5])] });
    await page.click("#in-3");
    await page.evaluate(() => (window.row = document.querySelector("#row-3")));
    for (const ids of [[5, 4, 3, 2, 1], [3, 1, 6, 5], [6, 2, 3], [2, 7, 3, 6, 1]]) {
      await stage.frame({ patches: [markup(ids)] });
      assert.deepEqual(
        await page.evaluate(() => [[...document.querySelectorAll("li")].map(({ id }) => Number(id.slice(4))), document.activeElement.id, document.querySelector("#row-3") === row]),
        [ids, "in-3", true],
      );
    }
    await page.press("End");
    await page.type("!");
    assert.equal(await page.value("#in-3"), "3!");
  });

  test("a frame and a scrolled box that need not move are not moved", async ({ stage: openStage }) => {
    const markup = (n) => `<main>${"<p>x</p>".repeat(n)}<iframe id="frame"></iframe><div id="box" class="scroller"><div class="tall">${n}</div></div>${n % 2 ? "<hr>" : ""}</main>`;
    const stage = await openStage();
    const { page } = stage;
    await stage.frame({ patches: [markup(0)] });
    await page.evaluate(() => {
      document.querySelector("#box").scrollTop = 120;
      window.inside = document.querySelector("#frame").contentWindow;
      inside.mark = "kept";
    });
    for (const n of [3, 1, 2, 0]) await stage.frame({ patches: [markup(n)] });
    assert.deepEqual(await page.evaluate(() => [document.querySelector("#frame").contentWindow.mark, document.querySelector("#box").scrollTop]), ["kept", 120]);
  });

  test(
    "a frame that moves into another element is not loaded again",
    { lacks: { WebKitGTK: "it has no moveBefore, so a node that moves is taken out and put in again" } },
    async ({ stage: openStage }) => {
      const frame = '<iframe id="frame"></iframe>';
      const stage = await openStage();
      const { page } = stage;
      await stage.frame({ patches: [`<main>${frame}</main>`] });
      await page.evaluate(() => (document.querySelector("#frame").contentWindow.mark = "kept"));
      await stage.frame({ patches: [`<main><section><p>News</p>${frame}</section></main>`] });
      assert.equal(await page.evaluate(() => document.querySelector("section #frame").contentWindow.mark), "kept");
    },
  );

  test("generated pages become exactly what the server rendered", async ({ stage: openStage }) => {
    const stage = await openStage();
    let state = 7;
    const random = (n) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % n;
    const tree = (depth, ids) => {
      let html = "";
      for (let left = random(5); left > 0; left--) {
        const tag = ["p", "section", "b", "ul", "input", "details"][random(6)];
        const id = random(3) && ids.length ? ` id="${ids.splice(random(ids.length), 1)[0]}"` : "";
        const inside = tag === "input" ? "" : depth && tag !== "p" ? tree(depth - 1, ids) : `t${random(4)}`;
        html += tag === "input" ? `<input${id}>` : `<${tag}${id}>${inside}</${tag}>`;
      }
      return html;
    };
    for (let n = 0; n < 60; n++) {
      const markup = `<main>${tree(4, ["a", "b", "c", "d", "e", "f", "g"])}</main>`;
      await stage.frame({ patches: [markup] });
      assert.equal(await stage.page.evaluate(() => document.querySelector("[dj-root]").innerHTML), markup);
    }
  });

  test("a custom element is neither recreated nor reinserted", async ({ stage: openStage }) => {
    const stage = await openStage();
    const { page } = stage;
    await page.evaluate(() => {
      window.calls = [];
      customElements.define(
        "x-clock",
        class extends HTMLElement {
          static observedAttributes = ["data-n"];
          connectedCallback() {
            calls.push("in");
          }
          disconnectedCallback() {
            calls.push("out");
          }
          attributeChangedCallback(_, before, after) {
            calls.push(`${before}-${after}`);
          }
        },
      );
    });
    for (const n of [1, 2, 0]) await stage.frame({ patches: [`<main>${"<p>x</p>".repeat(n)}<x-clock id="clock" data-n="${n}"></x-clock></main>`] });
    assert.deepEqual(await page.evaluate(() => calls), ["null-1", "in", "1-2", "2-0"]);
  });

  test("attributes with names that only a parser admits are changed", async ({ stage: openStage }) => {
    const markup = (n) => `<main><p @click="${n}" [x]="${n}" (z)="${n}" {{y}}="${n}" 1a="${n}" title="${n}">Text</p></main>`;
    const stage = await openStage();
    const { page } = stage;
    const read = () => page.evaluate(() => document.querySelector("main").outerHTML);
    await stage.frame({ patches: ["<main><p>Text</p></main>"] });
    await page.evaluate(() => (window.text = document.querySelector("p")));
    for (const n of [1, 2]) {
      await stage.frame({ patches: [markup(n)] });
      assert.equal(await read(), markup(n));
    }
    await stage.frame({ patches: ["<main><p>Text</p></main>"] });
    assert.equal(await read(), "<main><p>Text</p></main>");
    assert.ok(await page.evaluate(() => document.querySelector("p") === text));
  });

  test("an attribute that a tour has removed is restored by any name", async ({ stage: openStage }) => {
    const stage = await openStage();
    const { page } = stage;
    const read = () => page.evaluate(() => document.querySelector("p").getAttribute("@click"));
    await stage.frame({ patches: ['<main><p id="p" @click="open">Text</p></main>'] });
    await stage.step("#p", { more: [["remove_attr", { to: "#p", name: "@click" }]] });
    assert.equal(await read(), null);
    await stage.frame({ patches: ['<main><p id="p" @click="close">Text</p></main>'], run: [1, 1, []] });
    assert.equal(await read(), null);
    await stage.end();
    assert.equal(await read(), "close");
  });

  test("an attribute of another namespace is added and changed in it", async ({ stage: openStage }) => {
    const markup = (href) => `<main><svg><rect id="a"></rect><rect id="b"></rect><use${href && ` xlink:href="#${href}"`}></use></svg></main>`;
    const stage = await openStage();
    await stage.frame({ patches: [markup("")] });
    for (const href of ["a", "b"]) {
      await stage.frame({ patches: [markup(href)] });
      assert.deepEqual(
        await stage.page.evaluate(() => {
          const use = document.querySelector("use");
          return [use.href.baseVal, [...use.attributes].map(({ namespaceURI }) => namespaceURI)];
        }),
        [`#${href}`, ["http://www.w3.org/1999/xlink"]],
      );
    }
  });
}
