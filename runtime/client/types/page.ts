/// <reference path="../src/docent.d.ts" />

/** A page's own script, as an app writes it: only that its types are right is tested. */

interface Confetti {
  readonly count: number;
}

function setUp(): void {
  docent.command("confetti", ({ count }: Confetti, element) => element.append("*".repeat(count)));

  docent.hook("Chart", {
    mounted({ element, push }) {
      element.addEventListener("chart:data", (event) => console.log((event as CustomEvent<number[]>).detail));
      element.addEventListener("click", () => void push("picked", { bar: 3 }));
    },
    updated: ({ element }) => console.log(element.getAttribute("data-points")),
    removed() {},
  });

  docent.hook("Empty", {});
}

if (window.docent) setUp();
else addEventListener("docent:ready", setUp);

async function save(title: string): Promise<void> {
  const code = await docent.push("save", { title, tags: ["a", null, 1] });
  if (code === "refused") console.log(docent.exec('[["focus",{"to":"#title"}]]').length);
  await docent.push("rename", [3, title], document.body);
}

// What is wrong is an error.
// @ts-expect-error: no JSON
void docent.push("save", { when: new Date() });
// @ts-expect-error: neither by name nor by position
void docent.push("save", 3);
// @ts-expect-error: no such function of a hook
docent.hook("Chart", { destroyed() {} });
// @ts-expect-error: it is docent's to say
docent.connected = true;

export { save };
