// The table of records: filters and words are the page's address; a stance is corrected in its place and saved at once.
import { all, announce, ask, each, changed, grouped, made, memory, one, say, spoken, tell, values, watch, word } from "./common.js";

const body = one("tbody");
const search = one("#search");
const selects = all("select[data-filter]");
const by = one("#by");
let query = new URLSearchParams(location.search || sessionStorage.getItem("postulat.query") || "");
let shown = null;
let asked = 0;

async function load() {
  const mine = ++asked;
  try {
    const found = await ask(`records.json?${query}`);
    if (mine !== asked) return;
    shown = found;
    show();
  } catch (error) {
    announce([say(error.message === "500" ? "fault" : "unreachable")], { wrong: true });
  }
}

function go(keep = false) {
  if (!keep) query.delete("page");
  const text = String(query);
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
  sessionStorage.setItem("postulat.query", text);
  load();
}

function show() {
  body.replaceChildren(...shown.rows.map(row));
  one("#records").hidden = !shown.total;
  const of = shown.total === shown.all ? "" : ` / ${grouped(shown.all)}`;
  one("#count").replaceChildren(...(shown.total ? [say("table.count"), ` ${grouped(shown.total)}${of}`] : [say(shown.all ? "table.empty" : "table.none")]));
  for (const select of selects) choices(select);
  one("#clear").hidden = !["q", ...selects.map((select) => select.dataset.filter), "document"].some((name) => query.get(name));
  for (const head of all("th[aria-sort]")) {
    const [order, name] = [query.get("order") || "", one("button", head).dataset.order];
    head.setAttribute("aria-sort", order === name ? "ascending" : order === `-${name}` ? "descending" : "none");
  }
  paging();
}

const NAMED = { stance: "stance.", grade: "grade.", look: "look." };
function choices(select) {
  const filter = select.dataset.filter;
  const counts = { ...shown.choices[filter] };
  const chosen = query.get(filter) || "";
  if (chosen && !Object.hasOwn(counts, chosen)) counts[chosen] = 0;
  const label = (value) => (value === "-" ? word("filter.none") : NAMED[filter] ? word(NAMED[filter] + value) : filter === "organisation" ? shown.names[value] || value : filter === "topic" ? shown.topics[value]?.[spoken()] || value : value);
  const rank = { year: (value) => -Number(value), stance: (value) => [...values.stances, "missing"].indexOf(value) }[filter];
  const compare = rank ? (a, b) => rank(a) - rank(b) : (a, b) => label(a).localeCompare(label(b), document.documentElement.lang);
  const known = Object.keys(counts).sort((a, b) => (a === "-") - (b === "-") || compare(a, b));
  const first = made("option", { value: "" }, word("table.any"));
  select.replaceChildren(first, ...known.map((value) => made("option", { value }, `${label(value)} (${grouped(counts[value])})`)));
  select.value = chosen;
  select.classList.toggle("chosen", chosen !== "");
  select.closest("label").hidden = !chosen && (known.length === 0 || (known.length === 1 && filter !== "look"));
}

function row(record) {
  const address = `review/${record.document}.html#${record.id.slice(record.id.indexOf(".") + 1)}`;
  const names = record.organisations.join("; ");
  const badges = [
    record.corrected ? say("corrected", "span", { class: "badge corrected" }) : null,
    record.grade === "A" ? null : say(`grade.${record.grade}`, "span", { class: "badge", title: record.reasons.map((reason) => word(`reason.${reason}`)).join("; ") }),
    record.doubts ? say("look.doubts", "span", { class: "badge warning" }) : null,
  ];
  const cell = (name, ...children) => made("td", { class: name, "data-label": word(`column.${name}`) }, ...children);
  return made(
    "tr",
    { "data-id": record.id, "data-stance": record.stances[0] },
    cell("number", record.number || ""),
    cell("organisation", names || say("row.no_submitter", "em")),
    cell("text", made("div", { class: "long" }, record.text || say("row.no_text", "em")), years(record.asked)),
    cell("response", made("div", { class: "long" }, record.response || "")),
    cell("stance", stance(record), ...badges),
    cell("date", made("span", { class: "day" }, record.date || ""), made("a", { href: address, title: word("row.open") }, record.title), record.page ? made("small", {}, say("row.page"), ` ${record.page}`) : null),
  );
}

// How the same request was answered over the years; the way to all of them.
function years(asked) {
  if (!asked) return null;
  const step = ([year, stance, here], place) => [place ? " → " : "", made("span", { class: here ? "here" : null }, year ? `${year} ` : "", say(`stance.${stance}`, "span", { class: "tone", "data-stance": stance }))];
  const more = asked.count > asked.steps.length ? "… → " : "";
  return made("a", { class: "history", href: `request?group=${encodeURIComponent(asked.group)}`, title: word("row.asked.title"), "data-title": "row.asked.title" }, more, ...asked.steps.flatMap(step).filter(Boolean));
}

function stance(record) {
  const now = record.stances[0];
  if (!record.answer || !values.correctable) {
    return made("div", {}, ...record.stances.map((name) => say(`stance.${name}`, "span", { class: "tone", "data-stance": name })));
  }
  const select = made("select", { class: "tone", "data-stance": now, "aria-label": `${word("column.stance")}: ${record.number || record.id}` });
  select.append(...values.stances.map((name) => say(`stance.${name}`, "option", { value: name })));
  select.value = now;
  // A click saves at once; arrow keys pass by other stances, so that they save when the field is left, or not gone on with.
  let key = "";
  let waiting = 0;
  const save = () => {
    clearTimeout(waiting);
    key = "";
    if (select.value !== now && select.isConnected) correct({ record_id: record.answer, field: "stance", old_value: now, new_value: select.value });
  };
  select.addEventListener("keydown", (event) => (key = event.key));
  select.addEventListener("change", () => {
    clearTimeout(waiting);
    if (key && key !== "Enter") waiting = setTimeout(save, 2000);
    else save();
  });
  select.addEventListener("blur", save);
  select.addEventListener("pointerdown", () => (key = ""));
  return select;
}

async function correct(correction, back = false) {
  const told = await tell("corrections", { corrections: [correction], by: by.value.trim() });
  if (told.refused) {
    announce([each(told.words)], { wrong: true });
    return load();
  }
  shown.version = told.version;
  for (const record of told.records) {
    shown.rows = shown.rows.map((known) => (known.id === record.id ? record : known));
    const old = one(`tr[data-id="${CSS.escape(record.id)}"]`, body);
    const focused = old && old.contains(document.activeElement);
    const fresh = row(record);
    if (old) old.replaceWith(fresh);
    if (focused) one("select", fresh)?.focus();
  }
  const [saved] = told.rows;
  const undo = say("undo", "button", { type: "button" });
  undo.addEventListener("click", () => correct({ ...saved, old_value: saved.new_value, new_value: saved.old_value }, true));
  announce([say("saved"), " ", ...(back ? [] : [undo])]);
}

function paging() {
  const last = Math.max(1, Math.ceil(shown.total / shown.size));
  const step = (key, page) => {
    const button = say(key, "button", { type: "button", disabled: page < 1 || page > last });
    button.addEventListener("click", () => {
      query.set("page", page);
      go(true);
      one("#records").scrollIntoView();
    });
    return button;
  };
  one("#paging").hidden = last < 2;
  one("#paging").replaceChildren(step("page.previous", shown.page - 1), made("span", {}, say("page.of"), ` ${grouped(shown.page)} / ${grouped(last)}`), step("page.next", shown.page + 1));
}

for (const select of selects) {
  select.addEventListener("change", () => {
    if (select.value) query.set(select.dataset.filter, select.value);
    else query.delete(select.dataset.filter);
    go();
  });
}
let typing = 0;
search.value = query.get("q") || "";
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (search.value.trim()) query.set("q", search.value);
    else query.delete("q");
    go();
  }, 200);
});
one("#clear").addEventListener("click", () => {
  query = new URLSearchParams();
  search.value = "";
  go();
});
for (const button of all("th button")) {
  button.addEventListener("click", () => {
    const { order } = button.dataset;
    const next = { [order]: `-${order}`, [`-${order}`]: "" }[query.get("order") || ""] ?? order;
    if (next) query.set("order", next);
    else query.delete("order");
    go();
  });
}
body.addEventListener("click", (event) => event.target.closest(".long")?.classList.toggle("whole"));
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  search.focus();
});
by.value = memory.get("by") || "";
by.addEventListener("change", () => memory.set("by", by.value.trim()));
changed.addEventListener("language", () => shown && show());
addEventListener("pageshow", (event) => event.persisted && load());
go(true);
// Another tab may have corrected something; what a person is doing here is not disturbed.
watch((state) => state && shown && state.version !== shown.version && !document.activeElement.closest("tbody select") && load(), () => 2000);
