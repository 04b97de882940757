/** A published folder of 20 figures, each shown by 50 records, bound to a ledger of a million leaves. */
import { parseAppeal } from "../../src/appeal/appeal-text.ts";
import type { FolderFiles } from "../../src/appeal/bag.ts";
import { besideFiles } from "../../src/appeal/beside-files.ts";
import { exampleKey, exampleOrigin, exampleRecord, exampleSigner } from "../../src/appeal/example-folder.ts";
import { digestOf, MANIFEST_PATH } from "../../src/appeal/manifest.ts";
import type { KeyedEntry } from "../../src/appeal/proof-file.ts";
import { manifestDigests, publicationFiles, publicationProofs, textFiles } from "../../src/appeal/publish.ts";
import { signTexts } from "../../src/appeal/signature-file.ts";
import { bindFigures, type EstimatedFigure, figureQuery } from "../../src/appeal/statements.ts";
import { gatherTexts } from "../../src/appeal/to-sign-file.ts";
import { concatBytes, utf8 } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/base/sha256-node.ts";
import { signCheckpoint } from "../../src/ledger/checkpoint.ts";
import { formLeaf, leafHash } from "../../src/ledger/leaf.ts";
import { formatSshKey } from "../../src/ledger/ssh-key.ts";
import { hashTree, rootHash } from "../../src/ledger/tree.ts";
import { verifierKey } from "../../src/ledger/verifier-key.ts";
import { placeId, sourceId } from "../../src/model/ids.ts";
import { entryFields } from "../../src/register/entry-fields.ts";
import { countedStatuses } from "../../src/register/query.ts";
import { exampleEstimate } from "../../src/verify/example-estimate.ts";

export const FIGURES = 20;
export const RECORDS = 50; // of each figure
export const LEAVES = 1_000_000;
const FIRST_YEAR = 1971;

const years = Array.from({ length: FIGURES }, (_, i) => FIRST_YEAR + i);
const markdown = `---
title: A thousand of a million
language: en
date: 1995-03
version: 1
signatories:
  - name: Salome Torvandze
    role: Chair
    organisation: Return to Sarmel
---

${years.map((year) => `In that year {{figure: missing, place: Upper Valley, period: ${year}..${year}}} went missing.`).join("\n\n")}
`;

/** The folder's files; nothing in it is secret or anybody's. */
export function millionFolder(): FolderFiles {
  const parsed = parseAppeal(markdown);
  if ("issues" in parsed) throw new Error(parsed.issues[0]?.message);
  const entries = Array.from({ length: FIGURES * RECORDS }, (_, i): KeyedEntry => {
    const when = `${years[Math.floor(i / RECORDS)]}-05`;
    const record = exampleRecord(i + 1, { kind: "missing", when });
    return { index: i * 900, key: keyOf(i), entry: { entry: "record", record } };
  });
  const size = LEAVES - 1;
  const counted = new Map(
    parsed.value.figures.map(({ id }, i) => [id, entries.slice(i * RECORDS, (i + 1) * RECORDS)]),
  );
  const counts = new Map(
    parsed.value.figures.map((figure, i): [string, EstimatedFigure] => [
      figure.id,
      countOf(figureQuery(figure, "upper-valley"), `${years[i]}`, size),
    ]),
  );
  const placeNames = new Map([[placeId("upper-valley"), [{ text: "Upper Valley", language: "en" }]]]);
  const statements = bindFigures(parsed.value, { counts, placeNames, size });
  const log = verifierKey(exampleOrigin, exampleKey.publicKey);
  const text = textFiles({ statements, appealText: markdown, log });
  const pages = new Map([
    ["index.html", utf8("<!doctype html>\n")],
    ["style.css", utf8("\n")],
  ]);
  const folder = publicationFiles(text, new Map([...signed(text), ...pages]), statements.title);
  const publication: KeyedEntry = {
    index: size,
    key: keyOf(size),
    entry: { entry: "publication", appeal: "million", version: 1, ...manifestDigests(folder), size },
  };
  const tree = hashTree(leavesOf([...entries, publication]));
  const checkpoint = utf8(
    signCheckpoint({ origin: exampleOrigin, size: LEAVES, root: rootHash(tree) }, exampleKey),
  );
  const proofs = publicationProofs({ statements, publication, counted, tree, size: LEAVES, checkpoint });
  return new Map([...folder, ...proofs]);
}

function countOf(query: EstimatedFigure["query"], year: string, size: number): EstimatedFigure {
  const histories = [{ lists: ["a"], count: RECORDS }];
  return {
    query,
    rules: { kinds: ["missing"], statuses: countedStatuses("missing"), sources: [sourceId("a")] },
    documented: RECORDS,
    lists: [{ source: sourceId("a"), name: "List of the valley", count: RECORDS }],
    histories,
    years: [{ value: year, count: RECORDS }],
    places: [{ value: "upper-valley", count: RECORDS }],
    beside: { groups: 0, persons: 0 },
    unplaced: 0,
    undated: 0,
    estimate: exampleEstimate(histories),
    size,
  };
}

function signed(text: FolderFiles): FolderFiles {
  const sent = gatherTexts("million", 1, [{ appeal: "million", files: text }]);
  if ("issues" in sent) throw new Error(sent.issues[0]?.message);
  const principal = "return-to-sarmel";
  return besideFiles({
    appeal: "million",
    version: 1,
    manifest: digestOf(text.get(MANIFEST_PATH) ?? new Uint8Array()),
    enrolments: [{ principal, key: formatSshKey(exampleSigner.publicKey), from: "1995-04-01" }],
    signatures: [{ file: signTexts(sent.value, principal, exampleSigner), received: "1995-04-02" }],
    letters: [],
    refused: [],
    responses: [],
  });
}

/** The hashes of all leaves, those of nobody made of their number. */
function leavesOf(entries: readonly KeyedEntry[]): Uint8Array {
  const own = new Map(
    entries.map(({ index, key, entry }) => [index, leafHash(formLeaf(key, entryFields(entry)).bytes)]),
  );
  const number = new Uint8Array(4);
  const view = new DataView(number.buffer);
  const parts = Array.from({ length: LEAVES }, (_, i) => {
    view.setUint32(0, i);
    return own.get(i) ?? sha256(number);
  });
  const chunks = Array.from({ length: Math.ceil(LEAVES / 1000) }, (_, i) =>
    concatBytes(...parts.slice(i * 1000, (i + 1) * 1000)),
  );
  return concatBytes(...chunks);
}

const keyOf = (number: number) => sha256(utf8(`record key ${number}`));
