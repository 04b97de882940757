import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import fc from "fast-check";
import { variantsModule } from "../../data/variants-module.ts";
import { isFormerMark } from "./former-name.ts";
import {
  compareNames,
  evidenceOfNames,
  foldName,
  likenessOfNames,
  nameKeys,
  nameLevels,
  nearKeys,
  type PreparedName,
  prepareName,
  romaniseName,
  scriptOf,
} from "./index.ts";
import { partsOf } from "./parts.ts";
import { readName } from "./prepare.ts";
import { wordsOf } from "./words.ts";

const foldsOf = ({ tokens }: PreparedName) => tokens.map(({ fold }) => fold);
const levelOf = (a: string, b: string) => compareNames(prepareName(a), prepareName(b)).level;

describe("one person's name", () => {
  const rows: readonly (readonly [desc: string, a: string, b: string, worst: number])[] = [
    ["Azerbaijani and Russian", "Həsənov Əli", "Гасанов Али", 2],
    ["Azerbaijani capitals", "İSMAYILOV KƏRİM", "ismayılov kərim", 0],
    ["Cyrillic schwa in a Latin word", "Həsәnov", "Həsənov", 0],
    ["Azerbaijani Cyrillic and Latin", "Ҹавид Һүсејнов", "Cavid Hüseynov", 2],
    ["Russian and Armenian", "Петросян Гаянэ", "Պետրոսյան Գայանե", 2],
    ["Armenian, classical and reformed", "Պետրոսեան", "Պետրոսյան", 0],
    ["Western Armenian and Latin", "Պետրոս Կիրակոս", "Bedros Giragos", 2],
    ["Georgian with its closing -i", "ჰასანოვი ალი", "Hasanov Ali", 1],
    ["Georgian and Russian", "ჯაფარიძე ნინო", "Нино Джапаридзе", 2],
    ["Arabic and Latin", "محمد عبد الرحمن المصري", "Muhammad Abdulrahman Al-Masri", 3],
    ["Arabic and Russian", "حسنوف علي", "Гасанов Али", 3],
    ["alef, hamza, ya and ta marbuta", "أحمد فاطمة الموسى", "احمد فاطمه موسي", 1],
    ["servant-of in one word or two", "عبدالرحمن حسن", "عبد الرحمن حسن", 0],
    ["servant-of in Latin", "Abd al-Rahman Hasan", "Abdurrahman Hassan", 2],
    ["Persian and Arabic keyboards", "یاسر کریمی", "ياسر كريمي", 0],
    ["Hebrew and Latin", "משה כהן", "Moshe Cohen", 2],
    ["Greek and Latin", "Παπαδόπουλος Γιώργος", "Papadopoulos Giorgos", 2],
    ["father's name with a suffix or a mark", "Мамедов Али Гусейнович", "Məmmədov Əli Hüseyn oğlu", 2],
    ["gendered endings", "Анна Петрова", "Anna Petrov", 2],
    ["another order", "Ali Hasanov", "Hasanov, Ali", 1],
    ["a typing error in each part", "mitchell andersson", "mithcell anderson", 3],
    ["spaces that differ", "Mirməhəmməd Quliyev", "Mir Məhəmməd Quliyev", 2],
    ["initials", "Гасанов А. М.", "Гасанов Али Мамедович", 4],
    ["a missing father's name", "Həsənov Əli Məmməd oğlu", "Həsənov Əli", 4],
    ["forms of one given name", "Магомед Расулов", "Məmməd Rəsulov", 2],
    ["a short form", "Ted Miller", "Theodore Miller", 2],
    ["a script without a table", "ሃይሌ ገብረ", "ሃይሌ ገብረ", 0],
  ];
  for (const [desc, a, b, worst] of rows)
    test(`agrees: ${desc}`, () => {
      const level = levelOf(a, b);
      assert.ok(level <= worst, `${a} / ${b}: ${nameLevels[level]}, wanted ${nameLevels[worst]} or better`);
    });
});

describe("a former family name", () => {
  const rows: readonly (readonly [desc: string, name: string, other: string])[] = [
    ["before marriage, in French", "Anna Petrova née Ivanova", "Anna Ivanova"],
    ["set aside", "Anna Petrova née Ivanova", "Petrova Anna"],
    ["in brackets, as lists have it", "Петрова (Иванова) Анна", "Anna Ivanova"],
    ["in brackets with a mark", "Анна Петрова (урожд. Иванова)", "Anna Ivanova"],
    ["former, in Russian", "Петрова Анна бывш. Иванова", "Иванова Анна"],
    ["of girlhood, in Russian", "Петрова Анна, в девичестве Иванова", "Иванова Анна"],
    ["of girlhood, in Azerbaijani", "Əliyeva Aynur, qızlıq soyadı Həsənova", "Гасанова Айнур"],
    ["from the house, in Polish", "Anna Nowak z domu Zielinska", "Anna Zielinska"],
    ["of girlhood, in Georgian", "ნინო დოლიძე ქალიშვილობის გვარი ველანი", "Nino Velani"],
    ["given on both sides", "Anna Petrova née Ivanova", "Anna Sidorova geb. Ivanova"],
  ];
  for (const [desc, name, other] of rows)
    test(`agrees: ${desc}`, () => {
      const [a, b] = [prepareName(name), prepareName(other)];
      const { level, view } = compareNames(a, b);
      assert.ok(level <= 3 && view === "former", `${name} / ${other}: ${nameLevels[level]}, ${view}`);
      assert.ok(nameKeys(a).some((key) => key.includes(" ") && nameKeys(b).includes(key)));
    });
  test("is not another person's", () => {
    assert.ok(levelOf("Anna Petrova née Ivanova", "Anna Sidorova") >= 5);
    assert.ok(levelOf("Петрова (Иванова) Анна", "Сидорова Анна") >= 5);
  });
  test("is no name that looks like a mark", () => {
    assert.deepEqual(foldsOf(prepareName("Max Born")), ["max", "born"]);
    assert.deepEqual(foldsOf(prepareName("Nee Wang Lian")), ["nee", "wang", "lian"]);
  });
  test("may be one of two with a hyphen, the other dropped", () => {
    assert.equal(levelOf("Maria Velan-Temur", "Maria Temur"), 4);
    assert.equal(levelOf("Maria Velan-Temur", "Maria Velan Temur"), 0);
  });
});

describe("two people's names", () => {
  const rows: readonly (readonly [desc: string, a: string, b: string, best: number])[] = [
    ["nothing alike", "Karim Aliyev", "Nino Dolidze", 7],
    ["the same given name", "Али Гасанов", "Əli Quliyev", 6],
    ["the same family name", "محمد احمد", "سعيد احمد", 6],
    ["short given names one letter apart", "Ali", "Ala", 4],
    ["another father", "Həsənov Əli Məmməd oğlu", "Həsənov Əli Kərim oğlu", 5],
    ["vowels that tell names of one script apart", "Maria", "Mario", 3],
  ];
  for (const [desc, a, b, best] of rows)
    test(`differs: ${desc}`, () => {
      const level = levelOf(a, b);
      assert.ok(level >= best, `${a} / ${b}: ${nameLevels[level]}, wanted ${nameLevels[best]} or worse`);
    });
});

test("a name without letters is different from every name, itself included", () => {
  assert.deepEqual(levelOf("", ""), 7);
  assert.deepEqual(levelOf("...", "Ali"), 7);
});

test("the script is that of most letters", () => {
  assert.deepEqual(["Əli", "Али", "علی", "ალი", "Ալի", "Αλή", "עלי", "阿里", "12"].map(scriptOf), [
    "latin",
    "cyrillic",
    "arabic",
    "georgian",
    "armenian",
    "greek",
    "hebrew",
    "other",
    "none",
  ]);
});

describe("words that read otherwise than they are written", () => {
  const levels: readonly (readonly [desc: string, one: string, other: string, most: number])[] = [
    ["two like consonants of an abjad have a vowel between", "Velan Vanhanen", "فيلان فانهانن", 3],
    ["or have none", "Temur Miller", "טמור מיללר", 3],
    ["two letters of an abjad that may be one sound have a vowel between", "Velan Teser", "فيلان تسر", 3],
    ["Persian writes tch letter for letter", "Velan Ratchel", "فیلان رتچل", 3],
    ["a closing het is silent to others", "נח ולאן", "Ноа Велан", 3],
    ["a son-of mark that begins a name of two words is a given name", "Ben Velan", "Бен Велан", 1],
    ["the Scots son-of is one part with the name behind it", "Temur Mc Callum", "Temur McCallum", 1],
    ["Junior is set aside", "Temur Velan, Jr.", "Temur Velan", 0],
  ];
  for (const [desc, one, other, most] of levels)
    test(desc, () => {
      const { level } = compareNames(prepareName(one), prepareName(other));
      assert.ok(level <= most, `level ${level}`);
    });
});

test("a romanised name is plain Latin", () => {
  assert.equal(romaniseName("Խաչատրյան Գայանե"), "Khachatryan Gayane");
  assert.equal(romaniseName("შევარდნაძე"), "Shevardnadze");
  assert.equal(romaniseName("Ələkbərov Çingiz"), "Alakbarov Cingiz");
});

describe("blocking keys", () => {
  const shared = (a: string, b: string) => {
    const others = nameKeys(prepareName(b));
    return nameKeys(prepareName(a)).filter((key) => others.includes(key));
  };
  test("are shared by one name in five scripts, the pair of parts included", () => {
    for (const other of ["Гасанов Али", "Հասանով Ալի", "ჰასანოვი ალი", "حسنوف علي", "Hassanov Aly"])
      assert.ok(
        shared("Həsənov Əli", other).some((key) => key.includes(" ")),
        other,
      );
  });
  test("are shared by forms of one given name that sound apart", () => {
    assert.deepEqual(shared("Магомед", "Məmməd"), ["mt"]);
  });
  test("near ones are shared by names a consonant apart, and by those with one part in common", () => {
    const near = (a: string, b: string) => {
      const others = nearKeys(prepareName(b));
      return nearKeys(prepareName(a)).filter((key) => others.includes(key));
    };
    assert.ok(near("Edi Rama", "Эдзі Рама").some((key) => key.includes(" ")));
    assert.ok(near("Temur Velan", "Velar Temur").some((key) => key.includes(" ")));
    assert.deepEqual(near("Juha Velanik", "Юха Веланик").includes("plnk"), true);
    assert.deepEqual(near("Karim Aliyev", "Nino Dolidze"), []);
  });
  test("near ones tell consonants that come again, and a part beside the beginning of another", () => {
    const keys = nearKeys(prepareName("Vanhanen Mati"));
    assert.ok(keys.includes("mt pnnn"), keys.join(", "));
    assert.ok(keys.includes("pnnn+mt"), keys.join(", "));
  });
  test("are not shared by names that sound nothing alike", () => {
    assert.deepEqual(shared("Karim Aliyev", "Nino Dolidze"), []);
  });
});

test("the generated variants are those of the table", () => {
  const tsv = readFileSync(new URL("../../data/name-variants.tsv", import.meta.url), "utf8");
  const generated = readFileSync(new URL("generated/name-variants.ts", import.meta.url), "utf8");
  assert.equal(generated, variantsModule(tsv), "run node data/generate.ts");
});

describe("laws", () => {
  const alphabets = [
    "aəçşiıİIjcxh ",
    "гасановьйёІ ",
    "ابتعغيىةأال ",
    "աբգեւյո ",
    "აბიჰჯ ",
    "אבו׳ש' ",
    "αβγςό ",
  ];
  const nameLike = fc
    .constantFrom(...alphabets)
    .chain((alphabet) =>
      fc.string({ unit: fc.constantFrom(...Array.from(alphabet), "-", "."), maxLength: 40 }),
    );
  const anyText = fc.oneof(
    nameLike,
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map((units) => String.fromCharCode(...units)),
  );

  test("the fold of a fold is itself", () => {
    fc.assert(
      fc.property(anyText, (text) => assert.equal(foldName(foldName(text)), foldName(text))),
      { numRuns: 2000 },
    );
  });

  test("comparison does not care which name comes first", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const [a, b] = [prepareName(one), prepareName(other)];
        assert.deepEqual(compareNames(a, b), compareNames(b, a));
        assert.equal(likenessOfNames(a, b), likenessOfNames(b, a));
      }),
      { numRuns: 2000 },
    );
  });

  test("the level is the same whether it is asked for alone or with all evidence", () => {
    fc.assert(
      fc.property(anyText, anyText, fc.boolean(), (one, other, isAlike) => {
        const a = prepareName(`Ali ${one} H`);
        const b = prepareName(isAlike ? `${one} ${other}` : other);
        const { level, view } = evidenceOfNames(a, b);
        assert.deepEqual(compareNames(a, b), { level, view });
      }),
      { numRuns: 2000 },
    );
  });

  test("a name has the same words whether its chunks were met before or it is read as one", () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), (texts) => {
        const text = texts.join(" ");
        const words = wordsOf(text);
        if (!words.some(isFormerMark))
          assert.deepEqual(
            foldsOf(prepareName(text)),
            partsOf(words).map(({ fold }) => fold),
          );
        assert.equal(prepareName(text).script, scriptOf(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("what stands behind the first 1,024 units is not read, so that no text costs more than those", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), (unit) => {
        const text = unit.repeat(Math.ceil(1100 / unit.length));
        const [cut, whole] = [prepareName(text.slice(0, 1024)), prepareName(text + unit.repeat(1000))];
        assert.deepEqual(foldsOf(whole), foldsOf(cut));
        assert.deepEqual(nameKeys(whole), nameKeys(cut));
        assert.deepEqual(nameKeys(readName(cut.text)), nameKeys(cut));
      }),
      { numRuns: 200 },
    );
  });

  test("the record that is compared grows no faster than the text", () => {
    const unitsOf = (text: string) =>
      prepareName(text).tokens.reduce((sum, { packed }) => sum + packed.length, 0);
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        // A text's letters, each some thirty units in all its readings, and a head for each word.
        assert.ok(
          unitsOf(one) <= 400 + 100 * one.normalize("NFKC").length,
          `${unitsOf(one)} for ${one.length}`,
        );
        assert.ok(
          unitsOf(`${one} ${other}`) <=
            unitsOf(one) + unitsOf(other) + 100 * (one.length + other.length) + 400,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("near keys are shared by whoever shares a pair of parts, and never throw", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const [a, b] = [prepareName(`${one} Temur`), prepareName(`Temur ${other}`)];
        const pairs = (keys: readonly string[]) => keys.filter((key) => key.includes(" "));
        const isShared = pairs(nameKeys(a)).some((key) => nameKeys(b).includes(key));
        if (isShared) assert.ok(nearKeys(a).some((key) => nearKeys(b).includes(key)));
      }),
    );
  });

  test("every name with a letter is the same as itself", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = prepareName(text);
        assert.equal(compareNames(name, prepareName(text)).level, name.tokens.length === 0 ? 7 : 0);
      }),
    );
  });
});

describe("no text is too strange", () => {
  const rows: readonly (readonly [desc: string, text: string])[] = [
    ["unpaired surrogates", "\ud800\udc00\udfff A\ud800"],
    ["direction controls", "\u202e\u2066Ali\u2069 Hasanov\u200f"],
    ["a hundred thousand letters", "ab".repeat(50_000)],
    ["a hundred thousand words", "عبد ".repeat(100_000)],
    ["marks without letters", "\u0301".repeat(1000)],
    ["one ligature that stands for eighteen letters", "\ufdfa".repeat(2000)],
    ["nothing but separators", " -'\u05f3\"-".repeat(500)],
    ["compounds upon compounds", "ali الدين ".repeat(200)],
  ];
  for (const [desc, text] of rows)
    test(desc, () => {
      const name: PreparedName = prepareName(text);
      assert.ok(name.tokens.length <= 16);
      assert.ok(name.tokens.every((token) => token.forms.every((form) => form.sounds.length <= 120)));
      assert.equal(compareNames(name, name).level, name.tokens.length === 0 ? 7 : 0);
      assert.equal(foldName(foldName(text)), foldName(text));
      assert.equal(typeof romaniseName(text), "string");
    });

  test("direction controls do not make another name", () => {
    assert.equal(levelOf("\u202eAli\u202c Hasanov", "Ali Hasanov"), 0);
  });
});

describe("a name that another script writes by ear", () => {
  const rows: readonly (readonly [desc: string, name: string, other: string])[] = [
    ["with the mute consonants of French", "Louis Ferrand", "Луи Ферран"],
    ["with its vowels", "Gaillard Benoit", "Γκαγιάρ Μπενουά"],
    ["with the mute letters of English", "Wright", "Райт"],
    ["without the letters that English leaves mute within a word", "Campbell", "کمبل"],
    ["with the hard and the soft c of Italian", "Boschi Marcello", "Боски Марчелло"],
    ["with the c before k of Polish", "Licki", "Лицкий"],
    ["from Chinese", "Xiahou Jian", "Сяхоу Цзянь"],
    ["from Japanese", "Shuji", "Сюдзи"],
    ["from Japanese, with its z and yo", "Yokozawa Kenzo", "Ёкодзава Кэндзо"],
    ["from Japanese, with a j before its last vowel", "Reiji", "Рэйдзи"],
    ["from Chinese, with an n for ng", "Yong Wang", "Юн Ван"],
    ["from Latin, without its ending", "Tiberius", "Тиберий"],
    ["in Yiddish letters", "John", "דזשאן"],
  ];
  for (const [desc, name, other] of rows)
    test(`agrees ${desc}`, () => {
      assert.ok(compareNames(prepareName(name), prepareName(other)).level <= 3);
    });

  test("differs by a vowel that an abjad writes more than by one that it leaves out", () => {
    const likeness = (other: string) => likenessOfNames(prepareName("Velano"), prepareName(other));
    for (const [written, leftOut, another] of [
      ["فلانو", "فلان", "فلاني"],
      ["ולאנו", "ולאנ", "ולאני"],
    ] as const) {
      assert.ok(likeness(written) >= likeness(leftOut), written);
      assert.ok(likeness(leftOut) > likeness(another), another);
    }
  });

  test("is still another name in its own script", () => {
    assert.ok(compareNames(prepareName("Durand Arlo"), prepareName("Duran Arlo")).level > 2);
  });
});

test("names in different ideographs that are read alike are no more than close", () => {
  assert.ok(compareNames(prepareName("高石"), prepareName("高市")).level >= 3);
  assert.equal(compareNames(prepareName("高石"), prepareName("高石")).level, 0);
});
