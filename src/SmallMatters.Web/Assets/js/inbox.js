// Keeps the inbox fresh: asks every five seconds, while the page is looked at, whether the list has changed.
// The element: <div data-inbox="address of the fragment" data-inbox-version="its ETag">…</div>
import { element, say } from "./words.js";

const list = document.querySelector("[data-inbox]");
const told = element("p", { class: "govuk-visually-hidden", role: "status", "aria-live": "polite" });
list.before(told);

let version = list.dataset.inboxVersion ?? null;
let pause = 5_000;
const longestPause = 60_000;

const references = () => new Set([...list.querySelectorAll("[data-row]")].map((row) => row.id).filter(Boolean));

// Swaps the list in without taking away where the person is or what they typed.
function swap(html) {
  const before = references();
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const caret = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  const typed = new Map();
  for (const field of list.querySelectorAll("input[id], textarea[id], select[id]")) {
    typed.set(field.id, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value);
  }
  const current = list.querySelector('[aria-current="true"]')?.id;
  const place = [...list.querySelectorAll("[data-row]")].indexOf(focused?.closest("[data-row]"));

  list.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);

  for (const [id, value] of typed) {
    const field = document.getElementById(id);
    if (!field) continue;
    if (typeof value === "boolean") field.checked = value;
    else field.value = value;
  }
  if (current) document.getElementById(current)?.setAttribute("aria-current", "true");
  if (focused) {
    // A row's link has no id of its own: it is the one with the same address.
    const address = focused.getAttribute("href");
    const next = list.querySelectorAll("[data-row]");
    const again = focused.id
      ? document.getElementById(focused.id)
      : ([...list.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === address)
        // Gone: whoever was on it goes on from the row that has taken its place.
        ?? next[Math.min(place, next.length - 1)]?.querySelector("a[href]"));
    again?.focus({ preventScroll: true });
    if (caret && caret[0] !== null) again?.setSelectionRange?.(...caret);
  }

  const fresh = [...references()].filter((id) => !before.has(id)).length;
  told.textContent = fresh > 0
    ? say(`收件箱新增 ${fresh} 件`, `${fresh} new in the inbox`)
    : say("收件箱已更新", "The inbox has been updated");
  list.dispatchEvent(new CustomEvent("inbox:swapped", { bubbles: true }));
}

async function ask() {
  if (document.visibilityState === "visible" && navigator.onLine) {
    try {
      const answer = await fetch(list.dataset.inbox, {
        headers: version ? { "If-None-Match": version } : {},
        credentials: "same-origin",
        cache: "no-store",
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        told.classList.remove("govuk-visually-hidden");
        told.textContent = say("登录已失效，请刷新页面重新登录。", "You have been signed out. Reload the page to sign in again.");
        return;
      }
      if (answer.status === 200) {
        const html = await answer.text();
        const next = answer.headers.get("ETag");
        if (version !== null || next === null) swap(html);
        version = next;
      }
      pause = answer.ok || answer.status === 304 ? 5_000 : Math.min(pause * 2, longestPause);
    } catch {
      pause = Math.min(pause * 2, longestPause); // No connection: ask less often until there is one.
    }
  }
  setTimeout(ask, pause);
}

setTimeout(ask, pause);
