/** A record entered by hand: what a form says, as the next version of a source of forms, with its bytes as evidence. */
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../../base/bytes.ts";
import { formatCanonicalJson } from "../../base/canonical-json.ts";
import { RecountError } from "../../base/errors.ts";
import { bytesFile } from "../../intake/source-file.ts";
import { digest, type RecordId, recordId } from "../../model/ids.ts";
import type { Mentions } from "../../model/mention.ts";
import { formatMentions } from "../../model/noun-codecs.ts";
import type { Viewer } from "../../model/person.ts";
import type { RecordDraft, RecordKind, SourceRecord } from "../../model/record.ts";
import type { Organisation, Source } from "../../model/source.ts";
import { keepEvidence } from "../../shell/evidence.ts";
import { newNames } from "../../shell/import-list.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { readGazetteer } from "../read-register.ts";
import { draftResolver } from "../resolve-places.ts";
import { judgePair } from "../review/judge-pair.ts";
import { viewOf } from "../view.ts";

export type AddRequest = {
  readonly kind: RecordKind;
  readonly mentions: Mentions;
  readonly source: Omit<Source, "organisation">; // of forms only
  readonly organisation: Organisation;
  readonly by: string;
  readonly now: Date;
  readonly viewer: Viewer;
  /** A record that this one corrects; it stays, and both are judged the same. Needs `why`. */
  readonly corrects?: RecordId;
  readonly why?: string;
};

export type Added = { readonly record: RecordId; readonly version: string; readonly judgement?: number };

/** Stands for the mapping of what was entered by hand, so that a list never becomes the next version of forms. */
const BY_HAND = digest(toHex(sha256(utf8("recount: entered by hand"))));

/**
 * Enters one record. Throws `not-found` for a record to correct that the viewer may not see, `input-usage` for a
 * correction without a reason, `refused` for the same form again, and for a source that lists were imported as.
 */
export async function addRecord(register: OpenRegister, request: AddRequest): Promise<Added> {
  const { corrects, why, viewer, by, now } = request;
  const view = viewOf(register, viewer);
  if (corrects !== undefined) {
    if (why === undefined || why.trim() === "")
      throw new RecountError("input-usage", "--why: got nothing, wanted the reason of the correction");
    if ((await view.records.byIds([corrects])).length === 0)
      throw new RecountError(
        "not-found",
        `got ${JSON.stringify(corrects)}, wanted the id of a current record`,
      );
  }
  const added = await register.store.writingStep("add", () => enter(register, request));
  if (corrects === undefined || why === undefined) return added;
  const judgement = await judgePair(register, view, {
    records: [added.record, corrects],
    answer: "same",
    by,
    why,
    now,
  });
  return { ...added, judgement: judgement.id };
}

async function enter(register: OpenRegister, request: AddRequest): Promise<Added> {
  const { store, folder, newKeys } = register;
  const { source, kind, mentions } = request;
  await requireForms(store, source.id);
  const bytes = utf8(`${formatCanonicalJson({ kind, said: formatMentions(mentions) })}\n`);
  const key = toHex(sha256(bytes)).slice(0, 32);
  const id = recordId(`${source.id}/${key}`);
  if ((await store.record(id)) !== undefined)
    throw new RecountError("refused", `this form is in the register already, as ${id}`);
  const file = `${key}.json`;
  const evidence = await keepEvidence(folder.evidence, bytesFile(file, bytes));
  const before = await newNames(store, request, []);
  const unchanged = await store.recordCount(source.id);
  const { version } = await store.beginVersion({ source: source.id, file, evidence, mapping: BY_HAND });
  const draft: RecordDraft = { key, part: 1, row: 1, table: "form", kind, mentions, cells: [], issues: [] };
  const record = {
    ...(await placed(store, draft)),
    id,
    source: source.id,
    version: version.number,
    entered: entered(request),
  };
  await store.stageBatch(version, [record satisfies SourceRecord], { keys: newKeys(1), rows: 1 });
  const [own = new Uint8Array(), ...keys] = newKeys(1 + before.length);
  await store.acceptVersion(version, {
    key: own,
    unchanged,
    removed: [],
    before: before.map((entry, i) => ({ entry, key: keys[i] ?? new Uint8Array() })),
  });
  return { record: id, version: version.id };
}

async function requireForms(store: Store, source: Source["id"]): Promise<void> {
  if ((await store.versions(source)).some(({ mapping }) => mapping !== BY_HAND))
    throw new RecountError(
      "refused",
      `${source} is a source of lists, wanted one of records entered by hand`,
    );
}

const entered = ({ by, now, corrects, why }: AddRequest): NonNullable<SourceRecord["entered"]> => ({
  by,
  at: now.toISOString(),
  ...(corrects === undefined ? {} : { corrects }),
  ...(why === undefined ? {} : { why }),
});

async function placed(store: Store, draft: RecordDraft): Promise<RecordDraft> {
  async function* only() {
    yield draft;
  }
  return (await draftResolver(await readGazetteer(store), only()))(draft);
}
