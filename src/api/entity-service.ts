/** Entities for the HTTP application, made from a register. */
import { RecountError } from "../base/errors.ts";
import { romaniseName, scriptOf } from "../names/index.ts";
import type { Provenance } from "../register/profile/profile.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { readEvidence } from "../steps/dossier/record-custody.ts";
import { isOwn } from "../steps/people/own-sources.ts";
import { readRestrictions } from "../steps/people/read-restrictions.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import { type ListedEntity, listEntities } from "../steps/show/list-entities.ts";
import { readEntity, type ShownEntity } from "../steps/show/read-profile.ts";
import { nameOf } from "../steps/show/read-relatives.ts";
import type { RegisterView } from "../steps/view.ts";
import type { EntityAnswer, EntityListAnswer, EntityService } from "./entity-answers.ts";
import { fileAnswer } from "./evidence-answer.ts";
import { tagOfRestrictions } from "./keeping-service.ts";
import { personAnswer } from "./person-answer.ts";

export function registerEntities(register: OpenRegister, view: RegisterView): EntityService {
  const { store } = register;
  return {
    async entity(id) {
      requireDeed(view.viewer, "look");
      const [size, shown] = await Promise.all([store.size(), readEntity(store, view, id)]);
      return { ...profileAnswer(shown), size, ...(await recordsAnswer(store, view, shown)) };
    },
    async list(kind, { limit, cursor }) {
      requireDeed(view.viewer, "look");
      const after = parseCursor(cursor);
      const { items, next } = await listEntities(view, { kind, after, limit });
      return { items: items.map(listedAnswer), ...(next !== undefined && { next: String(next) }) };
    },
    async evidence(id) {
      requireDeed(view.viewer, "change");
      const { profile } = await readEntity(store, view, id);
      const own = (await view.sources()).filter((source) => isOwn(source, view.viewer));
      const used = new Set(profile.records.map(({ source }) => source));
      const sources = new Set(own.flatMap((source) => (used.has(source.id) ? [source.id] : [])));
      const files = await readEvidence(register, sources);
      return { files: files.map(fileAnswer) };
    },
  };
}

function parseCursor(cursor: string | undefined): number {
  if (cursor === undefined) return -1;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new RecountError("input-cursor", `got cursor ${JSON.stringify(cursor)}, wanted one of a page before`);
}

function listedAnswer({ details, ...entity }: ListedEntity): EntityListAnswer["items"][number] {
  return { ...personAnswer(entity), details: [...details] };
}

const saidAnswer = (said: readonly Provenance[]) =>
  said.map(({ record, source, field, collected, correctedBy }) => ({
    record,
    source,
    field,
    ...(collected !== undefined && { collected }),
    ...(correctedBy !== undefined && { correctedBy }),
  }));

const romanised = (text: string) => (scriptOf(text) === "latin" ? {} : { romanised: romaniseName(text) });

function profileAnswer({
  profile,
  household,
  victims,
  judgements,
}: ShownEntity): Omit<EntityAnswer, "size" | "records" | "sources"> {
  const { entity, kind, fields, chronology, derived, relations } = profile;
  return {
    entity,
    kind,
    fields: fields.map(({ field, contested, values }) => ({
      field,
      contested,
      values: values.map(({ text, said }) => ({
        text,
        ...(/^name\b/.test(field) && romanised(text)),
        said: saidAnswer(said),
      })),
    })),
    chronology: chronology.map(({ said, ...step }) => ({
      ...step,
      said: said === undefined ? [] : saidAnswer([said]),
    })),
    derived: derived.map(({ from, values, ...value }) => ({
      ...value,
      values: [...values],
      said: saidAnswer(from),
    })),
    relations: relations.map(({ said, ...relation }) => ({ ...relation, said: saidAnswer([said]) })),
    household: household.map(({ entity: other, name, household: of }) => ({
      entity: other,
      name,
      household: of,
    })),
    ...(victims !== undefined && { victims: victimsAnswer(victims) }),
    judgements: judgements.map((judgement) => ({ ...judgement })),
  };
}

const victimsAnswer = ({ named, numbers }: NonNullable<ShownEntity["victims"]>) => ({
  named: named.map(({ entity, name, harms, rule }) => ({ entity, name, harms: [...harms], rule })),
  numbers: numbers.map(({ source, harm, number }) => ({ source, harm, number })),
});

/** The records that the entity was made of, and whose they are. */
async function recordsAnswer(
  store: OpenRegister["store"],
  view: RegisterView,
  { records, sources }: ShownEntity,
): Promise<Pick<EntityAnswer, "records" | "sources">> {
  const own = new Set(
    (await view.sources()).filter((source) => isOwn(source, view.viewer)).map(({ id }) => id),
  );
  const ownRecords = records.flatMap(({ id, source }) => (own.has(source) ? [id] : []));
  const kept = await readRestrictions(store, new Set(ownRecords));
  return {
    records: records.map(({ id, source, row, table, cells, issues, entered, ...record }) => ({
      id,
      source,
      row,
      table,
      name: nameOf({ id, source, row, table, cells, issues, ...record }),
      cells: cells.map(([column, text]) => ({ column, text })),
      issues: issues.map(({ message }) => message),
      ...(entered !== undefined && { entered: { ...entered } }),
      restrictions: [...(kept.get(id) ?? [])],
      ...(own.has(source) && { tag: tagOfRestrictions(id, kept.get(id) ?? []) }),
    })),
    sources: sources.map((source) => ({ ...source, isOwn: own.has(source.id) })),
  };
}
