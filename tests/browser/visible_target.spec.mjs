// Of a step's matches the target is the first that a person can see.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { put } from "./scenery.mjs";

const test = browserTests("stage");

const copy = (style = "") => ["button", { class: "nav", style }, "Copy"];
const inside = (style, child = copy()) => ["div", { style }, child];

const HIDDEN = {
  "off the canvas": inside("position:fixed; top:0; left:0; transform:translateX(-100%)"),
  "outside the page": copy("position:absolute; left:-9999px"),
  transparent: inside("opacity:0"),
  "scaled to nothing": inside("transform:scale(0)"),
  "without a size": copy("width:0; height:0; padding:0; border:0; overflow:hidden"),
  "visually hidden": copy("position:absolute; width:1px; height:1px; padding:0; border:0; overflow:hidden"),
};

for (const [kind, hidden] of Object.entries(HIDDEN)) {
  test(`a copy that is ${kind} is not the target`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await put(stage.page, "#gap", hidden, ["button", { class: "nav", id: "seen" }, "Seen"]);
    await stage.step(".nav");
    await stage.isBeside("#seen");
    await stage.page.locator("#seen.tour-highlight").waitFor();
    assert.deepEqual(stage.missing, []);
  });
}
