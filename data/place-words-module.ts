/** The table of words around the names of places to the module that programs read. */

type Words = { readonly [form: string]: string };

/** The module's text: for each kind its forms by meaning, endings by script. */
export function placeWordsModule(tsv: string): string {
  const rows = tsv
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  const ofKind = (wanted: string): Words =>
    Object.fromEntries(
      rows
        .filter(([kind]) => kind === wanted)
        .flatMap(([, meaning = "", forms = ""]) =>
          forms.split(" ").map((form) => [formText(form), meaning] as const),
        ),
    );
  const endings = Object.fromEntries(
    rows
      .filter(([kind]) => kind === "ending")
      .map(([, script = "", forms = ""]) => [script, forms.split(" ")] as const),
  );
  return [
    "/** Words around the names of places. Generated from data/place-words.tsv by data/generate.ts; do not edit. */",
    table("TYPE_WORDS", "types by form: what kind of place the word says", ofKind("type")),
    table("QUALIFIERS", "qualifiers by form, that languages translate", ofKind("qualifier")),
    table("NEAR_WORDS", "words that put a thing beside the place", ofKind("near")),
    table("OF_WORDS", "words between a type and a name", ofKind("of")),
    `/** Endings of adjectives and cases by script, longest first. */\nexport const ENDINGS: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(endings, null, 2)};\n`,
  ].join("\n\n");
}

/** As tokens are compared: without the dot of an abbreviation, which is kept as a mark for one letter alone. */
function formText(form: string): string {
  const text = form.replaceAll("_", " ").normalize("NFKC").toLowerCase().replaceAll("\u0307", "");
  return Array.from(text).length === 2 && text.endsWith(".") ? text : text.replace(/\.$/, "");
}

function table(name: string, doc: string, words: Words): string {
  return `/** ${doc.charAt(0).toUpperCase()}${doc.slice(1)}. */\nexport const ${name}: Readonly<Record<string, string>> = ${JSON.stringify(words, null, 2)};`;
}
