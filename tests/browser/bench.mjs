// What docent costs in a browser, beside other libraries on the same pages: `cargo xtask bench browser`.
//
// At rest the time of script is Chromium's own (`Performance.getMetrics`). That of a render is from the moment at which
// its frame is parsed, or the library is called, to the end of the task. Each figure is the median of some rounds, which
// take turns, so that a busy machine is busy for all of them.

import { launchChromium } from "./chromium.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { patchesOf } from "./patches.mjs";
import { startServer } from "./servers.mjs";

const ROUNDS = 7;
const REST_MS = 5_000;
const FRAMES_PER_SECOND = 60;

const DRIVER = ["node_modules/driver.js/dist/driver.js.iife.js", "node_modules/driver.js/dist/driver.css"];
const MORPHS = ["node_modules/idiomorph/dist/idiomorph.js", "node_modules/morphdom/dist/morphdom-umd.js"];

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const ms = (seconds) => `${(1_000 * seconds).toFixed(2)} ms`;

const here = (file) => new URL(file, import.meta.url).pathname;

/** Opens a page of the stage, without its policy, which admits no other library. */
async function open(browser, server) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const stage = await openWithFakeServer({
    server,
    open: async (path) => {
      const page = await context.newPage();
      await page.goto(server.url + path);
      return page;
    },
  });
  stage.protocol = await context.newCDPSession(stage.page);
  await stage.protocol.send("Performance.enable");
  return stage;
}

/** Notes in the page how long it takes to apply each frame: from `JSON.parse` to the next task. */
function timeFrames() {
  window.frames_ms = [];
  const { parse } = JSON;
  JSON.parse = (text, ...rest) => {
    if (/^\["[fs]"/.test(text)) {
      const { port1, port2 } = new MessageChannel();
      const start = performance.now();
      port1.onmessage = () => frames_ms.push(performance.now() - start);
      port2.postMessage("");
    }
    return parse(text, ...rest);
  };
}

/** The seconds that the page's scripts have run. */
async function script({ protocol }) {
  const { metrics } = await protocol.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ScriptDuration").value;
}

/** The seconds of script that something takes, which is over when its promise is. */
async function cost(stage, act) {
  const before = await script(stage);
  await act();
  return (await script(stage)) - before;
}

async function openSteps(browser, server) {
  const pages = {
    "no tour": async () => {},
    "driver.js": async (stage) => {
      const [script, style] = DRIVER;
      await stage.page.addStyleTag({ path: here(style) });
      await stage.page.addScriptTag({ path: here(script) });
      await stage.page.evaluate(() => window.driver.js.driver({ animate: false }).highlight({ element: "#target", popover: { title: "Look", description: "Look here." } }));
    },
    docent: async (stage) => {
      await stage.step("#target");
      await stage.isBeside("#target");
    },
  };
  const rests = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  const stages = {};
  for (const [name, begin] of Object.entries(pages)) {
    stages[name] = await open(browser, server);
    await begin(stages[name]);
    await new Promise((done) => setTimeout(done, 1_500));
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, stage] of Object.entries(stages)) {
      await stage.page.bringToFront();
      rests[name].push(await cost(stage, () => new Promise((done) => setTimeout(done, REST_MS))));
    }
  }
  for (const stage of Object.values(stages)) await stage.page.context().close();
  const frames = (REST_MS / 1_000) * FRAMES_PER_SECOND;
  console.log("| an open step at rest | script a frame | script a second |\n| --- | ---: | ---: |");
  for (const [name, list] of Object.entries(rests)) {
    console.log(`| ${name} | ${((1_000 * median(list)) / frames).toFixed(4)} ms | ${ms((1_000 * median(list)) / REST_MS)} |`);
  }
}

/** A counter, and a table of these rows. */
function table(count, rows) {
  const body = rows.map(([id, name]) => `<tr id="row-${id}"><td class="number">${id}</td><td class="name">${name}</td><td><button type="button" dj-click="open(${id})">Open</button></td></tr>`).join("\n");
  return `<p id="count">${count} projects</p>\n<table><thead><tr><th>No</th><th>Name</th><th></th></tr></thead>\n<tbody>\n${body}\n</tbody></table>`;
}

async function renders(browser, server) {
  const rows = Array.from({ length: 2_000 }, (_, id) => [id, `Project ${id}`]);
  const pages = {
    "a counter and a cell": table(2, rows.with(1_234, [1_234, "Another name"])),
    "a row at the top": table(1, [[9_999, "New"], ...rows]),
    "the last row first": table(1, [rows.at(-1), ...rows.slice(0, -1)]),
    "100 rows less": table(1, rows.filter(([id]) => id % 20 !== 7)),
  };
  const start = table(1, rows);
  const find = await patchesOf();
  const stage = await open(browser, server);
  await stage.page.evaluate(timeFrames);
  await stage.frame({ patches: [start] });
  const apply = async (patches) => {
    await stage.page.evaluate(() => (frames_ms.length = 0));
    await stage.frame({ patches });
    const [ms] = await stage.page.evaluate(() => frames_ms);
    return ms / 1_000;
  };
  const ways = {
    "docent, patches": (html) => apply(find(start, html, false)),
    "docent, whole": (html) => apply([["html", html]]),
  };
  console.log(`\n| 2,000 rows, ${start.length} bytes | ${Object.keys(pages).join(" | ")} |\n| --- |${" ---: |".repeat(Object.keys(pages).length)}`);
  const sizes = Object.values(pages).map((html) => JSON.stringify(find(start, html, false)).length);
  console.log(`| patches | ${sizes.map((size) => `${size} bytes`).join(" | ")} |`);
  for (const [name, way] of Object.entries(ways)) {
    const times = [];
    for (const html of Object.values(pages)) {
      const list = [];
      for (let round = 0; round < ROUNDS; round++) {
        list.push(await way(html));
        await stage.frame({ patches: [["html", start]] });
      }
      times.push(ms(median(list)));
    }
    console.log(`| ${name}: script | ${times.join(" | ")} |`);
  }
  await stage.page.context().close();
  // On a page of their own, without docent's markup beside the nodes.
  const plain = await browser.newPage();
  for (const file of MORPHS) await plain.addScriptTag({ path: here(file) });
  const morphs = {
    idiomorph: (html) => {
      const begin = performance.now();
      window.Idiomorph.morph(document.body, html, { morphStyle: "innerHTML" });
      return performance.now() - begin;
    },
    morphdom: (html) => {
      const begin = performance.now();
      window.morphdom(document.body, `<body>${html}</body>`, { childrenOnly: true });
      return performance.now() - begin;
    },
  };
  for (const [name, morph] of Object.entries(morphs)) {
    const times = [];
    for (const html of Object.values(pages)) {
      const list = [];
      for (let round = 0; round < ROUNDS; round++) {
        await plain.evaluate((html) => (document.body.innerHTML = html), start);
        list.push((await plain.evaluate(morph, html)) / 1_000);
      }
      times.push(ms(median(list)));
    }
    console.log(`| ${name}: script | ${times.join(" | ")} |`);
  }
  await plain.close();
}

/** The live part of the onboarding example, before and after a letter of a title. */
async function onboarding(browser) {
  const example = await startServer("onboarding");
  const page = await browser.newPage();
  // The example's policy admits no parser.
  const blank = await browser.newPage();
  const rendered = async () => {
    const document = await (await page.request.get(example.url)).text();
    return blank.evaluate((text) => new DOMParser().parseFromString(text, "text/html").querySelector("[dj-root]").innerHTML, document);
  };
  await page.goto(example.url);
  await page.waitForFunction(() => window.docent?.connected);
  await page.getByRole("button", { name: "New project" }).click();
  const renders = [];
  for (const title of ["A projec", "A project"]) {
    await page.locator("[name=title]").fill(title);
    do renders.push(await rendered());
    while (!renders.at(-1).includes(`value="${title}"`) && renders.pop());
  }
  await Promise.all([page.close(), blank.close()]);
  await example.stop();
  return renders;
}

async function letters(browser, server) {
  const [before, after] = await onboarding(browser);
  const find = await patchesOf();
  const stage = await open(browser, server);
  await stage.page.evaluate(timeFrames);
  await stage.frame({ patches: [["html", before]] });
  const frames = { "docent, patches": find(before, after, false), "docent, whole": [["html", after]] };
  console.log(`\n| the onboarding page, ${before.length} bytes, one letter | bytes | script |\n| --- | ---: | ---: |`);
  for (const [name, patches] of Object.entries(frames)) {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      await stage.page.evaluate(() => (frames_ms.length = 0));
      await stage.frame({ patches });
      times.push((await stage.page.evaluate(() => frames_ms[0])) / 1_000);
      await stage.frame({ patches: [["html", before]] });
    }
    console.log(`| ${name} | ${JSON.stringify(patches).length} | ${ms(median(times))} |`);
  }
  await stage.page.context().close();
}

const server = await startServer("stage");
const browser = await launchChromium();
try {
  await openSteps(browser, server);
  await renders(browser, server);
  await letters(browser, server);
} finally {
  await browser.close();
  await server.stop();
}
