// Shortcuts for staff who live in the inbox: j and k move, Enter opens, / searches, ? explains.
// They can be turned off for good, because single keys get in the way of speech input (WCAG 2.1.4).
import { element, say } from "./words.js";

const setting = "keys";
const off = () => localStorage.getItem(setting) === "off";
const rows = () => [...document.querySelectorAll("[data-row]")];
const at = () => rows().findIndex((row) => row.getAttribute("aria-current") === "true");

function go(to) {
  const all = rows();
  if (all.length === 0) return;
  const next = all[Math.max(0, Math.min(to, all.length - 1))];
  for (const row of all) row.removeAttribute("aria-current");
  next.setAttribute("aria-current", "true");
  (next.querySelector("a[href]") ?? next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function help() {
  const toggle = element("button", { type: "button", class: "govuk-button govuk-button--secondary" });
  const label = () => {
    toggle.textContent = off() ? say("打开快捷键", "Turn shortcuts on") : say("关闭快捷键", "Turn shortcuts off");
  };
  label();
  toggle.addEventListener("click", () => {
    localStorage.setItem(setting, off() ? "on" : "off");
    label();
  });
  const line = (key, zh, en) => element("p", {}, element("kbd", {}, key), " ", say(zh, en));
  const close = element("button", { type: "button", class: "govuk-button" }, say("关闭", "Close"));
  const dialog = element(
    "dialog",
    { class: "app-keys", "aria-labelledby": "keys-title" },
    element("h2", { class: "govuk-heading-m", id: "keys-title" }, say("键盘快捷键", "Keyboard shortcuts")),
    line("j", "下一件", "Next matter"),
    line("k", "上一件", "Previous matter"),
    line("Enter", "打开", "Open"),
    line("/", "查找", "Search"),
    line("?", "显示这个说明", "Show this help"),
    element("div", { class: "govuk-button-group" }, close, toggle),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// The help can always be opened by pressing its button, with shortcuts on or off.
const opener = element("button", { type: "button", class: "app-keys__opener govuk-link" }, say("键盘快捷键", "Keyboard shortcuts"));
opener.addEventListener("click", help);
document.querySelector(".app-footer__links")?.append(element("li", {}, opener));

addEventListener("keydown", (event) => {
  if (off() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  const act = {
    j: () => go(at() + 1),
    k: () => go(at() - 1),
    "/": () => document.getElementById("app-search")?.focus(),
    "?": help,
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
