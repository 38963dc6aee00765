"use strict";
{
  // What stands where in the values of the page, as export/report/entries.py writes them.
  const [ID, YEAR, OFFICES, AREAS, ORGANISATIONS, STANCES, DOCUMENT, NUMBER, PAGE, LOCATOR, TEXT, ANSWERS, AMOUNTS, GRADE, REASONS] = Array(15).keys();
  const [CODE, SEVERITY, OF, ON_PAGE, AT, MESSAGE, ABOUT] = Array(7).keys();
  const STEP = 40; // records that are shown at once
  const one = (selector) => document.querySelector(selector);
  const data = JSON.parse(one("#data").textContent);
  const root = document.documentElement;
  const list = one("#list");
  const search = one("#search");
  const selects = [...document.querySelectorAll("#filters select")];
  const LANGUAGES = root.dataset.languages.split(" ");
  const spoken = () => LANGUAGES.indexOf(root.lang);
  const say = (key) => (data.words[key] || LANGUAGES.map(() => key))[spoken()];
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l");
  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const INDEXED = { office: [OFFICES, "offices"], area: [AREAS, "areas"], organisation: [ORGANISATIONS, "organisations"] };
  const stances = new Map(data.stances.map(([name], place) => [name, place]));
  let matching = [];
  let shown = 0;
  let texts = null;

  function made(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  // The filter is the page's address, so that a chart, a table and a bookmark can give it.
  function filter() {
    const [place, query] = location.hash.slice(1).split("?");
    return new URLSearchParams(place === "records" ? query || "" : "");
  }

  function go(query) {
    const text = [...query].map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`).join("&");
    history.replaceState(null, "", `#records${text ? `?${text}` : ""}`);
    show();
  }

  function fits(places, value) {
    if (value === "none") return places.length === 0;
    if (value.endsWith("-")) return places.some((place) => place >= Number(value.slice(0, -1)));
    return value.split(",").some((one) => places.includes(Number(one)));
  }

  const TESTS = {
    year: (value) => (item) => (value === "none" ? item[YEAR] === null : item[YEAR] === Number(value)),
    stance: (value) => {
      const wanted = value.split(",").map((name) => stances.get(name));
      return (item) => item[STANCES].some((place) => wanted.includes(place));
    },
    office: (value) => (item) => fits(item[OFFICES], value),
    area: (value) => (item) => fits(item[AREAS], value),
    organisation: (value) => (item) => fits(item[ORGANISATIONS], value),
    document: (value) => {
      const wanted = new Set(value.split(",").map(Number));
      return (item) => wanted.has(item[DOCUMENT]);
    },
    amount: (value) => (item) => item[AMOUNTS].includes(value),
    record: (value) => (item) => item[ID] === value,
    grade: (value) => (item) => value.split(",").includes(data.grades[item[GRADE]][0]),
  };
  const DOUBTS = {
    finding: (value) => (row) => data.codes[row[CODE]][0] === value,
    severity: (value) => (row) => row[SEVERITY] === value,
    document: (value) => {
      const wanted = new Set(value.split(",").map(Number));
      return (row) => wanted.has(row[OF]);
    },
  };

  // What the whole page is narrowed to: name → value, as in the address of a list. Charts and numbers ask for it, too.
  const narrowed = new Map();
  let counted = data.items;
  function narrow(name, value) {
    if (value) narrowed.set(name, value);
    else narrowed.delete(name);
    counted = narrowed.size ? matches(data.items, narrowed) : data.items;
    show();
  }

  function matches(rows, query) {
    const tests = [...query].flatMap(([key, value]) => (Object.hasOwn(TESTS, key) ? [TESTS[key](value)] : []));
    return rows.filter((row) => tests.every((test) => test(row)));
  }

  function show() {
    const query = filter();
    const doubts = query.has("finding");
    const rows = doubts ? data.findings : counted;
    const tests = [...query].flatMap(([key, value]) => {
      const known = doubts ? DOUBTS : TESTS;
      return Object.hasOwn(known, key) ? [known[key](value)] : [];
    });
    const words = folded(search.value.trim()).split(/\s+/).filter(Boolean);
    if (words.length && texts === null) texts = new Map();
    matching = rows.filter((row) => tests.every((test) => test(row)) && (!words.length || holds(row, doubts, words)));
    matching.doubts = doubts;
    document.body.classList.toggle("filtered", [...query].length > 0 || words.length > 0);
    list.replaceChildren();
    shown = 0;
    tell(query);
    next();
  }

  function holds(row, doubts, words) {
    if (!texts.has(row)) {
      const names = doubts ? row[MESSAGE] : [row[NUMBER], row[TEXT], ...row[ANSWERS].map(([, text]) => text), ...row[ORGANISATIONS].map((place) => data.organisations[place])];
      texts.set(row, folded(names.join("\n")));
    }
    return words.every((word) => texts.get(row).includes(word));
  }

  function tell(query) {
    const total = matching.doubts ? data.findings.length : counted.length;
    const of = matching.length === total ? "" : ` / ${grouped(total)}`;
    one("#count").textContent = matching.length ? `${say(matching.doubts ? "count.findings" : "count")} ${grouped(matching.length)}${of}` : say("empty");
    for (const select of selects) {
      const value = query.get(select.dataset.name) || "";
      for (const option of select.querySelectorAll("[data-odd]")) option.remove();
      if (value && ![...select.options].some((option) => option.value === value)) {
        select.append(made("option", { value, "data-odd": "" }, named(select.dataset.name, value)));
      }
      select.value = value;
      select.classList.toggle("chosen", value !== "");
      select.hidden = matching.doubts || select.options.length < 2;
    }
    const known = new Set(selects.map((select) => select.dataset.name));
    const chips = [...query].filter(([key]) => !known.has(key)).map(([key, value]) => {
      const button = made("button", { type: "button" }, named(key, value));
      button.addEventListener("click", () => {
        query.delete(key);
        go(query);
      });
      return made("li", null, button);
    });
    one("#chips").replaceChildren(...chips);
    one("#clear").hidden = [...query].length === 0 && !search.value;
  }

  // What a filter is called.
  function named(key, value) {
    if (key === "stance") return value.split(",").map((name) => (stances.has(name) ? data.stances[stances.get(name)][1 + spoken()] : name)).join(", ");
    if (key === "grade") return value.split(",").map((name) => (data.grades.find(([grade]) => grade === name) || [name, name, name])[1 + spoken()]).join(", ");
    if (value === "none") return say(`none.${key}`);
    if (Object.hasOwn(INDEXED, key)) {
      const names = data[INDEXED[key][1]];
      if (value.endsWith("-")) return say(`others.${key}`).replace("{}", grouped(names.length - Number(value.slice(0, -1))));
      return names[Number(value)] || value;
    }
    if (key === "document") {
      const places = value.split(",");
      const row = places.length === 1 && data.documents[Number(value)];
      return `${say("document")}: ${row ? row[0] || row[1] : grouped(places.length)}`;
    }
    if (key === "finding") {
      const row = data.codes.find(([code]) => code === value);
      return row ? row[1 + spoken()] : value;
    }
    if (key === "severity") return say(`severity.${value}`);
    if (key === "amount") {
      const [currency, step] = value.split(":");
      return `${say("amount")}: ${steps[Number(step)] ? steps[Number(step)]() : step} ${currency}`;
    }
    return `${say(key)}: ${value}`;
  }

  const ends = data.steps;
  const steps = [
    () => say("amount.below").replace("{}", grouped(ends[0])),
    ...ends.slice(1).map((end, place) => () => `${grouped(ends[place])} – ${grouped(end)}`),
    () => say("amount.from").replace("{}", grouped(ends.at(-1))),
  ];

  function next() {
    const rows = matching.slice(shown, shown + STEP);
    list.append(...rows.map(matching.doubts ? doubt : record));
    shown += rows.length;
    one("#more").hidden = shown >= matching.length;
  }

  function record(item) {
    const names = item[ORGANISATIONS].map((place) => data.organisations[place]).join("; ");
    const head = made(
      "header",
      null,
      item[NUMBER] ? made("span", { class: "when" }, item[NUMBER]) : null,
      made("h3", null, names || say("none.organisation")),
      made("span", { class: "when" }, [...(item[YEAR] === null ? [] : [item[YEAR]]), ...item[OFFICES].map((place) => data.offices[place])].join(" · ")),
    );
    const answers = item[ANSWERS].map(([stance, text]) => made("div", { class: "answer" }, badge(stance), text));
    if (!answers.length) answers.push(made("div", { class: "answer none" }, say("answer.none")));
    return made("li", null, head, doubts(item), made("p", { class: "text" }, item[TEXT]), ...answers, where(item[DOCUMENT], item[PAGE], item[LOCATOR], item[ID]));
  }

  // The grade of a record that is not quite sure, with its reasons.
  function doubts(item) {
    if (item[GRADE] === 0) return null;
    const words = [data.grades[item[GRADE]][1 + spoken()], ...item[REASONS].map((place) => data.reasons[place][spoken()])];
    return made("p", { class: "doubts" }, ...words.map((word) => made("span", { class: "doubt" }, word)));
  }

  function badge(place) {
    const square = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [key, value] of [["class", `fill-${data.stances[place][0]}`], ["x", 1], ["y", 1], ["width", 10], ["height", 10]]) rect.setAttribute(key, value);
    square.setAttribute("class", "swatch");
    square.setAttribute("viewBox", "0 0 12 12");
    square.append(rect);
    return made("span", { class: "stance" }, square, data.stances[place][1 + spoken()]);
  }

  function doubt(row) {
    const about = row[ABOUT] >= 0 ? data.items[row[ABOUT]] : null;
    const head = made("header", null, made("h3", null, data.codes[row[CODE]][1 + spoken()]), made("span", { class: "when" }, say(`severity.${row[SEVERITY]}`)));
    const text = about ? made("p", { class: "answer" }, `${about[NUMBER] ? `${about[NUMBER]} · ` : ""}${about[TEXT]}`) : null;
    return made("li", null, head, made("p", { class: "text" }, row[MESSAGE][spoken()]), text, where(row[OF], row[ON_PAGE], row[AT], about ? about[ID] : ""));
  }

  // The source and the place in it, and the way there where there is one.
  function where(place, page, locator, id) {
    const [title, source, link, review, paged, of] = data.documents[place] || ["", "", null, null, false, null];
    const name = title && title !== source ? `${title} — ${source}` : source;
    const pieces = [];
    if (link) pieces.push(made("a", { href: link + (paged && page !== null ? `#page=${page}` : ""), rel: "noopener noreferrer", target: "_blank" }, name));
    else pieces.push(made("span", null, name));
    if (page !== null) pieces.push(made("span", null, `${say("page")} ${page}`));
    if (locator) pieces.push(made("code", null, locator));
    const head = of === null ? null : data.documents[of];
    if (head) {
      const words = `${say("attached")} ${head[0] || head[1]}`;
      pieces.push(head[2] ? made("a", { href: head[2], rel: "noopener noreferrer", target: "_blank" }, words) : made("span", null, words));
    }
    if (review) pieces.push(made("a", { href: `${review}${id ? `#${id.split(".").at(-1)}` : ""}` }, say("review")));
    return made("p", { class: "where" }, ...pieces);
  }

  // The choices above the list.
  function choices() {
    const years = [...new Set(data.items.map((item) => item[YEAR]))].filter((year) => year !== null).sort((a, b) => a - b);
    const seen = new Set(data.items.flatMap((item) => item[STANCES]));
    const graded = new Set(data.items.map((item) => item[GRADE]));
    const options = {
      stance: data.stances.flatMap(([name, ...both], place) => (seen.has(place) ? [[name, both[spoken()]]] : [])),
      grade: data.grades.flatMap(([name, ...both], place) => (graded.has(place) && graded.size > 1 ? [[name, both[spoken()]]] : [])),
      year: years.map((year) => [String(year), String(year)]),
    };
    for (const [key, [, names]] of Object.entries(INDEXED)) {
      const order = data[names].map((name, place) => [String(place), name]);
      options[key] = order.sort((a, b) => a[1].localeCompare(b[1], root.lang));
    }
    const without = { year: (item) => item[YEAR] === null, office: (item) => !item[OFFICES].length, area: (item) => !item[AREAS].length, organisation: (item) => !item[ORGANISATIONS].length };
    for (const select of [...selects, ...document.querySelectorAll("#whole select")]) {
      const key = select.dataset.name;
      const kept = select.value;
      const rows = [["", say(`any.${key}`)], ...options[key]];
      if (without[key] && options[key].length && data.items.some(without[key])) rows.push(["none", say(`none.${key}`)]);
      select.replaceChildren(...rows.map(([value, name]) => made("option", { value }, name)));
      select.setAttribute("aria-label", say(`any.${key}`));
      if (!selects.includes(select)) select.value = kept;
    }
    search.placeholder = say("search");
    search.setAttribute("aria-label", say("search"));
  }

  for (const select of selects) {
    select.addEventListener("change", () => {
      const query = filter();
      if (select.value) query.set(select.dataset.name, select.value);
      else query.delete(select.dataset.name);
      go(query);
    });
  }
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  one("#filters").addEventListener("submit", (event) => event.preventDefault());
  one("#clear").addEventListener("click", () => {
    search.value = "";
    go(new URLSearchParams());
  });
  one("#more").addEventListener("click", next);
  one("#print").addEventListener("click", () => print());
  one("#language").addEventListener("click", () => {
    root.lang = LANGUAGES[(spoken() + 1) % LANGUAGES.length];
    document.title = say("title");
    choices();
    show();
    document.dispatchEvent(new Event("language"));
  });
  one("#theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  function arrive() {
    if (!location.hash.startsWith("#records")) return;
    search.value = "";
    show();
    one("#records").scrollIntoView();
  }
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#records']");
    if (link && link.getAttribute("href") === location.hash) arrive(); // the address stays, so no browser says that it changed
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  // What a bar says when it is pointed at: the words of its row and column in the table below.
  const tip = one("#tip");
  const own = (element) => {
    const worded = element.querySelector(`[lang="${root.lang}"]`);
    return (worded || element).textContent;
  };
  document.addEventListener("pointermove", (event) => {
    const bar = event.target.closest ? event.target.closest(".chart a") : null;
    tip.hidden = !bar;
    if (!bar) return;
    const table = bar.closest(".figure").querySelector("table");
    const row = table.tBodies[0].rows[Number(bar.dataset.row)];
    const head = table.querySelector(`thead [data-part="${bar.dataset.part}"]`);
    const cell = head ? row.cells[head.cellIndex] : row.querySelector("td");
    tip.replaceChildren(own(row.cells[0]), made("b", null, `${head ? `${own(head)}: ` : ""}${cell.textContent}`));
    const left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    const below = event.clientY + 18 + tip.offsetHeight < innerHeight;
    // A style of an element's own is the script's to set; the policy forbids it to the markup alone.
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${below ? event.clientY + 18 : event.clientY - tip.offsetHeight - 12}px`;
  });

  window.report = { LANGUAGES, data, one, say, grouped, made, matches, narrow, narrowed, counted: () => counted };
  one("#filters").hidden = false;
  choices();
  show();
  if (location.hash.startsWith("#records")) one("#records").scrollIntoView();
}
