/** A verifier written from docs/spec alone, in another language, agrees with ours on a folder and on attacks upon it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { exampleFolder, forkedCheckpoint } from "../../src/appeal/example-folder.ts";
import { changedFile, remanifested } from "../../src/appeal/example-forger.ts";
import { formatTokenFile, parseTokenFile, type TokenFile } from "../../src/appeal/token-file.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { exampleEstimate } from "../../src/verify/example-estimate.ts";
import { verifyFolder } from "../../src/verify/verify-folder.ts";

const program = new URL("../second-verifier/verify.py", import.meta.url).pathname;
const skip = spawnSync("python3", ["--version"]).error === undefined ? false : "python3 is not installed";
const root = mkdtempSync(join(tmpdir(), "recount-second-"));
after(() => rmSync(root, { recursive: true }));

type Files = ReadonlyMap<string, Uint8Array>;
const { files } = exampleFolder({ estimate: exampleEstimate, letters: ["withdrawal", "dispute"] });

function secondVerdict(folder: Files): string {
  const place = mkdtempSync(join(root, "folder-"));
  for (const [path, bytes] of folder) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), bytes);
  }
  return spawnSync("python3", [program, place], { encoding: "utf8" }).stdout;
}

const changed = (path: string, change: (text: string) => string): Files => changedFile(files, path, change);

test("both find the example folder consistent, and recount the same figures", { skip }, () => {
  assert.equal(verifyFolder(files).verdict, "consistent");
  const said = secondVerdict(files);
  assert.match(said, /^consistent: no key was confirmed from outside/);
  assert.match(said, /checked: F1: recounted 12/);
});

describe("both refuse", { skip }, () => {
  const attacks: readonly { readonly desc: string; readonly folder: Files }[] = [
    {
      desc: "a doctored figure",
      folder: changed("data/statements.json", (text) => text.replace('"documented":12', '"documented":13')),
    },
    {
      desc: "a doctored figure under a manifest made again",
      folder: remanifested(
        changed("data/statements.json", (text) => text.replace('"documented":12', '"documented":13')),
      ),
    },
    { desc: "a file that nobody named", folder: new Map([...files, ["extra.txt", utf8("x")]]) },
    { desc: "a file that is missing", folder: new Map([...files].filter(([path]) => path !== "index.html")) },
    {
      desc: "another root under the same signature",
      folder: new Map([...files, ["checkpoint", forkedCheckpoint(19)]]),
    },
    {
      desc: "a leaf taken away",
      folder: changed("proofs/F1.json", (text) => text.replace(/\{"disclosures".*?\},(?=\{)/, "")),
    },
    {
      desc: "another hash in a proof",
      folder: changed("proofs/F1.json", (text) => text.replace(/"nodes":\["./, '"nodes":["X')),
    },
    {
      desc: "JSON that is not canonical",
      folder: changed("proofs/F1.json", (text) => text.replace('"format":', '"format": ')),
    },
  ];
  for (const { desc, folder } of attacks)
    test(desc, () => {
      assert.notDeepEqual(folder, files);
      assert.match(verifyFolder(folder).verdict, /refused|unreadable/);
      assert.match(secondVerdict(folder), /^(refused|unreadable)/);
    });
});

test("a byte changed in any file is found by both", { skip }, () => {
  for (const [path, bytes] of files) {
    const copy = Uint8Array.from(bytes);
    const at = Math.floor(copy.length / 2);
    copy[at] = (copy[at] ?? 0) ^ 1;
    const folder = new Map([...files, [path, copy]]);
    assert.match(verifyFolder(folder).verdict, /refused|unreadable/, path);
    assert.match(secondVerdict(folder), /^(refused|unreadable)/, path);
  }
});

describe("of a figure by tokens", { skip }, () => {
  const path = "tokens/F1.json";
  const byTokens = exampleFolder({ estimate: exampleEstimate, tokens: true, byTokens: true }).files;
  const withTokens = (change: (tokens: TokenFile) => TokenFile): Files => {
    const parsed = parseTokenFile(byTokens.get(path) ?? new Uint8Array(), path);
    assert.ok("value" in parsed);
    return new Map([...byTokens, [path, formatTokenFile(change(parsed.value))]]);
  };

  test("both count the tokens again, and neither says that records were recounted", () => {
    const { verdict, figures, checked } = verifyFolder(byTokens);
    assert.equal(verdict, "consistent");
    assert.equal(figures.find(({ id }) => id === "F1")?.level, "consistent only");
    assert.ok(checked.includes("F1: it shows 12 tokens, no two alike"));
    const said = secondVerdict(byTokens);
    assert.match(said, /^consistent: no key was confirmed from outside/);
    assert.match(said, /checked: F1: counted 12 tokens, no two alike/);
    assert.match(said, /not checked: F1: 12 is consistent only/);
    assert.ok(!said.includes("F1: recounted"));
  });

  const attacks: readonly { readonly desc: string; readonly change: (tokens: TokenFile) => TokenFile }[] = [
    { desc: "a token taken away", change: (file) => ({ ...file, entities: file.entities.slice(1) }) },
    {
      desc: "a token added",
      change: (file) => ({
        ...file,
        entities: [...file.entities, ...file.records.slice(0, 1)].toSorted(),
      }),
    },
    {
      desc: "a token that stands twice",
      change: (file) => ({ ...file, entities: [...file.entities.slice(1), ...file.entities.slice(-1)] }),
    },
    { desc: "another figure's tokens", change: (file) => ({ ...file, of: "F2" }) },
    {
      desc: "records that are not filled up",
      change: (file) => ({ ...file, records: file.records.slice(1) }),
    },
  ];
  for (const { desc, change } of attacks)
    test(`${desc}: both refuse, by its digest, and by its number when the manifests are made again`, () => {
      for (const folder of [withTokens(change), remanifested(withTokens(change))]) {
        assert.match(verifyFolder(folder).verdict, /refused|unreadable/);
        assert.match(secondVerdict(folder), /^(refused|unreadable)/);
      }
    });
});
