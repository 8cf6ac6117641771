// A page whose parts htmx fetches from the server.

import htmx from "htmx.org";

const app = document.querySelector("#app");
app.innerHTML = `<main><button id="again">Fetch around</button><button id="replace">Fetch</button><button id="toggle">Remove or add</button>
<p><button id="menu">Menu</button></p><section><div id="box"></div></section>
<form dj-submit="read"><input id="note" name="note"><button>Send</button></form></main>`;

window.renders = 0;
const fetchInto = async (target, swap) => {
  await htmx.ajax("GET", "/part", { target, swap });
  window.renders++;
};
fetchInto("#box", "outerHTML");
document.querySelector("#again").onclick = () => fetchInto("section", "innerHTML");
document.querySelector("#replace").onclick = () => fetchInto("#box", "outerHTML");
document.querySelector("#toggle").onclick = () => {
  const box = document.querySelector("#box");
  if (box) (box.remove(), window.renders++);
  else fetchInto("section", "innerHTML");
};
