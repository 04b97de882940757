import assert from "node:assert/strict";
import { test } from "node:test";
import { formatBody, parseBody } from "./text-markdown.ts";

const kept: readonly { readonly desc: string; readonly body: string }[] = [
  {
    desc: "figures and numbers that are none",
    body: "On {{not a figure: 14 March}} at least {{figure: killed, place: Upper Valley}} were killed.",
  },
  { desc: "a number that waits to be bound", body: "Over {{to bind: 300; family}} fled." },
  {
    desc: "headings, emphasis, links",
    body: "# To all\n\nWe **ask** *you*, as [the court](https://example.org/a) did.",
  },
  {
    desc: "lists, each one statement",
    body: "1. Open the archives.\n2. Answer us.\n\nAnd:\n\n* one\n* another",
  },
  { desc: "a quotation and a break", body: "> He went out for bread.\n\nFirst line\\\nsecond line" },
  { desc: "Arabic and Armenian", body: "فُقد ما لا يقل عن {{figure: missing}} شخصاً.\n\nՄենք հարցնում ենք։" },
  { desc: "what only looks like Markdown", body: "5 \\* 4, a\\_b, and 1992\\. was" },
];

for (const { desc, body } of kept)
  test(`the editor gives back the same Markdown: ${desc}`, () => {
    const again = formatBody(parseBody(body));
    assert.equal(formatBody(parseBody(again)), again);
    if (desc !== "what only looks like Markdown") assert.equal(again, body);
  });

test("a wrapped paragraph is put on one line, and tables stay as they are written", () => {
  assert.equal(formatBody(parseBody("We ask\nwhere they are.")), "We ask where they are.");
  assert.match(formatBody(parseBody("<b>bold</b> & so on")), /<b>bold<\/b> & so on/);
});
