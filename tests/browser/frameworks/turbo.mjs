// A page whose whole body Turbo replaces, with the history's URL.

import * as Turbo from "@hotwired/turbo";

let visits = 0;
let isShown = true;

function fill() {
  const item = isShown ? '<p><button id="item" dj-click="item_pressed">Item</button></p>' : "";
  document.querySelector("#app").innerHTML = `<main><button id="again">Visit</button><button id="replace">Visit</button><button id="toggle">Remove or add</button>
<p><button id="menu">Menu</button></p>${item}
<form dj-submit="read" data-turbo="false"><input id="note" name="note"><button>Send</button></form></main>`;
  window.renders = visits + 1;
  const visit = () => Turbo.visit(`/app/turbo?visit=${++visits}`);
  document.querySelector("#again").onclick = visit;
  document.querySelector("#replace").onclick = visit;
  document.querySelector("#toggle").onclick = () => {
    isShown = !isShown;
    visit();
  };
}

document.addEventListener("turbo:load", fill);
