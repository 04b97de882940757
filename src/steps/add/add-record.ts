/** A record entered by hand: what a form says, as the next version of a source of forms, with its bytes as evidence. */
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../../base/bytes.ts";
import { formatCanonicalJson } from "../../base/canonical-json.ts";
import { RecountError } from "../../base/errors.ts";
import { type Outcome, together } from "../../base/together.ts";
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
import type { EnteredForm, FormOutcome } from "../../store/store.ts";
import { readGazetteer } from "../read-gazetteer.ts";
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
  const added = await enterRecord(register, request);
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

/** Many forms may come at one moment: those that wait for one another go in together. */
type Form = { readonly form: Omit<EnteredForm, "before">; readonly request: AddRequest };
type Line = (form: Form) => Promise<Added>;
const lines = new WeakMap<OpenRegister, Line>();
const MOST_TOGETHER = 32;

function lineOf(register: OpenRegister): Line {
  const known = lines.get(register);
  if (known !== undefined) return known;
  const { store, newKeys } = register;
  const line = together(MOST_TOGETHER, async (asked: readonly Form[]) => {
    const outcomes = await store.writingStep("add", async () => {
      const forms = asked.map(async ({ form, request }) => ({
        ...form,
        before: await newNames(store, request, []),
      }));
      return store.enterForms(await Promise.all(forms), newKeys);
    });
    return outcomes.map((outcome, i) => outcomeOf(outcome, asked[i]?.form));
  });
  lines.set(register, line);
  return line;
}

function outcomeOf(outcome: FormOutcome, form: Form["form"] | undefined): Outcome<Added> {
  const record = form?.record.id ?? recordId("");
  if ("version" in outcome) return { done: { record, version: outcome.version } };
  if (outcome.refused === "of-lists") return { error: isOfLists(form?.plan.source ?? "") };
  return { error: new RecountError("refused", `this form is in the register already, as ${record}`) };
}

const isOfLists = (source: string) =>
  new RecountError("refused", `${source} is a source of lists, wanted one of records entered by hand`);

async function enterRecord(register: OpenRegister, request: AddRequest): Promise<Added> {
  const { store, folder } = register;
  const { source, kind, mentions } = request;
  const bytes = utf8(`${formatCanonicalJson({ kind, said: formatMentions(mentions) })}\n`);
  const key = toHex(sha256(bytes)).slice(0, 32);
  const id = recordId(`${source.id}/${key}`);
  const draft: RecordDraft = { key, part: 1, row: 1, table: "form", kind, mentions, cells: [], issues: [] };
  if ((await store.mappingsOf(source.id)).some((mapping) => mapping !== BY_HAND)) throw isOfLists(source.id);
  const resolved = await placed(register, draft);
  const file = `${key}.json`;
  const evidence = await keepEvidence(folder.evidence, bytesFile(file, bytes));
  const record = { ...resolved, id, source: source.id, entered: entered(request) };
  const plan = { source: source.id, file, evidence, mapping: BY_HAND };
  return lineOf(register)({ form: { plan, record }, request });
}

const entered = ({ by, now, corrects, why }: AddRequest): NonNullable<SourceRecord["entered"]> => ({
  by,
  at: now.toISOString(),
  ...(corrects === undefined ? {} : { corrects }),
  ...(why === undefined ? {} : { why }),
});

async function placed(register: OpenRegister, draft: RecordDraft): Promise<RecordDraft> {
  async function* only() {
    yield draft;
  }
  return (await draftResolver(await readGazetteer(register), only()))(draft);
}
