/** Lists a page at a time: where the next page begins is a cursor, which says nothing to whoever holds it. */
import { z } from "@hono/zod-openapi";
import { fromBase64url, toBase64url, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { refusal } from "./route-parts.ts";

const MOST = 200; // items of one page
const USUAL = 50;

/** What a list takes in its address. */
export const pageQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .refine((text) => Number(text) <= MOST, { message: `wanted at most ${MOST}` })
    .optional()
    .openapi({ type: "integer", minimum: 1, maximum: MOST, default: USUAL }),
  cursor: z.string().min(1).max(1000).optional().describe("`next` of the page before"),
});
/** The same in a body. */
export const pageBody = {
  limit: z.int().min(1).max(MOST).default(USUAL),
  cursor: pageQuery.shape.cursor,
};
export type PageQuery = { readonly limit?: string | undefined; readonly cursor?: string | undefined };

/** The shape of a list's answer. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item).readonly(),
    next: z.string().optional().describe("absent on the last page"),
  });

export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };

/** The page with each item as it is answered. */
export const mapPage = <From, To>(
  { items, ...rest }: Page<From>,
  answerOf: (item: From) => To,
): Page<To> => ({
  ...rest,
  items: items.map(answerOf),
});

/** What a cursor of another list is answered. */
export const noSuchPage = refusal("there is no such page");

/** How many items a page has. */
export const pageLimit = ({ limit }: PageQuery): number => Number(limit ?? USUAL);

/** What stands in a cursor: the key of the page's last item. Throws `input-cursor` for one that none of ours wrote. */
export function readCursor({ cursor }: PageQuery): string | undefined {
  if (cursor === undefined) return undefined;
  const bytes = /^[\w-]+$/.test(cursor) ? fromBase64url(cursor) : undefined;
  const text = bytes === undefined ? "" : Buffer.from(bytes).toString("utf8");
  if (text !== "" && toBase64url(utf8(text)) === cursor) return text;
  throw cursorOfAnother();
}

const cursorOfAnother = () =>
  new RecountError("input-cursor", "got a cursor of another list, wanted the `next` of the page before");

/** The page of items that begin just after the cursor; at most one more than the limit is needed of them. */
export function pageOfNext<Item>(
  items: readonly Item[],
  query: PageQuery,
  keyOf: (item: Item) => string,
): Page<Item> {
  const shown = items.slice(0, pageLimit(query));
  const last = shown.at(-1);
  const isWhole = items.length <= shown.length || last === undefined;
  return { items: shown, ...(!isWhole && { next: formatCursor(keyOf(last)) }) };
}

/** The cursor of a key. */
export const formatCursor = (key: string): string => toBase64url(utf8(key));

/** The number that stands in a cursor. Throws `input-cursor` for one of a list that goes by something else. */
export function numberOfCursor(cursor: string): number {
  if (/^(0|[1-9]\d{0,15})$/.test(cursor)) return Number(cursor);
  throw cursorOfAnother();
}

/** A page of a list that is whole in memory, in the order of its keys, each of which stands once. */
export function pageOfAll<Item>(
  items: readonly Item[],
  query: PageQuery,
  keyOf: (item: Item) => string,
): Page<Item> {
  const after = readCursor(query);
  const sorted = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return pageOfNext(
    sorted.filter((item) => after === undefined || keyOf(item) > after),
    query,
    keyOf,
  );
}

/** The same from the last key on: of keys that begin with a time, the newest first. */
export function pageOfNewest<Item>(
  items: readonly Item[],
  query: PageQuery,
  keyOf: (item: Item) => string,
): Page<Item> {
  const before = readCursor(query);
  const sorted = [...items].sort((a, b) => (keyOf(a) > keyOf(b) ? -1 : 1));
  return pageOfNext(
    sorted.filter((item) => before === undefined || keyOf(item) < before),
    query,
    keyOf,
  );
}

/** A number as a key, in the order of numbers. */
export const numberKey = (number: number): string => String(number).padStart(16, "0");
