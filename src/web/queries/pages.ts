/** Lists that go on: the pages that have come, as one list. */

type Page<Item> = { readonly items: readonly Item[] };

/** The items of all pages, each once: a list that grew meanwhile may begin a page with what ended the one before. */
export function itemsOf<Item>(pages: readonly Page<Item>[], keyOf: (item: Item) => string): readonly Item[] {
  const items = pages.flatMap((page) => page.items);
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
