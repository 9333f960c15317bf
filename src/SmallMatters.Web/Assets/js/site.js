// Runs on every page. Pages work without it; each part below is loaded only where the page asks for it.
import {
  Button, CharacterCount, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink, Tabs, createAll,
} from "./govuk-frontend.js";

// Styles for what only works with scripts are tied to these two names.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [
  Button, CharacterCount, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink, Tabs,
]) {
  createAll(component);
}

const parts = {
  "input[data-aria-controls], input[data-behaviour]": "./reveal.js",
  "form[data-draft], [data-draft-clear]": "./draft.js",
  "input[type=file][data-photo]": "./photo.js",
  "[data-map]": "./map.js",
  "[data-inbox]": "./inbox.js",
  "body[data-keys]": "./keys.js",
  "[data-print]": "./print.js",
  "form[data-passkey]": "./passkey.js",
  "[data-round-take]": "./round-take.js",
};

for (const [hook, part] of Object.entries(parts)) {
  if (document.querySelector(hook)) import(part);
}
