(() => {
  "use strict";
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const made = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  // Language and colours
  const LANGUAGES = root.dataset.languages.split(" ");
  const spoken = () => LANGUAGES.indexOf(root.lang);
  const own = root.lang;
  const offered = LANGUAGES.filter((name) => ["pl", "en", own].includes(name) || navigator.languages.some((wanted) => wanted.toLowerCase().startsWith(name)));
  const following = () => offered[(offered.indexOf(root.lang) + 1) % offered.length];
  const nameOf = (language) => WORDS.language.at(LANGUAGES.indexOf(language) - 1);
  const inLanguage = (name, language = root.lang) => name + language[0].toUpperCase() + language.slice(1);
  const word = (key) => (Object.hasOwn(WORDS, key) ? WORDS[key][spoken()] : key.slice(key.lastIndexOf(".") + 1));
  const speak = (within) => {
    for (const element of all("[data-t]", within)) element.textContent = element.dataset.t === "language" ? nameOf(following()) : word(element.dataset.t);
    for (const element of all("[data-title]", within)) element.title = word(element.dataset.title);
    for (const element of all("[data-said-pl]", within)) {
      element.textContent = element.dataset[inLanguage("said")];
      element.title = element.dataset[inLanguage("todo")];
    }
    for (const element of all("[data-placeholder]", within)) element.placeholder = word(element.dataset.placeholder);
    for (const element of all("[data-aria]", within)) element.setAttribute("aria-label", word(element.dataset.aria));
  };
  const changeLanguage = () => {
    root.lang = following();
    speak(document);
    if (count) {
      texts.clear();
      filter();
    }
  };
  const changeTheme = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };
  one("#language").textContent = nameOf(following());
  one("#language").addEventListener("click", changeLanguage);
  one("#theme").addEventListener("click", changeTheme);

  // Words without their accents, for searching
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[łŁ]/g, "l").toLowerCase();

  const count = one("#count");
  if (root.dataset.kind === "index") {
    startIndex();
    return;
  }

  const source = one("#source");
  const records = one("#records");
  const cards = all(".card", records);
  let current = null;

  // Places: which elements of the source a part of a record comes from, and back
  const targets = (part) => (part.dataset.places || "").split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
  const parts = new Map();
  for (const part of all("[data-places]", records)) {
    const answer = part.matches(".answer:not(.missing)");
    for (const target of targets(part)) {
      if (!parts.has(target)) parts.set(target, []);
      parts.get(target).push(part);
      target.classList.add("place");
      if (answer && part.dataset.stance) target.dataset.stance = part.dataset.stance;
    }
  }
  const placesOf = (element) => {
    const found = element.matches("[data-places]") ? [element] : all("[data-places]", element);
    return found.flatMap(targets);
  };
  const cardOf = (element) => element.closest(".card");
  const seen = (element, pane) => {
    const [a, b] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
    const enough = Math.min(a.height, b.height / 2);
    return a.top >= b.top && a.top + enough <= b.bottom && a.left < b.right - 20 && a.right > b.left + 20;
  };
  // Not `scrollIntoView`: of two that run at a time, one in each pane, a browser drops the first.
  const scrollTo = (element, pane) => {
    for (let above = element.parentElement; above && above !== pane; above = above.parentElement) {
      if (above.tagName === "DETAILS") above.open = true;
    }
    if (seen(element, pane)) return;
    const [a, b] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
    const room = Math.max((b.height - a.height) / 2, Math.min(b.height / 6, 60));
    const aside = a.left < b.left || a.right > b.right ? a.left - b.left - 24 : 0;
    pane.scrollBy({ top: a.top - b.top - room, left: aside, behavior: smooth });
  };
  const mark = (name, elements) => {
    for (const element of all("." + name)) element.classList.remove(name);
    for (const element of elements) element.classList.add(name);
  };
  const nearest = (elements) => elements.find((element) => seen(element, source)) || elements[0];
  let waiting = 0;
  const later = (act) => {
    clearTimeout(waiting);
    waiting = setTimeout(act, 180);
  };
  const select = (card, { toSource = true, toCard = true, part = null } = {}) => {
    if (current && current !== card) current.classList.remove("current");
    current = card;
    card.classList.add("current");
    if (toCard) {
      for (let above = card.parentElement; above && above !== records; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
      card.focus({ preventScroll: true });
      scrollTo(card, records);
    }
    const found = placesOf(part || card);
    mark("chosen", placesOf(card));
    if (toSource && found.length) scrollTo(nearest(found), source);
  };
  records.addEventListener("mouseover", (event) => {
    const part = event.target.closest("[data-places]") || cardOf(event.target);
    const found = part ? placesOf(part) : [];
    mark("pointed", found);
    later(() => found.length && scrollTo(nearest(found), source));
  });
  records.addEventListener("mouseleave", () => (clearTimeout(waiting), mark("pointed", [])));
  records.addEventListener("click", (event) => {
    const card = cardOf(event.target);
    if (!card) return;
    if (event.target.closest("button.edit")) return void edit(card);
    if (event.target.closest("form, summary")) return;
    select(card, { toCard: false, part: event.target.closest("[data-places]") });
    if (!String(getSelection())) card.focus({ preventScroll: true });
  });
  records.addEventListener("focusin", (event) => {
    const card = cardOf(event.target);
    if (card && card !== current) select(card, { toCard: false });
  });
  const placeOf = (element) => {
    for (let here = element; here && here !== source; here = here.parentElement) if (parts.has(here)) return here;
    return null;
  };
  source.addEventListener("mouseover", (event) => {
    const place = placeOf(event.target);
    const found = place ? parts.get(place) : [];
    mark("pointed", place ? [place, ...found] : []);
    later(() => found.length && scrollTo(found[0], records));
  });
  source.addEventListener("mouseleave", () => (clearTimeout(waiting), mark("pointed", [])));
  source.addEventListener("click", (event) => {
    const place = placeOf(event.target);
    if (!place || String(getSelection())) return;
    const part = parts.get(place)[0];
    const card = cardOf(part);
    if (card.hidden) clearFilters();
    select(card, { toSource: false });
    scrollTo(part, records);
  });

  // Filters
  const search = one("#search");
  const byOrganisation = one("#by-organisation");
  const byStance = one("#by-stance");
  const postulates = cards.filter((card) => card.matches(".postulate"));
  const texts = new Map();
  let kind = "all";
  const passes = (card) => {
    if (kind === "edited" ? !card.classList.contains("edited") : kind !== "all" && !(card.dataset.flags || "").split(" ").includes(kind)) return false;
    if (byOrganisation.value && !(card.dataset.organisations || "").split(" ").includes(byOrganisation.value)) return false;
    if (byStance.value && !(card.dataset.stance || "").split(" ").includes(byStance.value)) return false;
    const wanted = folded(search.value.trim());
    if (!wanted) return true;
    if (!texts.has(card)) texts.set(card, folded(card.textContent));
    return texts.get(card).includes(wanted);
  };
  function filter() {
    for (const card of cards) card.hidden = !passes(card);
    for (const group of all("details.organisations", records)) group.hidden = !all(".card", group).some((card) => !card.hidden);
    let heading = null;
    for (const element of records.children) {
      if (element.matches("h3.section")) {
        heading = element;
        heading.hidden = true;
      } else if (heading && element.matches(".postulate") && !element.hidden) heading.hidden = false;
    }
    const left = postulates.filter((card) => !card.hidden).length;
    count.textContent = left === postulates.length ? `${left}` : `${left} ${word("of")} ${postulates.length}`;
    one("#nothing").hidden = cards.some((card) => !card.hidden);
  }
  const choose = (name) => {
    kind = kind === name ? "all" : name;
    for (const button of all("[data-filter]")) button.setAttribute("aria-pressed", String(button.dataset.filter === kind));
    filter();
  };
  const clearFilters = () => {
    kind = "";
    search.value = byOrganisation.value = byStance.value = "";
    choose("all");
  };
  for (const button of all("[data-filter]")) button.addEventListener("click", () => choose(button.dataset.filter));
  for (const control of [search, byOrganisation, byStance]) control.addEventListener("input", filter);

  // Corrections: kept in the memory of the page until they are saved, which on a served page is as soon as a record is left
  const live = root.dataset.live;
  const earlier = JSON.parse(one("#earlier").textContent);
  const corrections = new Map();
  const originals = new Map();
  const notes = new Map();
  let unsaved = false;
  const choice = (field) => Object.hasOwn(VALUES, field.dataset.kind);
  const first = (field) => {
    if (!originals.has(field)) {
      originals.set(field, { value: choice(field) ? field.dataset.value || "" : field.textContent, nodes: [...field.childNodes] });
    }
    return originals.get(field);
  };
  const tidy = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(/\s+/g, " ").trim()).join("\n").replace(/^\n+|\n+$/g, "");
  const label = (field, value) => (field.dataset.kind === "stance" ? word("stance." + value) : word(`${field.dataset.kind}.${value}.meaning`));
  const now = (field) => (corrections.has(field) ? corrections.get(field).value : first(field).value);
  const setField = (field, text) => {
    const { value, nodes } = first(field);
    const fresh = tidy(text);
    const changed = fresh !== tidy(value);
    if (changed && !fresh && field.hasAttribute("data-needed")) return false;
    if (changed) corrections.set(field, { value: fresh, card: cardOf(field) });
    else corrections.delete(field);
    field.classList.toggle("changed", changed);
    field.classList.toggle("none", !(changed ? fresh : value));
    if (!changed) field.replaceChildren(...nodes);
    else if (choice(field) && fresh) field.replaceChildren(made("span", { "data-t": field.dataset.kind === "stance" ? "stance." + fresh : `${field.dataset.kind}.${fresh}.meaning` }, label(field, fresh)));
    else field.replaceChildren(fresh);
    field.title = changed ? value : "";
    if (changed) for (let above = field.parentElement; above && !above.matches(".card"); above = above.parentElement) above.classList.remove("none");
    const part = field.closest(".answer");
    if (part && field.dataset.field === "stance") part.dataset.stance = now(field);
    if (field.dataset.field === "response") {
      // A stance is that of an answer: it goes with it.
      const stance = one('[data-field="stance"]', part);
      const input = form && form.elements.namedItem("stance");
      if (!now(field)) setField(stance, "");
      if (input) [input.disabled, input.value] = [!now(field), now(stance)];
    }
    const card = cardOf(field);
    card.classList.toggle("edited", [...corrections.values()].some((correction) => correction.card === card));
    unsaved = corrections.size > 0;
    texts.delete(card);
    tell();
    return true;
  };
  const tell = () => {
    one("#made").textContent = String(corrections.size);
    one("#save").disabled = one("#copy").disabled = !corrections.size;
    one(".corrections").classList.toggle("some", corrections.size > 0);
    const items = [...corrections].map(([field, { value, card }]) => {
      const undo = made("button", { type: "button", "data-t": "undo" }, word("undo"));
      undo.addEventListener("click", () => (setField(field, first(field).value), close()));
      const go = made("button", { type: "button", class: "go" }, field.dataset.id);
      go.addEventListener("click", () => (card.hidden && clearFilters(), select(card)));
      const short = (text) => (!text ? word("nothing") : choice(field) ? label(field, text) : text.length > 120 ? text.slice(0, 119) + "…" : text);
      return made("li", {}, go, " ", made("b", { "data-t": field.dataset.label }, word(field.dataset.label)), ": ", made("del", {}, short(first(field).value)), " → ", made("ins", {}, short(value)), " ", undo);
    });
    one("#list ol").replaceChildren(...(items.length ? items : [made("li", { class: "absent", "data-t": "corrections.none" }, word("corrections.none"))]));
  };

  // Editing a card in its place
  let form = null;
  const close = () => {
    if (!form) return;
    const card = cardOf(form);
    form.remove();
    form = null;
    card.classList.remove("editing");
    card.focus({ preventScroll: true });
    if (live) send();
  };
  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  const control = (field) => {
    const value = now(field);
    let input;
    if (choice(field)) {
      input = made("select");
      if (!value || !field.hasAttribute("data-needed")) input.append(made("option", { value: "" }, "–"));
      for (const known of VALUES[field.dataset.kind]) input.append(made("option", { value: known }, label(field, known)));
    } else if (field.dataset.kind === "text") {
      input = made("textarea", { rows: "2", spellcheck: "true" });
      input.addEventListener("input", () => grow(input));
    } else {
      input = made("input", { type: "text" });
      const list = { organisation: "names", topics: "themes" }[field.dataset.field];
      if (list) input.setAttribute("list", list);
    }
    input.value = value;
    input.name = field.dataset.field;
    if (input.name === "stance" && field.closest(".missing")) input.disabled = !now(one('[data-field="response"]', field.closest(".missing")));
    input.addEventListener("input", () => {
      const taken = setField(field, input.value);
      input.setAttribute("aria-invalid", String(!taken));
      input.title = taken ? "" : word("empty_refused");
    });
    return input;
  };
  const edit = (card) => {
    if (form && cardOf(form) === card) return close();
    close();
    const fields = all(".field", card).filter((field) => cardOf(field) === card);
    if (!fields.length) return;
    form = made("form", { class: "form" });
    form.addEventListener("submit", (event) => (event.preventDefault(), close()));
    for (const field of fields) {
      const input = control(field);
      form.append(made("label", { class: field.dataset.kind }, made("span", { "data-t": field.dataset.label }, word(field.dataset.label)), input));
    }
    const note = made("input", { type: "text", name: "note" });
    note.value = notes.get(card) || "";
    note.addEventListener("input", () => notes.set(card, note.value));
    form.append(made("label", { class: "line" }, made("span", { "data-t": "note" }, word("note")), note));
    const undo = made("button", { type: "button", "data-t": "undo" }, word("undo"));
    undo.addEventListener("click", () => {
      for (const field of fields) setField(field, first(field).value);
      close();
    });
    form.append(made("div", { class: "buttons" }, made("button", { type: "submit", class: "main", "data-t": "done" }, word("done")), undo));
    select(card, { toCard: false });
    card.classList.add("editing");
    one("header", card).after(form);
    for (const area of all("textarea", form)) grow(area);
    const start = all("textarea, select, input", form).find((input) => input.name === "stance") || one("textarea, input, select", form);
    (start.disabled ? one('[name="response"]', form) : start).focus({ preventScroll: true });
    scrollTo(form, records);
  };

  // The file: RFC 4180, and a text that a spreadsheet would run gets a sign before it
  const cell = (text) => {
    const guarded = /^'*[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  const file = () => {
    // An answer that is new has its text first: the program makes it from that, and gives it its other fields then.
    const order = (entry) => (entry[0].dataset.field === "response" ? 0 : 1);
    const rows = [...corrections].sort((a, b) => order(a) - order(b)).map(([field, { value, card }]) => {
      const { id, field: name } = field.dataset;
      return [id, name, first(field).value, value, by.value.trim(), (notes.get(card) || "").trim()];
    });
    return [COLUMNS, ...earlier, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
  };
  const said = one("#said");
  const answer = (key) => {
    for (const language of LANGUAGES) for (const name of ["said", "todo"]) delete said.dataset[inLanguage(name, language)];
    said.classList.remove("refused");
    said.title = "";
    said.dataset.t = key;
    said.textContent = word(key);
    setTimeout(() => said.dataset.t === key && ((said.textContent = ""), delete said.dataset.t), 4000);
  };
  const save = () => {
    if (live) return void (form ? close() : send());
    if (!corrections.size) return;
    const address = URL.createObjectURL(new Blob([file()], { type: "text/csv;charset=utf-8" }));
    made("a", { href: address, download: "corrections.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    unsaved = false;
    answer("saved");
  };
  const copy = async () => {
    const text = file();
    try {
      await navigator.clipboard.writeText(text);
      answer("copied");
    } catch {
      const area = made("textarea", { class: "aside" });
      area.value = text;
      document.body.append(area);
      area.select();
      answer(document.execCommand("copy") ? "copied" : "not_copied");
      area.remove();
    }
  };

  // A served page: the corrections of one record go to the server together, and what it takes is what stands from now on
  let sending = Promise.resolve();
  const send = () => (sending = sending.then(sendAll));
  const sendAll = async () => {
    for (const card of new Set([...corrections.values()].map((correction) => correction.card))) {
      if (form && cardOf(form) === card) continue;
      const own = [...corrections].filter(([, correction]) => correction.card === card).map(([field]) => field);
      const rows = own.map((field) => ({ record_id: field.dataset.id, field: field.dataset.field, old_value: first(field).value, new_value: now(field) }));
      const body = JSON.stringify({ corrections: rows, by: by.value.trim(), note: (notes.get(card) || "").trim() });
      try {
        const reply = await fetch(live, { method: "POST", headers: { "Content-Type": "application/json" }, body });
        const told = await reply.json();
        if (!reply.ok) return refuse(card, told.words);
        for (const row of told.rows) settle(own.find((field) => field.dataset.id === row.record_id && field.dataset.field === row.field), row.new_value);
        notes.delete(card);
        answer("live.saved");
      } catch {
        return refuse(card, WORDS["live.unreachable"]);
      }
    }
  };
  const refuse = (card, words) => {
    card.classList.add("edited");
    delete said.dataset.t;
    for (const [place, language] of LANGUAGES.entries()) {
      said.dataset[inLanguage("said", language)] = words[place];
      said.dataset[inLanguage("todo", language)] = "";
    }
    said.classList.add("refused");
    speak(said.parentElement);
  };
  const settle = (field, value) => {
    if (!field) return;
    const card = cardOf(field);
    if (!choice(field) && value !== tidy(field.textContent)) field.replaceChildren(value);
    if (choice(field)) field.dataset.value = value;
    corrections.delete(field);
    originals.set(field, { value, nodes: [...field.childNodes] });
    field.classList.remove("changed");
    field.title = "";
    card.classList.toggle("edited", [...corrections.values()].some((correction) => correction.card === card));
    const flags = new Set((card.dataset.flags || "").split(" ").filter(Boolean)).add("corrected");
    if (field.dataset.field === "response") flags.delete("missing");
    if (field.dataset.field === "stance") flags.delete("unclear");
    card.dataset.flags = [...flags].join(" ");
    if (!one(".badge.corrected", card)) one("header", card).lastElementChild.before(made("span", { class: "badge corrected", "data-t": "corrected" }, word("corrected")));
    unsaved = corrections.size > 0;
    texts.delete(card);
    tell();
    filter();
  };
  const by = one("#by");
  if (live) {
    by.value = localStorage.getItem("postulat.by") || "";
    by.addEventListener("change", () => localStorage.setItem("postulat.by", by.value.trim()));
  }
  one("#save").addEventListener("click", save);
  one("#copy").addEventListener("click", copy);
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

  // Keys
  const help = one("#help");
  const step = (by) => {
    const shown = cards.filter((card) => !card.hidden && card.offsetParent);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    select(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)]);
  };
  one("#keys").addEventListener("click", () => help.showModal());
  one("#close").addEventListener("click", () => help.close());
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => current && select(current, { toCard: false }),
    e: () => current && edit(current),
    "/": () => (search.focus(), search.select()),
    f: () => choose("findings"),
    u: () => choose("unclear"),
    o: () => byOrganisation.focus(),
    s: save,
    l: changeLanguage,
    t: changeTheme,
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const inside = event.target.closest("input, textarea, select");
    if (event.key === "Escape") {
      if (form && (!inside || form.contains(inside))) close();
      else if (inside) inside.blur();
      return;
    }
    if (inside || !Object.hasOwn(acts, event.key)) return;
    if ((event.key === "Enter" || event.key.startsWith("Arrow")) && event.target.closest("button, a, summary")) return;
    if (event.key.startsWith("Arrow") && source.contains(event.target)) return;
    event.preventDefault();
    acts[event.key]();
  });

  tell();
  filter();
  const wanted = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (wanted && wanted.matches(".card")) select(wanted);

  function startIndex() {
    const body = one("#documents tbody");
    const rows = [...body.rows];
    const find = one("#find");
    const order = one("#order");
    find.addEventListener("input", () => {
      const text = folded(find.value.trim());
      for (const row of rows) row.hidden = !folded(row.textContent).includes(text);
    });
    order.addEventListener("click", () => {
      const on = order.getAttribute("aria-pressed") !== "true";
      order.setAttribute("aria-pressed", String(on));
      const rank = (row) => (on ? -Number(row.dataset.check) : Number(row.dataset.order));
      body.append(...rows.toSorted((a, b) => rank(a) - rank(b)));
    });
  }
})();
