// The page's language, for the few words that only scripts say.
const chinese = document.documentElement.lang.startsWith("zh");

export const say = (zh, en) => (chinese ? zh : en);

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
