"use strict";
{
  // Charts and tables of what the page is narrowed to, and charts as files. Every number is a link whose address says what it counts.
  const { LANGUAGES, data, one, say, grouped, made, matches, narrow, narrowed, counted } = window.report;
  let known = new Map(); // address → what it counts now
  const HEARD = ["accepted", "already_done", "conditional", "partial"];
  const svgs = [...document.querySelectorAll(".figure .chart")].map(measured);
  document.querySelectorAll("#promises .chart").forEach(markToday);
  const links = [...document.querySelectorAll(".tiles a[href^='#records'], .numbers td a")].filter((link) => countable(link.getAttribute("href")));
  const form = one("#whole");

  function queryOf(address) {
    return new URLSearchParams(address.split("?")[1] || "");
  }

  function countable(address) {
    const query = queryOf(address);
    return address.startsWith("#records") && !query.has("finding") && !query.has("severity");
  }

  function count(address) {
    if (!known.has(address)) known.set(address, matches(counted(), queryOf(address)).length);
    return known.get(address);
  }

  // The day on which the page is read: a line in the timeline, and words at the quarters of the table.
  function markToday(svg) {
    const now = new Date();
    const today = `${now.getFullYear()}-Q${Math.floor(now.getMonth() / 3) + 1}`;
    const heads = [...document.querySelectorAll("#promises th[data-quarter]")];
    const ahead = heads.find((head) => head.dataset.quarter >= today);
    for (const head of heads) {
      if (head.querySelector(".state") || head.dataset.quarter > today) continue;
      const key = head.dataset.quarter === today ? "due.now" : "due.over";
      const words = LANGUAGES.map((language, place) => made("span", { lang: language }, data.words[key][place]));
      head.append(made("span", { class: "state" }, " · ", ...words));
    }
    const bar = ahead && [...svg.querySelectorAll("a")].find((link) => link.getAttribute("href") === `#${ahead.id}`);
    if (!bar || ahead === heads[0]) return;
    const x = Number(bar.querySelector("rect").getAttribute("x")) - 6;
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    for (const [name, value] of [["class", "today"], ["x1", x], ["x2", x], ["y1", 4], ["y2", Number(svg.getAttribute("height")) - 40]]) line.setAttribute(name, value);
    svg.append(line);
  }

  // A chart as it was drawn: for each row its bars from the first to the last, its total, and the pixels of one record.
  function measured(svg) {
    const upright = ["years", "promises"].includes(svg.closest("section").id);
    const [start, length] = upright ? ["y", "height"] : ["x", "width"];
    const rows = new Map();
    for (const bar of svg.querySelectorAll("a")) {
      const rect = bar.querySelector("rect");
      const row = rows.get(bar.dataset.row) || { bars: [], total: null, strokes: null };
      row.bars.push({ rect, address: bar.getAttribute("href"), part: bar.dataset.part, start: Number(rect.getAttribute(start)), length: Number(rect.getAttribute(length)) });
      rows.set(bar.dataset.row, row);
    }
    for (const [place, row] of rows) {
      row.total = svg.querySelector(`text.total[data-row="${place}"]`);
      row.words = row.total && row.total.textContent;
      row.strokes = svg.querySelector(`path[data-row="${place}"]`);
      row.bars.sort((a, b) => (upright ? b.start - a.start : a.start - b.start));
      row.length = row.bars.reduce((sum, bar) => sum + bar.length, 0);
      row.whole = row.bars.reduce((sum, bar) => sum + (countable(bar.address) ? count(bar.address) : 0), 0);
    }
    const found = [...rows.values()];
    return { svg, upright, start, length, rows: found, shares: found.some((row) => row.words && row.words.includes("%") && row.words.includes("·")) && !svg.closest("#stances") };
  }

  function redraw(chart) {
    if (chart.rows.some((row) => row.bars.some((bar) => !countable(bar.address)))) return;
    chart.svg.classList.toggle("narrowed", narrowed.size > 0);
    const unit = Math.max(...chart.rows.map((row) => (row.whole ? row.length / row.whole : 0)));
    const room = Math.max(...chart.rows.map((row) => row.length));
    const totals = chart.rows.map((row) => row.bars.reduce((sum, bar) => sum + count(bar.address), 0));
    const named = totals.filter((total, place) => !chart.rows[place].strokes);
    const stretch = chart.upright || !narrowed.size ? 1 : room / (unit * Math.max(1, ...(named.length ? named : totals)));
    for (const [place, row] of chart.rows.entries()) {
      const length = chart.shares ? row.length : Math.min(room, totals[place] * unit * stretch);
      const first = row.bars[0];
      let at = chart.upright ? first.start + first.length : first.start;
      for (const bar of row.bars) {
        const part = totals[place] ? (length * count(bar.address)) / totals[place] : 0;
        if (chart.upright) at -= part;
        bar.rect.setAttribute(chart.start, narrowed.size ? at.toFixed(1) : bar.start);
        bar.rect.setAttribute(chart.length, narrowed.size ? part.toFixed(1) : bar.length);
        if (!chart.upright) at += part;
      }
      if (row.strokes) row.strokes.toggleAttribute("hidden", narrowed.size > 0);
      if (row.total) totalOf(chart, row, totals[place], at);
    }
  }

  function totalOf(chart, row, total, at) {
    const text = row.total;
    row.at = row.at || [text.getAttribute("x"), text.getAttribute("y")];
    text.setAttribute("x", narrowed.size && !chart.upright && !chart.shares ? (at + 8).toFixed(1) : row.at[0]);
    text.setAttribute("y", narrowed.size && chart.upright ? (at - 10).toFixed(1) : row.at[1]);
    if (!narrowed.size) text.textContent = row.words;
    else if (chart.shares) text.textContent = total ? `${percent(heard(row), total)} · ${grouped(total)}` : "";
    else if (row.words.includes("%")) text.textContent = total ? `${grouped(total)} · ${percent(total, counted().length)}` : "";
    else text.textContent = total ? grouped(total) : "";
  }

  function heard(row) {
    return row.bars.reduce((sum, bar) => sum + (HEARD.includes(bar.part) ? count(bar.address) : 0), 0);
  }

  function percent(part, of) {
    return `${Math.round((100 * part) / Math.max(1, of))}%`;
  }

  function recount() {
    known = new Map();
    for (const link of links) {
      const target = link.querySelector("b") || link;
      const text = grouped(count(link.getAttribute("href")));
      if (target.firstChild && target.firstChild.nodeType === Node.TEXT_NODE) target.firstChild.data = text;
      else target.textContent = text;
      const share = target.querySelector("small");
      if (share) share.textContent = percent(count(link.getAttribute("href")), counted().length);
    }
    for (const cell of document.querySelectorAll("td[data-share]")) {
      const own = [...cell.parentElement.querySelectorAll("a")];
      const all = own.filter((link) => !link.dataset.part).reduce((sum, link) => sum + count(link.getAttribute("href")), 0);
      const part = own.filter((link) => HEARD.includes(link.dataset.part)).reduce((sum, link) => sum + count(link.getAttribute("href")), 0);
      if (narrowed.size) cell.textContent = cell.dataset.share === "shares" ? (all ? percent(part, all) : "–") : percent(all, counted().length);
    }
    svgs.forEach(redraw);
    tell();
  }

  function tell() {
    const told = say("whole.shown").replace("{}", grouped(counted().length)).replace("{}", grouped(data.items.length));
    one("#whole-shown").textContent = narrowed.size ? told : "";
  }

  // A chart as a file: what the styles of the page say of each piece is written into the piece.
  const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-family", "text-anchor", "paint-order"];
  function picture(svg) {
    const copy = svg.cloneNode(true);
    const pieces = [...svg.querySelectorAll("*")];
    for (const [place, piece] of [...copy.querySelectorAll("*")].entries()) {
      const style = getComputedStyle(pieces[place]);
      if (style.display === "none") piece.setAttribute("data-gone", "");
      for (const name of PAINT) piece.setAttribute(name, style.getPropertyValue(name).replaceAll('"', "'"));
    }
    for (const gone of copy.querySelectorAll("[data-gone]")) gone.remove();
    for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    const hatch = one("#hatch");
    if (copy.querySelector("[fill*='#hatch']") && hatch) {
      const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
      defs.append(hatch.cloneNode(true));
      const inks = [...hatch.children];
      for (const [place, piece] of [...defs.firstChild.children].entries()) for (const name of PAINT.slice(0, 3)) piece.setAttribute(name, getComputedStyle(inks[place]).getPropertyValue(name));
      for (const piece of copy.querySelectorAll("[fill*='#hatch']")) piece.setAttribute("fill", "url(#hatch)");
      copy.prepend(defs);
    }
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", getComputedStyle(svg.closest("section")).backgroundColor]]) ground.setAttribute(name, value);
    copy.prepend(ground);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    return new XMLSerializer().serializeToString(copy);
  }

  function save(blob, name) {
    const link = made("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  function cellText(cell) {
    const worded = cell.querySelector(`[lang="${document.documentElement.lang}"]`);
    const text = (worded || cell).textContent.replaceAll("\u202f", "").trim();
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  }

  const FORMS = {
    SVG: (figure, name) => save(new Blob([picture(chartOf(figure))], { type: "image/svg+xml" }), `${name}.svg`),
    PNG: (figure, name) => {
      const svg = chartOf(figure);
      const image = new Image();
      const [width, height] = ["width", "height"].map((side) => Number(svg.getAttribute(side)));
      image.addEventListener("load", () => {
        const canvas = made("canvas", { width: 2 * width, height: 2 * height });
        canvas.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
        canvas.toBlob((blob) => save(blob, `${name}.png`));
      });
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture(svg))}`;
    },
    CSV: (figure, name) => {
      const lines = [...figure.querySelectorAll(".numbers tr")].map((row) => [...row.cells].map(cellText).join(","));
      save(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }), `${name}.csv`);
    },
  };

  function chartOf(figure) {
    return [...figure.querySelectorAll(".chart")].find((svg) => getComputedStyle(svg).display !== "none");
  }

  for (const figure of document.querySelectorAll(".figure")) {
    const buttons = Object.entries(FORMS).map(([form, write]) => {
      const button = made("button", { type: "button" }, form);
      button.addEventListener("click", () => write(figure, figure.closest("section").id));
      return button;
    });
    figure.append(made("p", { class: "save" }, made("span", { class: "saving" }, say("save")), ...buttons));
  }
  for (const select of form.querySelectorAll("select")) {
    select.hidden = select.options.length < 3;
    select.addEventListener("change", () => {
      narrow(select.dataset.name, select.value);
      recount();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = [...form.querySelectorAll("select")].every((select) => select.hidden);
  document.addEventListener("language", () => {
    for (const words of document.querySelectorAll(".saving")) words.textContent = say("save");
    tell();
  });
}
