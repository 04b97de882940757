/** The table of name variants as a module. */

/** Text of the module that holds the classes of `tsv`, a class a line; lines that start with # are notes. */
export function variantsModule(tsv: string): string {
  const classes = tsv.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return [
    "/** Generated from data/name-variants.tsv by data/generate.ts: do not edit. */",
    "",
    "/** Classes of given names; the forms of a class are parted by spaces. */",
    "export const nameVariants: readonly string[] = [",
    ...classes.map((forms) => `  ${JSON.stringify(forms)},`),
    "];",
    "",
  ].join("\n");
}
