/** Forms with repeats (KoboToolbox, ODK): a child row stands in its parent's household, place and time. */
import type { Harm } from "../model/harm.ts";
import { HEAD_OF_FORM, type Mentions } from "../model/mention.ts";
import type { PlacedColumn } from "./read-row.ts";
import type { RawRow } from "./table.ts";

/** What children inherit from the row of their form. */
export type FormRow = { readonly key: string; readonly household: string; readonly mentions: Mentions };

/** The rows of forms read so far, by table and `_index`. */
export class FormRows {
  readonly #rows = new Map<string, FormRow>();
  readonly #ordinals = new Map<string, number>();

  /** Remembers a row under its own `_index`, for the repeats inside it. */
  keep(table: string, index: string, row: FormRow): void {
    this.#rows.set(`${table}\n${index}`, row);
  }

  /** The row that a child names; its `_parent_table_name` may be cut to the 31 characters of a sheet's name. */
  find(table: string, index: string): FormRow | undefined {
    return this.#rows.get(`${table}\n${index}`) ?? this.#rows.get(`${table.slice(0, 31)}\n${index}`);
  }

  /** From 1: which child of its parent this is. Stable when other forms come or go, as `_index` is not. */
  ordinal(parent: FormRow, table: string): number {
    const name = `${parent.key}\n${table}`;
    const next = (this.#ordinals.get(name) ?? 0) + 1;
    this.#ordinals.set(name, next);
    return next;
  }
}

/** Text of the first filled column that means `means`. */
export function cellOf(row: RawRow, columns: readonly PlacedColumn[], means: PlacedColumn["means"]): string {
  const texts = columns.filter((column) => column.means === means).map(({ at }) => row.cells[at] ?? "");
  return texts.find((text) => text !== "") ?? "";
}

/** The mentions of a child: its own first; places, dates and harms of its form where it has none; its household. */
export function inherit(own: Mentions, parent: FormRow): Mentions {
  const places = [
    ...own.places,
    ...parent.mentions.places.filter(({ role }) => !own.places.some((place) => place.role === role)),
  ];
  const dates = [
    ...own.dates,
    ...parent.mentions.dates.filter(
      ({ role }) => role !== "birth" && role !== "death" && !own.dates.some((date) => date.role === role),
    ),
  ];
  return {
    ...own,
    places,
    dates,
    harms: inheritHarms(own.harms, parent.mentions),
    relations: [...own.relations, { kind: "household", target: parent.household }],
  };
}

/** Says that the record is of the head of a form: the form's own row and the head's among its members are one person. */
export function ofHead(mentions: Mentions, form: string): Mentions {
  return { ...mentions, identifiers: [...mentions.identifiers, { kind: HEAD_OF_FORM, text: form }] };
}

function inheritHarms(own: readonly Harm[], parent: Mentions): readonly Harm[] {
  const [form] = parent.harms;
  if (form === undefined) return own;
  if (own.length === 0) return [form];
  return own.map((harm) => ({
    ...(form.when === undefined ? {} : { when: form.when }),
    ...(form.where === undefined ? {} : { where: form.where }),
    ...harm,
  }));
}
