// The page's language, for the few words that only scripts say.
const chinese = document.documentElement.lang.startsWith("zh");

export const say = (zh, en) => (chinese ? zh : en);

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A map that is made before its style sheet is there has the wrong size and buttons too small to touch.
export function styled(address) {
  return new Promise((done, failed) => {
    const sheet = element("link", { rel: "stylesheet", href: address });
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", () => failed(new Error(`${address} did not come`)));
    document.head.append(sheet);
  });
}
