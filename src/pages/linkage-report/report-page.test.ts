import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import type { LinkageReportData } from "./report-data.ts";
import { renderLinkageReport } from "./report-page.ts";

const data: LinkageReportData = {
  title: "Two valleys </script><b>",
  kind: "person",
  made: "Made by a test.",
  hasValues: true,
  lists: [{ name: "Valley", rows: 2 }],
  records: 2,
  pairsScored: 1,
  pairsKept: 1,
  entities: 1,
  waiting: 0,
  seed: 1,
  priorBits: -10,
  thresholdBits: 0,
  comparisons: [
    {
      name: "name",
      levels: [
        { label: "same", m: 0.9, u: 0.001 },
        { label: "never met", m: 0.00001, u: 0.00001 },
        { label: "different", m: 0.1, u: 0.999 },
      ],
    },
  ],
  rules: [{ keys: "name: sound", pairs: 1 }],
  weights: [{ bits: 3, linked: 1, apart: 0 }],
  unlinkable: [{ bits: 0, share: 0.1 }],
  clusterSizes: [{ size: 2, count: 1 }],
  thresholds: [{ bits: 3, links: 1, precision: 1, recall: 0.5 }],
  labels: { what: 'the column "who"', pairs: 1 },
  rows: [
    { label: "valley/1", list: "Valley", values: [["name", "</script><img src=x>"]] },
    { label: "valley/2", list: "Valley", values: [["name", "Ani Sol"]] },
  ],
  pairs: [
    { left: 0, right: 1, total: 3.2, linked: true, steps: [{ field: "name", level: "same", bits: 13.2 }] },
  ],
  clusters: [{ rows: [0, 1], links: [[0, 1, 3.2]], weakest: 3.2 }],
  warnings: ["3 rows meet nobody"],
};

const board = () => ({ document: parseHTML("<!doctype html><html><body></body></html>").document });
const page = renderLinkageReport(board(), data);
const { document } = parseHTML(page);

test("a linkage report loads nothing, and its policy lets run what stands in it alone", () => {
  assert.doesNotMatch(page.replaceAll("http://www.w3.org/2000/svg", ""), /https?:| src="|url\(|@import/);
  const policy = document.querySelector("meta[http-equiv]")?.getAttribute("content") ?? "";
  assert.match(policy, /^default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|self/);
  const inline = (tag: string) =>
    [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map((match) => match[1] ?? "");
  for (const text of [...inline("style"), ...inline("script")])
    assert.ok(policy.includes(`'sha256-${createHash("sha256").update(text).digest("base64")}'`));
  assert.doesNotMatch(page, / style="/);
});

test("what lists say is never taken for markup", () => {
  assert.equal(document.querySelectorAll("img").length, 0);
  const embedded = document.querySelector("#report-data")?.textContent ?? "";
  assert.equal(JSON.parse(embedded).rows[0].values[0][1], "</script><img src=x>");
});

test("every picture has its numbers as a table, with the levels that it leaves out", () => {
  const pictures = [...document.querySelectorAll("figure")];
  assert.equal(pictures.length, 7);
  for (const picture of pictures) assert.ok(picture.querySelectorAll("table tbody tr").length > 0);
  assert.match(pictures[0]?.querySelector("table")?.textContent ?? "", /never met/);
  assert.doesNotMatch(pictures[0]?.querySelector("svg")?.textContent ?? "", /never met/);
});

test("a report says whether it holds what the records say about people", () => {
  assert.match(page, /holds what the records say about people/);
  assert.match(renderLinkageReport(board(), { ...data, hasValues: false }), /named by their ids alone/);
});

test("the same data gives the same bytes", () => {
  assert.equal(renderLinkageReport(board(), data), page);
});
