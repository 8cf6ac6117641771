// A page that renders itself: all of it again, whenever something has changed.

class TaskApp extends HTMLElement {
  #tasks = [];
  #done = new Set();

  connectedCallback() {
    this.addEventListener("submit", this);
    this.addEventListener("click", this);
    this.addEventListener("change", this);
    addEventListener("popstate", () => this.#render());
    this.#load();
  }

  async handleEvent(event) {
    const link = event.target.closest("a");
    if (event.type === "click" && link) {
      event.preventDefault();
      history.pushState(null, "", link.href);
      this.#render();
    } else if (event.type === "submit") {
      event.preventDefault();
      const { title } = event.target.elements;
      const body = JSON.stringify(title.value);
      const headers = { "Content-Type": "application/json" };
      const { ok } = await fetch("/tasks", { method: "POST", headers, body });
      if (ok) await this.#load();
      this.querySelector("[role=alert]").textContent = ok ? "" : "A task needs a title.";
    } else if (event.type === "change" && event.target.type === "checkbox") {
      this.#done.add(event.target.value);
      this.#render();
    }
  }

  async #load() {
    this.#tasks = await (await fetch("/tasks")).json();
    this.#render();
  }

  #render() {
    const isDone = location.pathname === "/done";
    const shown = this.#tasks.filter((task) => this.#done.has(task) === isDone);
    const current = (is) => (is ? ' aria-current="page"' : "");
    this.innerHTML = `
      <div class="bar"><h1>Tasks</h1><button data-docent-start>Take the tour</button></div>
      <nav class="bar" aria-label="Views">
        <a class="button" id="to-open" href="/"${current(!isDone)}>Open</a>
        <a class="button" id="to-done" href="/done"${current(isDone)}>Done</a>
      </nav>
      <div class="card">${isDone ? '<h2 id="done">Done</h2>' : this.#form()}
        <ul id="tasks">${shown.map((task) => this.#item(task, isDone)).join("")}</ul>
      </div>`;
  }

  #form() {
    return `<form id="add"><label>To do <input name="title" autocomplete="off"></label>
      <button class="primary">Add</button></form><p role="alert"></p>`;
  }

  #item(task, isDone) {
    const text = escaped(task);
    return `<li>${isDone ? text : `<label><input type="checkbox" value="${text}"> ${text}</label>`}</li>`;
  }
}

function escaped(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (letter) => entities[letter]);
}

customElements.define("task-app", TaskApp);
