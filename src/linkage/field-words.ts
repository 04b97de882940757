/** Words of column headers, in the languages that lists are kept in, and the kind of field they name. */
import type { FieldKind } from "./link-table.ts";

/** What a header says: a kind of field, or a row's own number that is never compared. */
export type HeaderKind = FieldKind | "row-id";

// Folded by `foldHeader`. Longer phrases win over their words. English, German, French, Spanish, Turkish,
// Azerbaijani, Russian, Ukrainian, Armenian, Georgian, Arabic, Persian.
const WORDS: readonly (readonly [HeaderKind, string])[] = [
  [
    "row-id",
    "id|rec id|record id|unique id|uid|uuid|row|row id|row number|no|nr|num|n|index|serial|№|номер|номер строки|sıra|رقم|ردیف",
  ],
  [
    "full-name",
    "name|full name|fullname|first and surname|first name and surname|first and last name|name and surname|given and family name|person|person name|victim|victim name|en name|ar name|name en|name ar|nom complet|nombre completo|vollstandiger name|ad soyad|adı soyadı|soyadı adı|имя|фио|ф и о|полное имя|піб|անուն ազգանուն|სახელი გვარი|الاسم|الاسم الكامل|اسم|نام و نام خانوادگی|نام کامل",
  ],
  [
    "given",
    "given name|given|first name|first|firstname|forename|forenames|fname|christian name|middle name|mname|second name|vorname|prenom|nombre|nombres|ad|adı|имя собственное|ім я|անուն|სახელი|الاسم الاول|نام",
  ],
  [
    "family",
    "family name|family|last name|last|lastname|surname|lname|nachname|familienname|nom de famille|apellido|apellidos|soyad|soyadı|soyisim|фамилия|прізвище|ազգանուն|გვარი|اسم العائلة|العائلة|اللقب|نام خانوادگی",
  ],
  [
    "father",
    "father|father name|fathers name|father s name|patronymic|middle|vatername|nom du pere|padre|nombre del padre|baba adı|ata adı|atasının adı|отчество|имя отца|по батькові|հայրանուն|მამის სახელი|اسم الاب|نام پدر",
  ],
  [
    "mother",
    "mother|mother name|mothers name|mother s name|maiden name|mutter|nom de la mere|madre|nombre de la madre|ana adı|anne adı|имя матери|մայրանուն|დედის სახელი|اسم الام|نام مادر",
  ],
  [
    "date",
    "date of birth|birth date|birthdate|birthday|dob|born|d o b|geburtsdatum|date de naissance|fecha de nacimiento|doğum|doğum tarixi|doğum tarihi|дата рождения|др|дата народження|ծննդյան ամսաթիվ|ծնված|დაბადების თარიღი|تاريخ الميلاد|الميلاد|تاریخ تولد",
  ],
  [
    "year",
    "birth year|year of birth|yob|by|geburtsjahr|annee de naissance|doğum ili|doğum yılı|год рождения|г р|рік народження|ծննդյան տարի|დაბადების წელი|سنة الميلاد|سال تولد",
  ],
  ["month", "birth month|month of birth|mob|bm"],
  ["day", "birth day|day of birth|bd"],
  ["age", "age|ages|alter|edad|yaş|yaşı|возраст|вік|տարիք|ასაკი|العمر|عمر|سن"],
  ["sex", "sex|gender|geschlecht|sexe|sexo|cins|cinsi|cinsiyet|пол|стать|սեռ|სქესი|الجنس|جنس|جنسیت"],
  [
    "place",
    "city|town|village|suburb|place|birth place|birthplace|place of birth|residence|origin|district|region|state|province|governorate|country|location|municipality|ort|wohnort|stadt|ville|lieu|lieu de naissance|ciudad|lugar|kənd|şəhər|rayon|köy|şehir|yer|место|место рождения|город|село|район|область|գյուղ|քաղաք|վայր|სოფელი|ქალაქი|ადგილი|المدينة|القرية|المكان|مكان الميلاد|روستا|شهر|محل",
  ],
  [
    "identifier",
    "passport|passport no|national id|identity|identifier|ssn|soc sec id|social security|postcode|post code|zip|zip code|postal code|personal number|ausweis|plz|cedula|dni|fin|паспорт|инн|індекс|индекс|անձնագիր|პასპორტი|პირადი ნომერი|رقم الهوية|کد ملی",
  ],
  [
    "phone-email",
    "email|e mail|mail|phone|telephone|tel|mobile|telefon|телефон|почта|հեռախոս|ტელეფონი|هاتف|تلفن|البريد",
  ],
  ["number", "street number|house number|house no|hausnummer|numero|дом|номер дома"],
  [
    "text",
    "address|street|address 1|address 2|addr|strasse|adresse|direccion|ünvan|adres|адрес|улица|հասցե|მისამართი|العنوان|آدرس|occupation|profession|job|beruf|профессия|مهنة",
  ],
];

const KIND_OF: ReadonlyMap<string, HeaderKind> = new Map(
  WORDS.flatMap(([kind, phrases]) => phrases.split("|").map((phrase) => [foldHeader(phrase), kind] as const)),
);

/**
 * A header as words: lower case, without marks, split at everything that is neither letter nor digit and at changes
 * of case; a trailing counter is set aside.
 *
 * @example
 * foldHeader("fname_c1"); //=> "fname"
 * foldHeader("DateOfBirth"); //=> "date of birth"
 */
export function foldHeader(header: string): string {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}№]+/gu, " ")
    .trim()
    .replace(/(?<=\p{L})(?: c\d+| \d+|\d+)$/u, "");
}

/**
 * The kind of field that a header names, or undefined: by the whole header, then by the longest known phrase that it
 * ends or starts with.
 *
 * @example
 * kindOfHeader("birth_place"); //=> "place"
 * kindOfHeader("Дата рождения"); //=> "date"
 * kindOfHeader("shoe size"); //=> undefined
 */
export function kindOfHeader(header: string): HeaderKind | undefined {
  const words = foldHeader(header).split(" ");
  for (let length = words.length; length > 0; length--) {
    const found =
      KIND_OF.get(words.slice(-length).join(" ")) ??
      (length > 1 || words.length === 1 ? KIND_OF.get(words.slice(0, length).join(" ")) : undefined);
    if (found !== undefined && isPlausible(found, words.length - length)) return found;
  }
  return undefined;
}

// "case id" is a row's number, "mother id" too; but "file name" is no person's name.
function isPlausible(kind: HeaderKind, wordsLeft: number): boolean {
  return (
    wordsLeft === 0 || !["full-name", "given", "family", "day", "month", "year", "number"].includes(kind)
  );
}
