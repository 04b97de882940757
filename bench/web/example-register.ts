/**
 * The example coalition's register with its appeals published, one for each language of the interface, and an
 * organisation to which families can write.
 */
import { readExample } from "../../src/cli/example.ts";
import { signExample } from "../../src/cli/example-signatures.ts";
import { languages } from "../../src/pages/language.ts";
import { type Coalition, runFlow } from "../../src/pipeline.ts";
import { passingIdentity } from "../../src/shell/locked-archive.ts";
import { initRegister, type OpenRegister } from "../../src/shell/register-folder.ts";
import { setEnquiryKey } from "../../src/steps/enquiries/enquiry-keys.ts";

/** Where the appeal of a language is published. */
export const publishedIn = (language: string): string =>
  language === "en" ? "/published/appeal/" : `/published/appeal-${language}/`;

/** The example's own texts; where it has none in a language, the words of the page are in it around the English text. */
function appealsInAll(appeals: Coalition["appeals"]): Coalition["appeals"] {
  const [english] = appeals;
  if (english === undefined) throw new Error("got no appeal of the example, wanted one");
  const has = new Set(appeals.map(({ slug }) => slug));
  const more = languages
    .map((language) => ({
      slug: `appeal-${language}`,
      text: english.text.replace(/^language: en$/m, `language: ${language}`).replace(/^quorum: .*\n/m, ""), // nobody signs it
    }))
    .filter(({ slug }) => slug !== "appeal-en" && !has.has(slug));
  return [...appeals, ...more];
}

/** Makes it in a new folder, which it gives back. */
export async function exampleRegister(data: string): Promise<string> {
  const example = await readExample();
  const register = await initRegister(data, { now: new Date() });
  try {
    const sign = (open: OpenRegister) => signExample(open, example.letters, "2026-01-02");
    const appeals = appealsInAll(example.appeals);
    await runFlow(register, { ...example, appeals, sign }, () => undefined);
    const [list] = example.lists;
    if (list === undefined) throw new Error("got no list of the example, wanted one");
    await setEnquiryKey(register, {
      organisation: list.organisation.id,
      recipient: (await passingIdentity()).recipient,
      viewer: { as: "keeper" },
      now: new Date(),
    });
  } finally {
    await register.close();
  }
  return data;
}
