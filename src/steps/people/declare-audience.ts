/** What a source consents to, and what one record keeps closer than the rest: said again by entries. */
import { RecountError } from "../../base/errors.ts";
import { type Audience, type Consent, fieldPaths } from "../../model/audience.ts";
import type { Entry } from "../../model/entry.ts";
import { type RecordId, recordId } from "../../model/ids.ts";
import { type Viewer, viewerName } from "../../model/person.ts";
import type { Source } from "../../model/source.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { isOwn } from "./own-sources.ts";
import { type KeptField, readRestrictions } from "./read-restrictions.ts";

export type Declaring = { readonly why: string; readonly viewer: Viewer; readonly now: Date };

/** Throws where what is to be changed is not what the change was made from: asked when nobody else can write. */
export type Unmoved<State> = (before: State) => void;

export type ConsentChange = Declaring & {
  readonly general?: Audience; // as before unless given
  readonly fields: Consent["fields"]; // beside those that were said before
  readonly unmoved?: Unmoved<Source>;
};

/** Says anew what a source allows; its records are shown by that from now on. */
export async function declareConsent(
  register: OpenRegister,
  named: string,
  { general, fields, unmoved, ...declaring }: ConsentChange,
): Promise<Source> {
  return register.store.writingStep("consent", async () => {
    const known = await findOwnSource(register, named, declaring.viewer);
    unmoved?.(known);
    const source: Source = {
      ...known,
      consent: general ?? known.consent,
      consentFor: { ...known.consentFor, ...fields },
    };
    await append(register, { entry: "source", source, declared: declaredBy(declaring) });
    return source;
  });
}

export type Restriction = Declaring & {
  readonly field: string;
  readonly audience: Audience;
  readonly unmoved?: Unmoved<readonly KeptField[]>; // what the record keeps closer before
};

/** Keeps a field of a record (`record`: all of it) from wider audiences; `public` takes that back. */
export async function restrictRecord(
  register: OpenRegister,
  id: string,
  { field, audience, unmoved, ...declaring }: Restriction,
): Promise<RecordId> {
  if (field !== "record" && !fieldPaths.includes(field))
    throw new RecountError(
      "input-usage",
      `--field: got ${JSON.stringify(field)}, wanted record or one of ${fieldPaths.join(", ")}`,
    );
  const { store } = register;
  return store.writingStep("restrict", async () => {
    // Sealed as a whole it is seen by nobody, its holder too; who is to open it again has to know its id.
    const record = await store.record(recordId(id));
    const source = (await store.sources()).find((each) => each.id === record?.source);
    if (record === undefined || source === undefined || !isOwn(source, declaring.viewer))
      throw new RecountError("not-found", `got ${JSON.stringify(id)}, wanted the id of a current record`);
    unmoved?.((await readRestrictions(store, new Set([record.id]))).get(record.id) ?? []);
    const declared = declaredBy(declaring);
    await append(register, {
      entry: "restriction",
      source: source.id,
      record: record.id,
      field,
      audience,
      declared,
    });
    return record.id;
  });
}

/** The source of that id or name, of the viewer's organisation. Throws `not-found`. */
export async function findOwnSource({ store }: OpenRegister, named: string, viewer: Viewer): Promise<Source> {
  const found = (await store.sources()).find(({ id, name }) => id === named || name === named);
  if (found !== undefined && isOwn(found, viewer)) return found;
  throw new RecountError("not-found", `got ${JSON.stringify(named)}, wanted a source of your organisation`);
}

const declaredBy = ({ why, viewer, now }: Declaring) => {
  if (why.trim() === "") throw new RecountError("input-usage", "--why: got nothing, wanted a reason");
  return { by: viewerName(viewer), why: why.trim(), at: now.toISOString() };
};

async function append(register: OpenRegister, entry: Entry): Promise<void> {
  await register.store.append([entry], register.newKeys(1));
}
