// Keeps what a person types in a form on this device, until a page says that it has arrived (data-draft-clear).
import { element, say } from "./words.js";

const prefix = "draft:";
const keptDays = 30;

function storage() {
  try {
    localStorage.setItem("draft-probe", "1");
    localStorage.removeItem("draft-probe");
    return localStorage;
  } catch {
    return null;
  }
}

const store = storage();

function clear(key) {
  store?.removeItem(prefix + key);
}

// Passwords, files, the forgery token and anything marked data-draft-never stay out of the draft.
const kept = (field) =>
  field.name &&
  !field.name.startsWith("__") &&
  !["password", "file", "hidden", "submit", "button"].includes(field.type) &&
  field.autocomplete !== "one-time-code" &&
  !field.closest("[data-draft-never]");

function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!kept(field)) continue;
    values[field.name] ??= [];
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) values[field.name].push(field.value);
    } else if (field.value !== "") {
      values[field.name].push(field.value);
    }
  }
  return values;
}

function fill(form, values) {
  let filled = false;
  const seen = {};
  for (const field of form.elements) {
    if (!kept(field) || !(field.name in values)) continue;
    const typed = values[field.name];
    if (field.type === "checkbox" || field.type === "radio") {
      const checked = typed.includes(field.value);
      if (checked !== field.checked) {
        field.checked = checked;
        filled = true;
      }
    } else {
      const at = (seen[field.name] = (seen[field.name] ?? -1) + 1);
      // What the server sent back, such as a form with errors, is newer than the draft.
      if (field.value !== "" && field.tagName !== "SELECT") continue;
      if (typed[at] === undefined || typed[at] === field.value) continue;
      field.value = typed[at];
      filled = true;
    }
    // Whoever watches the field (a reveal, a character count, the map) hears of it as if it had been typed.
    for (const heard of ["change", "keyup"]) field.dispatchEvent(new Event(heard, { bubbles: true }));
  }
  return filled;
}

function keep(form) {
  const key = form.dataset.draft;
  const place = element("div", { class: "app-draft", hidden: "", role: "status" });
  form.before(place);

  const show = (sentence) => {
    const remove = element(
      "button",
      { type: "button", class: "govuk-button govuk-button--secondary govuk-!-margin-bottom-0" },
      say("删除草稿", "Delete the draft"),
    );
    remove.addEventListener("click", () => {
      clear(key);
      form.reset();
      place.replaceChildren(element("p", {}, say("草稿已删除。", "The draft has been deleted.")));
    });
    place.replaceChildren(element("p", {}, sentence), remove);
    place.hidden = false;
  };

  const found = JSON.parse(store.getItem(prefix + key) ?? "null");
  if (found && Date.now() - found.at > keptDays * 86_400_000) clear(key);
  // A page that came back with errors already holds what was typed.
  else if (found && !document.querySelector(".govuk-error-summary") && fill(form, found.values)) {
    show(say(
      "已恢复您上次没写完的内容。草稿只保存在这部手机（或电脑）上，还没有提交。",
      "What you had not finished has been restored. The draft is only on this phone (or computer); it has not been sent.",
    ));
  }

  let waiting;
  let told = !place.hidden;
  const save = () => {
    const values = read(form);
    if (!Object.values(values).some((typed) => typed.length)) return;
    try {
      store.setItem(prefix + key, JSON.stringify({ at: Date.now(), values }));
    } catch {
      return; // The device has no room: nothing was promised yet, and the form itself still works.
    }
    if (!told) {
      told = true;
      show(say(
        "正在保存草稿。草稿只保存在这部手机（或电脑）上，还没有提交。",
        "A draft is being kept. It is only on this phone (or computer); it has not been sent.",
      ));
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    save();
    if (!navigator.onLine) {
      event.preventDefault();
      offline();
    }
  });
}

function offline() {
  const there = document.querySelector(".app-offline");
  if (navigator.onLine) {
    there?.remove();
  } else if (!there) {
    document.body.prepend(element("div", { class: "app-offline", role: "alert" }, say(
      "现在没有网络。您写的内容已留在这部手机上，有网络后再提交。",
      "There is no connection. What you wrote stays on this phone; send it when you are connected again.",
    )));
  }
}

if (store) {
  for (const done of document.querySelectorAll("[data-draft-clear]")) clear(done.dataset.draftClear);
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
  if (document.querySelector("form[data-draft]")) {
    addEventListener("online", offline);
    addEventListener("offline", offline);
    offline();
  }
}
