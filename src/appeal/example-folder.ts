/** A small published folder of invented people, for tests and for the examples of docs/spec. */
import { sha256 } from "#sha256";
import { concatBytes, toBase64, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { parsePrefixDate } from "../base/prefix-date.ts";
import { signCheckpoint } from "../ledger/checkpoint.ts";
import { formLeaf, leafHash, parseLeaf } from "../ledger/leaf.ts";
import { formatSshKey } from "../ledger/ssh-key.ts";
import { type HashTree, hashTree, inclusionProof, rootHash } from "../ledger/tree.ts";
import { newSigningKey, type SigningKey, verifierKey } from "../ledger/verifier-key.ts";
import type { Entry } from "../model/entry.ts";
import type { CaptureHistory } from "../model/estimate.ts";
import type { FigureEstimate } from "../model/figure.ts";
import type { Harm } from "../model/harm.ts";
import { digest, placeId, recordId, sourceId } from "../model/ids.ts";
import { noMentions } from "../model/mention.ts";
import type { SourceRecord } from "../model/record.ts";
import { entryFields } from "../register/entry-fields.ts";
import { countedStatuses, matchesQuery } from "../register/query.ts";
import { parseAppeal } from "./appeal-text.ts";
import type { FolderFiles } from "./bag.ts";
import { besideFiles } from "./beside-files.ts";
import { signLetter } from "./letter.ts";
import { digestOf, MANIFEST_PATH } from "./manifest.ts";
import type { KeyedEntry } from "./proof-file.ts";
import { manifestDigests, publicationFiles, publicationProofs, textFiles } from "./publish.ts";
import type { Receipt } from "./receipt.ts";
import { signTexts } from "./signature-file.ts";
import { bindFigures, type EstimatedFigure, figureQuery, type Statements } from "./statements.ts";
import { gatherTexts } from "./to-sign-file.ts";
import { TOKEN_FIELD, tokenKey } from "./token.ts";
import { formatTokenFile, formTokens, tokensPath } from "./token-file.ts";

export const exampleOrigin = "ledger.example/valley";
export const exampleKey = newSigningKey(new Uint8Array(32).fill(5));
/** The key of the one organisation that signs, and that of somebody who disputes. */
export const exampleSigner = newSigningKey(new Uint8Array(32).fill(6));
export const exampleStranger = newSigningKey(new Uint8Array(32).fill(7));
const organisation = "return-to-sarmel";
export const exampleAppeal = `---
title: Where are they
language: en
date: 1995-03
version: 1
addressees:
  - The Parliament of Kelmara
signatories:
  - name: Salome Torvandze
    role: Chair
    organisation: Return to Sarmel
---

On 17 May 1993 they were taken. Of them {{figure: missing, place: Upper Valley, period: 1992..1994}} are missing,
and {{figure: killed, place: Upper Valley}} were killed.
`;

/** A missing or killed person on the list `a`, taken in the upper valley in `when`. */
export function exampleRecord(
  number: number,
  harm: { readonly kind: Harm["kind"]; readonly when: string },
): SourceRecord {
  const when = parsePrefixDate(harm.when);
  const [country, valley] = [placeId("kelmara"), placeId("upper-valley")];
  const where = { role: "harm", text: "Upper Valley", place: valley, path: [country, valley] } as const;
  return {
    id: recordId(`a/${number}`),
    source: sourceId("a"),
    version: 1,
    key: `${number}`,
    part: 1,
    row: number,
    table: "list.csv",
    kind: "person",
    cells: [["Name", `Person ${number}`]],
    issues: [],
    mentions: {
      ...noMentions,
      names: [{ text: `Person ${number}`, part: "full", of: "self" }],
      harms: [{ kind: harm.kind, status: "open", where, ...(when && { when }) }],
    },
  };
}

export type ExampleOptions = {
  readonly missing?: number; // people; 12 unless told
  readonly killed?: number; // people; 3 unless told
  readonly estimate: (histories: readonly CaptureHistory[]) => FigureEstimate;
  readonly padding?: number; // leaves after the publication
  readonly earlier?: readonly number[]; // sizes of checkpoints published before
  readonly letters?: readonly ("withdrawal" | "dispute")[]; // that stand beside it; none unless told
  readonly verifierPage?: Uint8Array;
  readonly tokens?: boolean; // whether figures show tokens; not unless told
  readonly byTokens?: boolean; // whether the first figure is proved by its tokens alone; not unless told
  readonly more?: FolderFiles; // that stand beside the text
  readonly keys?: { readonly log: SigningKey; readonly signer: SigningKey }; // the example's own unless told
};

const byTokens = (text: string) => text.replace("figure: missing", "figure: missing, proof: tokens");

/** The folder, and the statements in it. All keys and salts are made from small numbers: nothing here is secret. */
export function exampleFolder(options: ExampleOptions): {
  readonly files: FolderFiles;
  readonly statements: Statements;
  readonly tree: HashTree;
} {
  const { missing = 12, killed = 3, padding = 3, earlier = [] } = options;
  const { log, signer } = options.keys ?? { log: exampleKey, signer: exampleSigner };
  const records = Array.from({ length: missing + killed }, (_, i) =>
    exampleRecord(
      i + 1,
      i < missing ? { kind: "missing", when: "1993-05" } : { kind: "killed", when: "1993" },
    ),
  );
  const entries = records.map(
    (record, index): KeyedEntry => ({ index, key: keyOf(index), entry: { entry: "record", record } }),
  );
  const appealText = options.byTokens === true ? byTokens(exampleAppeal) : exampleAppeal;
  const parsed = parseAppeal(appealText);
  if ("issues" in parsed) throw new RecountError("bad-example", parsed.issues[0]?.message ?? "");
  const appeal = parsed.value;
  const counted = new Map(
    appeal.figures.map((figure) => {
      const query = figureQuery(figure, "upper-valley");
      return [
        figure.id,
        entries.filter(({ entry }) => entry.entry === "record" && matchesQuery(entry.record, query)),
      ];
    }),
  );
  const size = entries.length;
  const counts = new Map(
    appeal.figures.map((figure): [string, EstimatedFigure] => {
      const documented = counted.get(figure.id)?.length ?? 0;
      const histories = documented === 0 ? [] : [{ lists: ["a"], count: documented }];
      const lists =
        documented === 0 ? [] : [{ source: sourceId("a"), name: "List of the valley", count: documented }];
      const query = figureQuery(figure, "upper-valley");
      const estimate = options.estimate(histories);
      const beside = { groups: 0, persons: 0 };
      return [
        figure.id,
        {
          query,
          rules: {
            kinds: [],
            statuses: [],
            sources: [sourceId("a")],
            ...(query.harm && rulesOf(query.harm)),
          },
          documented,
          lists,
          histories,
          years: documented === 0 ? [] : [{ value: "1993", count: documented }],
          places: documented === 0 ? [] : [{ value: "upper-valley", count: documented }],
          beside,
          unplaced: 0,
          undated: 0,
          estimate,
          size,
        },
      ];
    }),
  );
  const statements = bindFigures(appeal, {
    counts,
    placeNames: new Map([[placeId("upper-valley"), [{ text: "Upper Valley", language: "en" }]]]),
    size,
  });
  const text = textFiles({
    statements,
    appealText,
    log: verifierKey(exampleOrigin, log.publicKey),
  });
  const pages = new Map([
    ["index.html", utf8("<!doctype html>\n<title>Where are they</title>\n")],
    ["style.css", utf8("body { margin: 2rem }\n")],
    ...(options.verifierPage === undefined ? [] : ([["verify.html", options.verifierPage]] as const)),
  ]);
  const beside = exampleBeside(text, options.letters ?? [], signer);
  const tokens = options.tokens === true ? exampleTokens(text, statements, counted) : [];
  const folder = publicationFiles(
    text,
    new Map([...beside, ...tokens, ...(options.more ?? []), ...pages]),
    statements.title,
  );
  const publication: KeyedEntry = {
    index: size,
    key: keyOf(size),
    entry: {
      entry: "publication",
      appeal: "where-are-they",
      version: 1,
      ...manifestDigests(folder),
      size,
    },
  };
  const others = Array.from(
    { length: padding },
    (_, i): KeyedEntry => ({
      index: size + 1 + i,
      key: keyOf(size + 1 + i),
      entry: { entry: "undo-version", source: sourceId("a"), version: digest("0".repeat(64)) },
    }),
  );
  const tree = hashTree(concatBytes(...[...entries, publication, ...others].map(leafHashOf)));
  const checkpointAt = (at: number) =>
    utf8(signCheckpoint({ origin: exampleOrigin, size: at, root: rootHash(tree, at) }, log));
  const proofs = publicationProofs({
    statements,
    publication,
    counted,
    tree,
    size: tree.size,
    checkpoint: checkpointAt(tree.size),
    earlier: earlier.map((at) => ({ size: at, checkpoint: checkpointAt(at) })),
  });
  return { files: new Map([...folder, ...proofs]), statements, tree };
}

function exampleTokens(
  text: FolderFiles,
  { figures }: Statements,
  counted: ReadonlyMap<string, readonly KeyedEntry[]>,
): FolderFiles {
  const manifest = digestOf(text.get(MANIFEST_PATH) ?? new Uint8Array());
  return new Map(
    figures
      .filter(({ proof }) => proof.level !== "attested")
      .map(({ id }) => {
        const keys = (counted.get(id) ?? []).map((entry) => tokenKey(leafOf(entry).disclose(TOKEN_FIELD)));
        const tokens = { entities: keys, records: keys, padding: keyOf(-1) };
        return [tokensPath(id), formatTokenFile(formTokens(tokens, { manifest, figure: id }))];
      }),
  );
}

/** The receipt of one of the example's records, under the checkpoint of size `size` of its folder. */
export function exampleReceipt(record: SourceRecord, index: number, tree: HashTree): Receipt {
  const leaf = leafOf({ key: keyOf(index), entry: { entry: "record", record } });
  const digests = parseLeaf(leaf.bytes);
  return {
    size: tree.size,
    root: toBase64(rootHash(tree)),
    index,
    leaf: "value" in digests ? digests.value : [],
    disclosure: leaf.disclose(TOKEN_FIELD),
    proof: inclusionProof(tree, index).map(toBase64),
  };
}

/** What the one signatory signs, and letters of hers and of a stranger. */
function exampleBeside(
  text: FolderFiles,
  wanted: readonly ("withdrawal" | "dispute")[],
  signer: SigningKey,
): FolderFiles {
  const sent = gatherTexts("where-are-they", 1, [{ appeal: "where-are-they", files: text }]);
  if ("issues" in sent) throw new RecountError("bad-example", sent.issues[0]?.message ?? "");
  const manifest = digestOf(text.get(MANIFEST_PATH) ?? new Uint8Array());
  const about = { appeal: "where-are-they", version: 1, manifest };
  const bodies = {
    withdrawal: {
      format: "recount/withdrawal/1",
      ...about,
      organisation,
      on: "1995-05-02",
      why: "We were not asked about the killed.",
    },
    dispute: {
      format: "recount/dispute/1",
      ...about,
      statement: 1,
      by: "Karim Belqar",
      on: "1995-05-03",
      text: "Two of them were found in 1994.",
      evidence: [],
    },
  } as const;
  return besideFiles({
    ...about,
    enrolments: [{ principal: organisation, key: formatSshKey(signer.publicKey), from: "1995-04-01" }],
    signatures: [{ file: signTexts(sent.value, organisation, signer), received: "1995-04-02" }],
    letters: wanted.map((kind) => ({
      letter: signLetter(bodies[kind], [kind === "dispute" ? exampleStranger : signer]),
      received: "1995-05-04",
      ...(kind === "dispute" && { answer: { text: "We have asked for the papers.", on: "1995-05-09" } }),
    })),
    refused: [],
    responses: [{ addressee: "The Parliament of Kelmara", state: "sent", on: "1995-04-10" }],
  });
}

/** A checkpoint of another ledger of the same name and key: one that was forked. */
export function forkedCheckpoint(size: number): Uint8Array {
  return utf8(signCheckpoint({ origin: exampleOrigin, size, root: sha256(utf8("fork")) }, exampleKey));
}

const rulesOf = (kind: Harm["kind"]) => ({ kinds: [kind], statuses: countedStatuses(kind) });

const keyOf = (index: number) => sha256(utf8(`record key ${index}`));

type Keyed = { readonly key: Uint8Array; readonly entry: Entry };
const leafOf = ({ key, entry }: Keyed) => formLeaf(key, entryFields(entry));
const leafHashOf = (keyed: Keyed) => leafHash(leafOf(keyed).bytes);
