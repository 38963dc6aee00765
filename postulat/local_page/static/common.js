// What every page of the local page has: words in each language, colours, requests, and what is said at the foot.
const root = document.documentElement;
export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
export const made = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
};

const WORDS = JSON.parse(one("#words").textContent);
export const values = JSON.parse(one("#values").textContent) || {};
const LANGUAGES = root.dataset.languages.split(" ");
export const spoken = () => LANGUAGES.indexOf(root.lang);
// The button goes through Polish, English and what the browser or the page speaks, and says the name of the language that comes.
const own = root.lang;
const offered = LANGUAGES.filter((name) => ["pl", "en", own].includes(name) || navigator.languages.some((wanted) => wanted.toLowerCase().startsWith(name)));
const following = () => offered[(offered.indexOf(root.lang) + 1) % offered.length];
const nameOf = (language) => WORDS.language.at(LANGUAGES.indexOf(language) - 1);
export const word = (key) => (Object.hasOwn(WORDS, key) ? WORDS[key][spoken()] : key.slice(key.lastIndexOf(".") + 1));
export const say = (key, name = "span", attributes = {}) => made(name, { "data-t": key, ...attributes }, word(key));
export const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");

// Words that are not known beforehand come in each language, and change with the page as the others do.
const told = new WeakMap();
export const each = (words, name = "span") => {
  const element = made(name, { "data-each": true }, words[spoken()]);
  told.set(element, words);
  return element;
};
export const speak = () => {
  for (const element of all("[data-t]")) element.textContent = element.dataset.t === "language" ? nameOf(following()) : word(element.dataset.t);
  for (const element of all("[data-each]")) if (told.has(element)) element.textContent = told.get(element)[spoken()];
  for (const element of all("[data-title]")) element.title = word(element.dataset.title);
  for (const element of all("[data-placeholder]")) element.placeholder = word(element.dataset.placeholder);
  for (const element of all("[data-aria]")) element.setAttribute("aria-label", word(element.dataset.aria));
};

const UNREACHABLE = { refused: "unreachable", words: WORDS.unreachable };
export async function ask(address) {
  const reply = await fetch(address, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(String(reply.status));
  return reply.json();
}
// Answers with what the server tells, or with why it does not, in each language.
export async function tell(address, value = {}, method = "POST") {
  const file = value instanceof Blob;
  try {
    const reply = await fetch(address, { method, headers: { "Content-Type": file ? "application/octet-stream" : "application/json" }, body: file ? value : JSON.stringify(value) });
    const told = await reply.json();
    return reply.ok ? told : { ...told, words: told.words || UNREACHABLE.words, refused: told.refused || "unreachable" };
  } catch {
    return UNREACHABLE;
  }
}

let waiting = 0;
export function announce(children, { wrong = false, lasting = wrong } = {}) {
  const said = one("#said");
  clearTimeout(waiting);
  said.replaceChildren(...children);
  said.classList.toggle("wrong", wrong);
  said.classList.add("open");
  if (!lasting) waiting = setTimeout(() => said.classList.remove("open"), 9000);
}

const remembered = (() => {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
})();
export const memory = { get: (name) => remembered.getItem(`postulat.${name}`), set: (name, value) => remembered.setItem(`postulat.${name}`, value) };

export const changed = new EventTarget();
one("#language").textContent = nameOf(following());
one("#language").addEventListener("click", async () => {
  const language = following();
  root.lang = language;
  speak();
  changed.dispatchEvent(new Event("language"));
  await tell("language", { language });
});
const theme = memory.get("theme");
if (theme === "dark" || theme === "light") root.dataset.theme = theme;
one("#theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  memory.set("theme", root.dataset.theme);
});

// How the files in the folder stand to the corrections.
export function tellWriting(writing) {
  const place = one("#writing");
  if (!place || !writing) return;
  const [kind, names] = writing.reason.split(/:(.*)/s);
  const reason = Object.hasOwn(WORDS, kind) ? [say(kind), names ? ` ${names}` : ""] : [writing.reason];
  place.replaceChildren(say(`writing.${writing.state}`), ...(writing.state === "refused" ? [": ", ...reason] : []));
  place.dataset.state = writing.state;
}
export async function watch(heard, pause) {
  for (;;) {
    try {
      if (!document.hidden) {
        const state = await ask("state.json");
        tellWriting(state.writing);
        heard(state);
      }
    } catch {
      heard(null);
    }
    await new Promise((done) => setTimeout(done, pause()));
  }
}
