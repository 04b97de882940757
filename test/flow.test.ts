/** The whole flow on the example coalition: lists in, an appeal out that verifies, and nothing lost on the way. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { readExample } from "../src/cli/example.ts";
import { signExample } from "../src/cli/example-signatures.ts";
import { romaniseName, scriptOf } from "../src/names/index.ts";
import { type FlowReport, importSource, runFlow } from "../src/pipeline.ts";
import { readFolder } from "../src/shell/read-folder.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { countRegister } from "../src/steps/count/count-register.ts";
import { estimateRegister } from "../src/steps/count/estimate-register.ts";
import { measureLinkage } from "../src/steps/measure-linkage.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { ownNames } from "../src/steps/search/own-names.ts";
import { openSearch } from "../src/steps/search-register.ts";
import { viewOf } from "../src/steps/view.ts";
import { formatReport } from "../src/verify/report.ts";
import { verifyFolder } from "../src/verify/verify-folder.ts";
import { freshRegister, sharedRegister } from "./register-fixture.ts";

const noProgress = () => undefined;
const example = await readExample();
const opened: { flow?: FlowReport } = {};

const theRegister = sharedRegister(freshRegister, async () => {
  const sign = (open: OpenRegister) => signExample(open, example.letters, "2026-01-02");
  opened.flow = await runFlow(theRegister(), { ...example, sign }, noProgress);
});

test("every row of every list is a record, or a record with issues", async () => {
  const { store } = theRegister();
  const rows = new Map<string, Set<string>>();
  for await (const batch of store.records())
    for (const { source, table, row } of batch)
      rows.set(source, (rows.get(source) ?? new Set()).add(`${table} ${row}`));
  for (const { source, sheet, row } of example.truth) {
    const seen = rows.get(source);
    const isThere =
      seen?.has(`${sheet} ${row}`) || [...(seen ?? [])].some((place) => place.endsWith(` ${row}`));
    assert.ok(isThere, `${source}, row ${row}`);
  }
});

test("the same people are recognised across five scripts, close to the known truth", async () => {
  const { precision, recall, pairs } = await measureLinkage(theRegister().store, example.truth);
  assert.ok(pairs > 500, `${pairs} true pairs`);
  assert.ok(precision >= 0.95, `precision ${precision}`);
  assert.ok(recall >= 0.9, `recall ${recall}`);
});

test("importing the same file again changes nothing and says so", async () => {
  const register = theRegister();
  const size = await register.store.size();
  const [first] = example.lists;
  assert.ok(first);
  const report = await importSource(register, { ...first });
  assert.equal(report.unchanged, true);
  assert.equal(await register.store.size(), size);
});

test("what was published verifies, and says that no key was confirmed from outside", async () => {
  for (const { folder } of opened.flow?.published ?? []) {
    const result = verifyFolder(await readFolder(folder));
    assert.deepEqual(result.refusals, []);
    assert.equal(result.verdict, "consistent");
    assert.deepEqual(result.keysConfirmed, { confirmed: 0, of: 5 });
    assert.ok(!formatReport(result).includes("Return to Sarmel"));
  }
  assert.ok((opened.flow?.published.length ?? 0) > 0);
});

test("what was published shows growth from every checkpoint that was published before it", async () => {
  const [first, second] = opened.flow?.published ?? [];
  assert.ok(first && second);
  const [older, newer] = [await readFolder(first.folder), await readFolder(second.folder)];
  const { verdict, checked } = verifyFolder(newer, { since: older.get("checkpoint") ?? new Uint8Array() });
  assert.equal(verdict, "consistent");
  assert.ok(checked.some((line) => line.includes("grew from the checkpoint seen before")));
});

test("the keys that organisations publish verify every language, and each is named as having signed", async () => {
  const keys = [
    "return-to-sarmel",
    "lantern-documentation-centre",
    "union-of-orvan-families",
    "thread-archive-of-names-and-graves",
  ];
  for (const { folder } of opened.flow?.published ?? []) {
    const files = await readFolder(folder);
    const text = (path: string) => new TextDecoder().decode(files.get(path));
    const own = `${text("data/log.vkey")}${text("keys/allowed_signers")}`;
    const result = verifyFolder(files, { keys: own });
    assert.equal(result.verdict, "verified");
    assert.equal(
      result.checked.filter((line) => line.includes("signed this version, by the key")).length,
      keys.length,
    );
  }
});

test("publishing the same state again gives the same bytes and no new entry", async () => {
  const register = theRegister();
  const [published] = opened.flow?.published ?? [];
  assert.ok(published);
  const [before_, size] = [await readFolder(published.folder), await register.store.size()];
  await publishAppeal(register, published.appeal, { folder: published.folder, progress: noProgress });
  assert.deepEqual(await readFolder(published.folder), before_);
  assert.equal(await register.store.size(), size);
});

test("nobody's name or identifier stands in a published folder", async () => {
  const names = new Set<string>();
  for await (const batch of theRegister().store.records({ kinds: ["person"] }))
    for (const { mentions } of batch)
      for (const { text, part } of mentions.names) if (part === "full" && text.includes(" ")) names.add(text);
  const signatories = /^ {2}- name: (.*)$/gm;
  const said = new Set(
    example.appeals.flatMap(({ text }) => [...text.matchAll(signatories)].map((match) => match[1])),
  );
  for (const { folder } of opened.flow?.published ?? [])
    for (const [path, bytes] of await readFolder(folder)) {
      const text = new TextDecoder().decode(bytes);
      for (const name of names) assert.ok(said.has(name) || !text.includes(name), `${path} names somebody`);
    }
});

test("people are found by their names as written, and by a romanised spelling of them", async () => {
  const { store } = theRegister();
  const search = openSearch(theRegister(), viewOf(theRegister(), { as: "keeper" }));
  const scripts = new Set<string>();
  for await (const batch of store.records({ kinds: ["person"] }))
    for (const record of batch) {
      const [name] = ownNames(record);
      if (name === undefined || !name.includes(" ") || scripts.has(scriptOf(name))) continue;
      scripts.add(scriptOf(name));
      for (const asked of [name, romaniseName(name)]) {
        const { people } = await search.find(asked, 10);
        assert.ok(
          people.some(({ names }) => names.includes(name)),
          `${asked} finds ${name}`,
        );
      }
    }
  assert.deepEqual([...scripts].sort(), ["arabic", "armenian", "cyrillic", "georgian", "latin"]);
});

test("counts add up over capture histories, and a breakdown adds up to its count", async () => {
  const reports = await countRegister(theRegister(), { by: ["year"] });
  assert.ok(reports.length >= 5);
  for (const { figure, breakdown } of reports) {
    assert.equal(
      figure.histories.reduce((sum, { count }) => sum + count, 0),
      figure.documented,
    );
    assert.equal(
      breakdown.reduce((sum, { documented }) => sum + documented, 0),
      figure.documented,
    );
    for (const { count } of figure.lists) assert.ok(count <= figure.documented);
  }
});

test("at least says the low end over sampled matchings, and a stricter match leaves more people apart", async () => {
  const asked = { harm: "missing", by: [] } as const;
  const [report] = await countRegister(theRegister(), asked, { sampled: true, thresholds: true });
  assert.ok(report?.figure.range);
  const { documented, range } = report.figure;
  assert.ok(range.low <= documented && documented <= range.high && range.low < range.high);
  const counts = report.thresholds.map(({ documented: count }) => count);
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => a - b),
  );
  assert.ok(
    report.thresholds.some(({ threshold, documented: count }) => threshold === 0.5 && count === documented),
  );
});

test("an estimate is announced with its method and seed before it is made, and carries the linkage's doubt", async () => {
  const { store } = theRegister();
  const asked = { harm: "killed", by: ["sex"], seed: 5, options: { methods: ["chao"] } } as const;
  const { estimate, strata } = await estimateRegister(theRegister(), asked);
  const run = (await store.entriesOf("estimate-run")).at(-1)?.entry.run;
  assert.deepEqual([run?.method, run?.seed, run?.strata], ["chao", 5, ["sex"]]);
  assert.ok(estimate.made && estimate.runsBefore > 0 && strata.length === 2);
  const [own] = estimate.report.methods;
  assert.ok(own?.answer.estimable && estimate.report.methods.length === 1);
  assert.ok(estimate.conclusion.verdict === "estimate" && estimate.linkage);
  const { lower, upper } = estimate.conclusion.answer;
  assert.ok(lower <= own.answer.lower && upper >= own.answer.upper);
  assert.ok(lower <= estimate.linkage.lower && upper >= estimate.linkage.upper);
});

test("the ledger's evidence is the files as received", async () => {
  const register = theRegister();
  const kept = readdirSync(register.folder.evidence, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  );
  assert.deepEqual(
    new Set(kept.map(({ name }) => name)),
    new Set((await register.store.versions()).map(({ evidence }) => evidence)),
  );
});
