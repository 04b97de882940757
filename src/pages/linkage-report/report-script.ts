/** The report's only script: it picks a pair or a cluster out of the data that stands in the page, and asks nobody. */

/** Plain ECMAScript for any browser; texts go in as text, never as markup. */
export const reportScript = `"use strict";
(() => {
const data = JSON.parse(document.getElementById("report-data").textContent);
const svgNs = "http://www.w3.org/2000/svg";
const make = (tag, ...children) => {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
};
const svg = (tag, attributes) => {
  const element = document.createElementNS(svgNs, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const isolated = (text) => { const bdi = make("bdi", text); bdi.dir = "auto"; return bdi; };
const signed = (bits) => (bits > 0 ? "+" : bits < 0 ? "\\u2212" : "") + Math.abs(bits).toFixed(2);
const chance = (bits) => bits >= 0 ? 1 / (1 + 2 ** -bits) : 2 ** bits / (1 + 2 ** bits);
const cell = (content, isNumber) => { const td = make("td", content); if (isNumber) td.className = "number"; return td; };
const heads = (...names) => { const row = make("tr", ...names.map((name) => { const th = make("th", name); th.scope = "col"; return th; })); return make("thead", row); };
const label = (row) => data.rows[row].label;

function choose(id, items, describe, show) {
  const root = document.getElementById(id);
  const [list, shown, input] = [root.querySelector(".choices"), root.querySelector(".shown"), root.querySelector("input")];
  const most = 200;
  const fill = () => {
    const wanted = input.value.trim().toLowerCase();
    const found = items.filter((item) => describe(item).search.toLowerCase().includes(wanted));
    list.replaceChildren(...found.slice(0, most).map((item) => {
      const { name, note } = describe(item);
      const button = make("button", isolated(name), make("small", note));
      button.type = "button";
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        for (const other of list.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
        shown.replaceChildren(...show(item));
      });
      return make("li", button);
    }));
    if (found.length > most) list.append(make("li", make("small", "and " + (found.length - most) + " more: narrow the search")));
    list.querySelector("button")?.click();
  };
  input.addEventListener("input", fill);
  fill();
}

function bar(from, to, scale) {
  const [a, b] = [scale(Math.min(from, to)), scale(Math.max(from, to))];
  const drawing = svg("svg", { width: 220, height: 14, viewBox: "0 0 220 14", "aria-hidden": "true" });
  drawing.append(svg("line", { x1: scale(0), x2: scale(0), y1: 0, y2: 14 }));
  drawing.append(svg("rect", { x: a, width: Math.max(1.5, b - a), y: 2, height: 10, class: to >= from ? "plus" : "minus" }));
  return drawing;
}

function waterfall(pair) {
  const steps = [{ field: "prior", level: "two records drawn at random", bits: data.priorBits }, ...pair.steps];
  let sum = 0;
  const spans = steps.map((step) => { const from = sum; sum += step.bits; return [from, sum]; });
  const ends = [0, ...spans.flat(), pair.total];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const scale = (bits) => 4 + 212 * (bits - low) / Math.max(1, high - low);
  const rows = steps.map((step, i) => {
    const said = step.values === undefined ? [] : [make("br"), isolated(step.values[0] || "(missing)"), " / ", isolated(step.values[1] || "(missing)")];
    return make("tr", cell(step.field), make("td", step.level, ...said), cell(bar(spans[i][0], spans[i][1], scale)), cell(signed(step.bits), true));
  });
  const total = make("tr", cell("total"), cell("match probability " + chance(pair.total).toFixed(4) + ", " + (pair.linked ? "linked" : "kept apart")), cell(bar(0, pair.total, scale)), cell(signed(pair.total), true));
  total.className = "total";
  const table = make("table", heads("field", "what was found", "", "bits"), make("tbody", ...rows, total));
  const title = make("h3", isolated(label(pair.left)), " and ", isolated(label(pair.right)));
  return [title, table, ...sideBySide([pair.left, pair.right])];
}

function sideBySide(rows) {
  if (!data.hasValues) return [];
  const fields = [...new Set(rows.flatMap((row) => (data.rows[row].values ?? []).map(([field]) => field)))];
  const textOf = (row, field) => (data.rows[row].values ?? []).find(([name]) => name === field)?.[1] ?? "";
  const body = fields.map((field) => make("tr", cell(field), ...rows.map((row) => cell(isolated(textOf(row, field))))));
  const table = make("table", heads("", ...rows.map(label)), make("tbody", ...body));
  const wide = make("div", table);
  wide.className = "wide";
  return [wide];
}

function cluster(item) {
  const title = make("h3", item.rows.length + " records");
  const members = make("ul", ...item.rows.map((row) => make("li", isolated(label(row)), " ", make("small", data.rows[row].list))));
  const links = [...item.links].sort((a, b) => a[2] - b[2]);
  const rows = links.map(([left, right, bits]) => {
    const isWeakest = item.weakest !== undefined && bits === item.weakest;
    const row = make("tr", cell(isolated(label(left))), cell(isolated(label(right))), cell(signed(bits), true), cell(isWeakest ? "weakest" : ""));
    if (isWeakest) row.className = "weak";
    return row;
  });
  const table = make("table", heads("record", "record", "bits", ""), make("tbody", ...rows));
  return [title, members, table, ...sideBySide(item.rows.slice(0, 6))];
}

choose("pairs", data.pairs, (pair) => ({
  name: label(pair.left) + " \\u2013 " + label(pair.right),
  note: signed(pair.total) + " bits, " + chance(pair.total).toFixed(3) + (pair.linked ? ", linked" : ", apart"),
  search: label(pair.left) + " " + label(pair.right) + " " + (data.hasValues ? [pair.left, pair.right].flatMap((row) => (data.rows[row].values ?? []).map(([, text]) => text)).join(" ") : ""),
}), waterfall);
choose("clusters", data.clusters, (item) => ({
  name: label(item.rows[0]) + (item.rows.length > 1 ? " and " + (item.rows.length - 1) + " more" : ""),
  note: item.rows.length + " records" + (item.weakest === undefined ? "" : ", weakest link " + signed(item.weakest) + " bits"),
  search: item.rows.map(label).join(" "),
}), cluster);
})();
`;
