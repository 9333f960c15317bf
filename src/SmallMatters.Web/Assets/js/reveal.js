// What belongs to a choice shows only while it is chosen. In place of GOV.UK's own scripts for radios and checkboxes,
// which say aria-expanded on the input: neither role has that state (WCAG 4.1.2), and screen readers tell it wrongly.
// The element: <input type="radio|checkbox" data-aria-controls="id of what it reveals">
const choices = [...document.querySelectorAll("input[data-aria-controls]")];

function sync() {
  for (const choice of choices) {
    const revealed = document.getElementById(choice.getAttribute("aria-controls"));
    const kind = choice.type === "radio" ? "govuk-radios" : "govuk-checkboxes";
    revealed?.classList.toggle(`${kind}__conditional--hidden`, !choice.checked);
  }
}

for (const choice of choices) {
  choice.setAttribute("aria-controls", choice.dataset.ariaControls);
  choice.removeAttribute("data-aria-controls");
}
addEventListener("change", sync);
addEventListener("pageshow", sync); // Coming back, the browser may have put other choices in.
sync();
