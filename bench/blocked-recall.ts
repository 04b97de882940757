/** Which true matches the blocking rules reach at all: a ceiling for the recall of everything after them. */
import { keyColumns } from "../src/linkage/blocking-keys.ts";
import { namedRules } from "../src/linkage/blocking-rules.ts";
import { prepareTable } from "../src/linkage/link.ts";
import type { LinkModel } from "../src/linkage/link-model.ts";
import type { LinkTable } from "../src/linkage/link-table.ts";
import { sharedCode } from "../src/linkage/row-codes.ts";
import { codesOfRows } from "../src/linkage/rule-blocks.ts";

type Truth = {
  readonly labels: readonly string[]; // true entity of each row of the table; "" where it is not known
  readonly onePerList: boolean; // pairs of one list are no matches then
};

/**
 * The share of true pairs whose rows share the keys of a rule of `model`; 1 where there are none. Blocks that are split
 * for their size are taken whole.
 */
export function blockedRecall(table: LinkTable, model: LinkModel, { labels, onePerList }: Truth): number {
  const { encoded } = prepareTable(table, model);
  const { rules } = namedRules(keyColumns(encoded.columns), model.rules);
  const codes = rules.map(({ tables }) => codesOfRows(encoded.size, tables));
  const groups = Map.groupBy(encoded.order.keys(), (at) => labels[encoded.order[at] ?? 0] ?? "");
  groups.delete("");
  const count = { reached: 0, pairs: 0 };
  for (const rows of groups.values())
    for (const [i, left] of rows.entries())
      for (const right of rows.slice(i + 1)) {
        if (onePerList && encoded.list[left] === encoded.list[right]) continue;
        count.pairs += 1;
        if (codes.some((own) => sharedCode(own, left, right) !== 0)) count.reached += 1;
      }
  return count.pairs === 0 ? 1 : count.reached / count.pairs;
}
