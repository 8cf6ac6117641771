const tour = driver.js.driver({
  showProgress: true,
  steps: [
    { element: "#nav", popover: { description: "Your projects are listed here." } },
    { element: "#new-project", advanceOnClick: true, popover: { description: "Create the first one.", showButtons: ["close"] } },
    { element: "#project-form [name=title]", waitForElement: 3000, popover: { description: "Give it a title.", showButtons: ["close"] } },
    { element: "#save", popover: { description: "Save it.", showButtons: ["close"] } },
    { element: ".project", popover: { description: "Here it is." } },
  ],
});
document.addEventListener("change", ({ target }) => {
  if (tour.getActiveIndex() === 2 && target.matches("#project-form [name=title]")) tour.moveNext();
});
document.addEventListener("htmx:after:swap", () => {
  if (tour.getActiveIndex() === 3 && document.querySelector(".project")) tour.moveNext();
});
document.querySelector("#start").addEventListener("click", () => tour.drive());
