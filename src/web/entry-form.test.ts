import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMentions } from "../model/noun-codecs.ts";
import { type FormValues, formFields, formIssues, formKinds, formMentions } from "./entry-form.ts";

const filled: FormValues = {
  name: "Maro Velan",
  father: "Aren",
  sex: "male",
  birth: "1950-03",
  harm: "killed",
  harmWhen: "1992",
  harmWhere: "Sarn",
  persons: "4",
  origin: "Sarn",
  told: "I saw it.",
  date: "1992-05-04",
  killed: "9",
  area: "116000",
  device: "mines",
  before: "good",
  after: "destroyed",
  type: "shrine",
};

for (const kind of formKinds)
  test(`a form of a ${kind} that is filled in has no issue and is taken as mentions`, () => {
    const own = new Set<string>(formFields[kind].map(({ name }) => name));
    const harm = kind === "site" ? "destroyed" : kind === "hazard" ? "contaminated" : "killed";
    const all = kind === "event" ? filled : { ...filled, harm };
    const values = Object.fromEntries(Object.entries(all).filter(([name]) => own.has(name)));
    assert.deepEqual(formIssues(kind, values, false), []);
    const parsed = parseMentions(formMentions(values));
    assert.ok("value" in parsed, JSON.stringify(parsed));
  });

test("unknown, not asked and withheld are answers, and stand with their field", () => {
  const values = {
    name: "Maro Velan",
    "answer.birth": "withheld",
    "answer.father": "not-asked",
    father: "Aren",
  };
  const parsed = parseMentions(formMentions(values));
  assert.ok("value" in parsed);
  assert.deepEqual(parsed.value.notes, [{ column: "birth", text: "withheld" }]);
  assert.deepEqual(formIssues("person", { "answer.name": "unknown" }, false), []);
});

test("details of a harm want its kind, and a correction wants only what it corrects", () => {
  assert.deepEqual(formIssues("person", { harmWhen: "1992" }, true), [{ field: "harm", wrong: "harm" }]);
  assert.deepEqual(formIssues("person", { birth: "1951" }, true), []);
});
