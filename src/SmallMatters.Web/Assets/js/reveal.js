// What belongs to a choice shows only while it is chosen. In place of GOV.UK's own scripts for radios and checkboxes,
// which say aria-expanded on the input: neither role has that state (WCAG 4.1.2), and screen readers tell it wrongly.
// The elements: <input type="radio|checkbox" data-aria-controls="id of what it reveals">, and
// <input type="checkbox" data-behaviour="exclusive">, beside which no other of its name stays chosen.
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
addEventListener("change", ({ target }) => {
  if (target.type === "checkbox" && target.checked) {
    const alone = (box) => box.dataset.behaviour === "exclusive";
    const others = [...document.querySelectorAll('input[type="checkbox"]')].filter(
      (box) => box !== target && box.form === target.form && box.name === target.name,
    );
    for (const box of others) if (alone(target) || alone(box)) box.checked = false;
  }
  sync();
});
addEventListener("pageshow", sync); // Coming back, the browser may have put other choices in.
sync();
