import assert from "node:assert/strict";
import { test } from "node:test";
import { languages } from "../language.ts";
import { catalogues, translate } from "../translate.ts";
import { english } from "./en.ts";

const pluralForm = /_(zero|one|two|few|many|other)$/;
const slots = (text: string) => [...new Set(text.match(/\{\{\w+/g) ?? [])].sort();
const bases = [...new Set(Object.keys(english.messages).map((key) => key.replace(pluralForm, "")))];
const textOf = (messages: object, key: string): unknown => Reflect.get(messages, key);

for (const language of languages) {
  const { messages } = catalogues[language];
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  test(`${language} has every word that is shown, in every plural form`, () => {
    const wanted = bases.flatMap((key) =>
      textOf(english.messages, key) === undefined
        ? categories.map((category) => `${key}_${category}`)
        : [key],
    );
    assert.deepEqual(
      wanted.filter((key) => typeof textOf(messages, key) !== "string"),
      [],
    );
  });

  test(`${language} puts in the values that English puts in, and no others`, () => {
    for (const [key, text] of Object.entries(messages)) {
      const base = key.replace(pluralForm, "");
      const original = textOf(english.messages, `${base}_other`) ?? textOf(english.messages, key);
      const allowed = slots(String(original));
      assert.deepEqual(
        slots(text).filter((slot) => !allowed.includes(slot)),
        [],
        key,
      );
      if (!pluralForm.test(key)) assert.deepEqual(slots(text), allowed, key);
    }
  });
}

test("only English counts as reviewed", () => {
  assert.deepEqual(
    languages.filter((language) => catalogues[language].reviewed),
    ["en"],
  );
});

test("says Russian and Arabic numbers of people in their own plural forms", () => {
  const say = (language: "ru" | "ar", count: number) =>
    translate(language, "count.atLeast.person", { count });
  assert.equal(say("ru", 21), "Не менее 21 человека");
  assert.equal(say("ru", 5), "Не менее 5 человек");
  assert.equal(say("ar", 2), "شخصان على الأقل");
  assert.equal(say("ar", 4012), "4,012 شخصاً على الأقل");
});
