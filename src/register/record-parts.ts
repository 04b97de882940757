/** A record taken apart by audience and put together of what a viewer may see: the one place where records are cut. */
import { type Audience, audiences, narrowerAudience } from "../model/audience.ts";
import { type OrganisationId, type RecordId, recordId } from "../model/ids.ts";
import { type Mentions, noMentions } from "../model/mention.ts";
import type { Viewer } from "../model/person.ts";
import type { SourceRecord, StoredRecord } from "../model/record.ts";

/** Values of some fields at their places; null where a value belongs to another part. */
type Values = { [key: string]: unknown };

/** What of a record is for one audience. */
export type RecordPart = {
  readonly kind: SourceRecord["kind"];
  readonly source: SourceRecord["source"];
  readonly version: number;
  readonly row?: Pick<SourceRecord, "id" | "key" | "part" | "row" | "table">;
  readonly raw?: Pick<SourceRecord, "cells" | "issues">; // with all else that stands beside the mentions
  readonly mentions: Values;
};

/** Whether a field of this audience, of a record that `holder` holds, is shown to the viewer. */
export function isShown(viewer: Viewer, audience: Audience, holder: OrganisationId): boolean {
  if (audience === "public") return true;
  if (audience === "sealed" || viewer.as === "public") return false;
  return viewer.as === "keeper" || audience === "coalition" || viewer.organisation === holder;
}

/**
 * The parts of a record by audience, without empty ones; joined, all of them are the record. The row as received is as
 * narrow as the narrowest field, since it holds them all; a harm is never wider than its kind, nor where a record
 * stands in its list wider than its identifiers.
 */
export function recordParts(
  record: SourceRecord,
  audienceOf: (path: string) => Audience,
): ReadonlyMap<Audience, RecordPart> {
  const sorted = new SortedFields();
  for (const [key, value] of Object.entries(record.mentions) as [string, unknown][]) {
    if (key === "attributes" && Object.keys(record.mentions.attributes).length === 0) continue;
    if (splitMembers.has(key)) sorted.addSplit(key, value, audienceOf);
    else if (!Array.isArray(value)) sorted.set(audienceOf(key), key, value);
    else if (key === "harms") for (const [at, harm] of value.entries()) sorted.addHarm(at, harm, audienceOf);
    else
      for (const [at, item] of value.entries())
        sorted.addItem(key, at, [item, audienceOf(pathOf(key, item))]);
  }
  const row = narrowerAudience(audienceOf("row"), audienceOf("identifiers"));
  const raw = narrowerAudience(audienceOf("cells"), sorted.narrowest());
  const { kind, source, version, id, key, part, row: number, table, mentions: _mentions, ...rest } = record;
  const { index: _index, ...received } = { index: 0, ...rest };
  const parts = new Map<Audience, RecordPart>();
  for (const audience of audiences) {
    const own = sorted.of(audience);
    const isEmpty = own === undefined && row !== audience && raw !== audience;
    if (isEmpty) continue;
    parts.set(audience, {
      kind,
      source,
      version,
      ...(row === audience && { row: { id, key, part, row: number, table } }),
      ...(raw === audience && { raw: received }),
      mentions: own ?? {},
    });
  }
  return parts;
}

/** Members of an item that have an audience of their own, by the field that it stands in. */
const splitMembers: ReadonlyMap<string, string> = new Map([
  ["event", "alleged"],
  ["accidents", "victims"],
  ["assessments", "assessor"],
]);

class SortedFields {
  readonly #byAudience = new Map<Audience, Values>();

  of(audience: Audience): Values | undefined {
    return this.#byAudience.get(audience);
  }

  narrowest(): Audience {
    return [...this.#byAudience.keys()].reduce(narrowerAudience, "public");
  }

  set(audience: Audience, key: string, value: unknown): void {
    this.#valuesOf(audience)[key] = value;
  }

  addItem(key: string, at: number, [item, audience]: readonly [unknown, Audience]): void {
    const values = this.#valuesOf(audience);
    const items = (values[key] ?? []) as unknown[];
    values[key] = items;
    while (items.length < at) items.push(null);
    items[at] = item;
  }

  addHarm(at: number, harm: Values, audienceOf: (path: string) => Audience): void {
    const kind = audienceOf("harms.kind");
    const byAudience = new Map<Audience, Values>([[kind, {}]]);
    for (const [key, value] of Object.entries(harm)) {
      const path = ["status", "statusWhen"].includes(key) ? "harms.kind" : `harms.${key}`;
      const audience = narrowerAudience(kind, audienceOf(path));
      const own = byAudience.get(audience) ?? {};
      own[key] = value;
      byAudience.set(audience, own);
    }
    for (const [audience, own] of byAudience) this.addItem("harms", at, [own, audience]);
  }

  /** An object, or each of a list, without the member of it that is for fewer. */
  addSplit(key: string, value: unknown, audienceOf: (path: string) => Audience): void {
    const member = splitMembers.get(key) ?? "";
    const wide = audienceOf(key);
    const narrow = narrowerAudience(wide, audienceOf(`${key}.${member}`));
    for (const [at, item] of (Array.isArray(value) ? value : [value]).entries()) {
      const { [member]: kept, ...rest } = item as Values;
      const parts: readonly (readonly [Audience, Values])[] =
        kept === undefined || narrow === wide
          ? [[wide, item as Values]]
          : [
              [wide, rest],
              [narrow, { [member]: kept }],
            ];
      for (const [audience, own] of parts)
        if (Array.isArray(value)) this.addItem(key, at, [own, audience]);
        else this.set(audience, key, own);
    }
  }

  #valuesOf(audience: Audience): Values {
    const values = this.#byAudience.get(audience) ?? {};
    this.#byAudience.set(audience, values);
    return values;
  }
}

/** The path of an item of a list of mentions: by its role, or by whose name it is. */
function pathOf(key: string, item: unknown): string {
  const value = (item ?? {}) as { readonly role?: unknown; readonly of?: unknown };
  if (key === "names") return value.of === "self" ? "names" : "names.relatives";
  if (key === "dates")
    return value.role === "birth" || value.role === "death" ? `dates.${value.role}` : "dates.other";
  return key === "places" ? `places.${String(value.role)}` : key;
}

/** The fields that a part holds, by the paths that audiences are said of; `row` and `cells` where it has them. */
export function fieldsOfPart({ row, raw, mentions }: RecordPart): readonly string[] {
  const paths = new Set([...(row === undefined ? [] : ["row"]), ...(raw === undefined ? [] : ["cells"])]);
  for (const [key, value] of Object.entries(mentions))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== null) for (const path of pathsOf(key, item)) paths.add(path);
  return [...paths].sort();
}

function pathsOf(key: string, item: unknown): readonly string[] {
  const members = typeof item === "object" && item !== null ? Object.keys(item) : [];
  if (key === "harms")
    return members.map((member) => (member.startsWith("status") ? "harms.kind" : `harms.${member}`));
  const split = splitMembers.get(key);
  if (split === undefined || !members.includes(split)) return [pathOf(key, item)];
  return members.length === 1 ? [`${key}.${split}`] : [key, `${key}.${split}`];
}

/**
 * The record of those parts that a viewer was given, at its index in the ledger, or undefined when there are none.
 * Where its row was not given it goes by its index alone, since a row's key may be an identifier.
 */
export function joinParts(index: number, parts: readonly RecordPart[]): StoredRecord | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const { kind, source, version } = first;
  const handle = { id: handleOf(source, index), key: `#${index}`, part: 1, row: 0, table: "" };
  const row = parts.find((part) => part.row !== undefined)?.row ?? handle;
  const raw = parts.find((part) => part.raw !== undefined)?.raw ?? { cells: [], issues: [] };
  return { ...row, kind, source, version, ...raw, mentions: joinMentions(parts), index };
}

/** What a record is called by whoever may not see its row: its source and its index in the ledger. */
export const handleOf = (source: string, index: number): RecordId => recordId(`${source}/#${index}`);

/** The index of a handle, or undefined when the id is none. */
export function indexOfHandle(id: RecordId): number | undefined {
  const digits = /\/#(\d{1,15})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function joinMentions(parts: readonly RecordPart[]): Mentions {
  const joined: Values = { ...noMentions };
  const lists = new Map<string, unknown[]>();
  for (const { mentions } of parts)
    for (const [key, value] of Object.entries(mentions)) {
      if (splitMembers.has(key) && !Array.isArray(value))
        joined[key] = { ...(joined[key] as object | undefined), ...(value as object) };
      else if (!Array.isArray(value)) joined[key] = value;
      else lists.set(key, joinItems(lists.get(key) ?? [], value));
    }
  for (const [key, items] of lists) joined[key] = items.filter((item) => item !== undefined);
  return joined as unknown as Mentions;
}

function joinItems(known: readonly unknown[], added: readonly unknown[]): unknown[] {
  const items = [...known];
  for (const [at, item] of added.entries()) {
    if (item === null) continue;
    const last = items[at];
    items[at] = typeof last === "object" ? { ...last, ...(item as object) } : item;
  }
  return items;
}

/** The record as the viewer may see it; undefined when that is nothing, as of a record that is not there. */
export function cutRecord(
  record: StoredRecord,
  audienceOf: (path: string) => Audience,
  { viewer, holder }: { readonly viewer: Viewer; readonly holder: OrganisationId },
): StoredRecord | undefined {
  const parts = [...recordParts(record, audienceOf)].filter(([audience]) =>
    isShown(viewer, audience, holder),
  );
  return joinParts(
    record.index,
    parts.map(([, part]) => part),
  );
}
