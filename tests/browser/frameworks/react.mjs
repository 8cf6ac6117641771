// A page made by React, which renders it again, gives its elements other keys, and removes them.

import { createElement as h, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const [count, setCount] = useState(0);
  const [key, setKey] = useState(0);
  const [isShown, show] = useState(true);
  useEffect(() => void (window.renders = (window.renders ?? 0) + 1));
  return h(
    "main",
    null,
    h("button", { id: "again", onClick: () => setCount(count + 1) }, "Render again"),
    h("button", { id: "replace", onClick: () => setKey(key + 1) }, "Replace"),
    h("button", { id: "toggle", onClick: () => show(!isShown) }, "Remove or add"),
    h("p", null, h("button", { id: "menu", className: `n${count}` }, `Menu ${count}`)),
    isShown && h("p", { key }, h("button", { id: "item", "dj-click": "item_pressed", className: `n${count}` }, `Item ${count}`)),
    h("form", { "dj-submit": "read" }, h("input", { id: "note", name: "note" }), h("button", null, "Send")),
  );
}

createRoot(document.querySelector("#app")).render(h(App));
