// A page made by Vue, which renders it again, gives its elements other keys, and removes them.

import { createApp, h, onMounted, onUpdated, ref } from "vue";

createApp({
  setup() {
    const count = ref(0);
    const key = ref(0);
    const isShown = ref(true);
    for (const hook of [onMounted, onUpdated]) hook(() => (window.renders = (window.renders ?? 0) + 1));
    return () =>
      h("main", [
        h("button", { id: "again", onClick: () => count.value++ }, "Render again"),
        h("button", { id: "replace", onClick: () => key.value++ }, "Replace"),
        h("button", { id: "toggle", onClick: () => (isShown.value = !isShown.value) }, "Remove or add"),
        h("p", h("button", { id: "menu", class: `n${count.value}` }, `Menu ${count.value}`)),
        isShown.value && h("p", { key: key.value }, h("button", { id: "item", "dj-click": "item_pressed", class: `n${count.value}` }, `Item ${count.value}`)),
        h("form", { "dj-submit": "read" }, [h("input", { id: "note", name: "note" }), h("button", "Send")]),
      ]);
  },
}).mount("#app");
