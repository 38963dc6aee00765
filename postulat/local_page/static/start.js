// Dropping documents or naming a folder, and the progress of the run that reads them.
import { ask, each, changed, grouped, made, one, say, tell, watch, word } from "./common.js";

const form = one("#start");
const trouble = one("#trouble");
const list = one("#chosen");
const drop = one("#drop");
let files = [];
let state = null;
let leaving = false;

const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);
function show() {
  list.replaceChildren(
    ...files.map((file, place) => {
      const button = say("start.remove", "button", { type: "button", "aria-label": `${word("start.remove")}: ${file.name}` });
      button.addEventListener("click", () => {
        files.splice(place, 1);
        show();
      });
      return made("li", {}, made("span", {}, file.name), made("small", {}, size(file.size)), button);
    }),
  );
}
function take(found) {
  const known = new Set(files.map((file) => `${file.name} ${file.size} ${file.lastModified}`));
  files.push(...found.filter((file) => !file.name.startsWith(".") && !known.has(`${file.name} ${file.size} ${file.lastModified}`)));
  trouble.replaceChildren();
  show();
}
one("#files").addEventListener("change", (event) => {
  take([...event.target.files]);
  event.target.value = "";
});

// A folder that is dropped is walked through by the browser itself.
const asked = (call) => new Promise((done, failed) => call(done, failed));
async function inside(entry) {
  if (entry.isFile) return [await asked((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (let batch = null; !batch || batch.length; ) {
    batch = await asked((done, failed) => reader.readEntries(done, failed));
    for (const one of batch) found.push(...(await inside(one)));
  }
  return found;
}
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => event.relatedTarget || drop.classList.remove("over"));
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = entries.length ? (await Promise.all(entries.map(inside))).flat() : [...event.dataTransfer.files];
  take(found);
});

const refuse = (told) => {
  trouble.replaceChildren(each(told.words), ...(told.reason?.[0] ? [": ", each(told.reason)] : []));
  form.classList.remove("busy");
};
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.classList.contains("busy")) return;
  form.classList.add("busy");
  trouble.replaceChildren();
  const begun = await tell("begin", { out: one("#out").value, folder: one("#folder").value });
  if (begun.refused) return refuse(begun);
  one("#out").readOnly = true;
  for (const [number, file] of files.entries()) {
    trouble.replaceChildren(say("start.sending"), ` ${number + 1} / ${files.length}`);
    const told = await tell(`documents?name=${encodeURIComponent(file.name)}`, file, "PUT");
    if (told.refused) return refuse({ words: told.words.map((text) => `${file.name}: ${text}`) });
  }
  trouble.replaceChildren();
  const run = await tell("run");
  if (run.refused) return refuse(run);
  files = [];
  show();
});

const span = (seconds) => (seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`);
function tellRun(run) {
  one("#run").hidden = !run;
  const active = Boolean(run) && ["starting", "running"].includes(run.state);
  form.hidden = active;
  if (!run) return;
  const bar = one("#bar");
  if (run.total && !run.step) bar.value = run.done / run.total;
  else if (active) bar.removeAttribute("value");
  bar.hidden = !active;
  const told = one("#told");
  if (active && !run.total) told.replaceChildren(say("run.starting"));
  else if (active) {
    const left = run.seconds_left ? [" · ", say("run.left"), ` ${span(run.seconds_left)}`] : [];
    told.replaceChildren(...(run.step ? [say(`run.${run.step}`)] : [`${grouped(run.done)} `, say("run.of"), ` ${grouped(run.total)}`, ...left]));
  } else {
    const more = run.state === "done" ? [` · ${grouped(run.postulates)} `, say("run.postulates")] : run.word ? [": ", say(run.word)] : run.message ? [": ", each(run.message)] : [];
    told.replaceChildren(say(`run.${run.state}`), ...more);
  }
  buttons(run, active);
  const failures = run.failures.map((row) => made("li", {}, made("code", {}, row.source), " ", say(`cause.${row.cause}`), ...(row.error[0] ? [": ", each(row.error)] : [])));
  const doubts = run.doubts.map((told) => made("p", { class: "note" }, each(told)));
  one("#failures").replaceChildren(...doubts, ...(failures.length ? [made("h3", {}, say("run.failures"), ` (${grouped(run.failed)})`), made("ul", {}, ...failures)] : []));
}
let drawn = "";
function buttons(run, active) {
  const key = `${run.state} ${state.tables} ${document.documentElement.lang}`;
  if (key === drawn) return;
  drawn = key;
  const act = (name, call, attributes = {}) => {
    const button = say(name, "button", { type: "button", ...attributes });
    button.addEventListener("click", call);
    return button;
  };
  const found = [];
  if (active) found.push(act("run.stop", () => tell("stop")));
  else if (run.state !== "done") found.push(act("run.again", async () => {
    const told = await tell("run");
    if (told.refused) refuse(told);
  }));
  if (!active && state.tables) found.push(say("run.see", "a", { href: "./", class: "button main" }));
  one("#run .buttons").replaceChildren(...found);
}

let before = null;
watch(
  (now) => {
    if (!now) return void trouble.replaceChildren(say("unreachable"));
    state = now;
    const active = Boolean(now.run) && ["starting", "running"].includes(now.run.state);
    if (before && now.run && !active) {
      form.classList.remove("busy");
      if (now.run.state === "done" && !now.run.failed && !now.run.doubts.length && !leaving) {
        leaving = true;
        location.assign("./");
      }
    }
    before = active;
    tellRun(now.run);
  },
  () => (before ? 400 : 1200),
);
changed.addEventListener("language", () => (show(), state && tellRun(state.run)));
