/** Dates as people write them. */
import { formatPrefixDate, makePrefixDate, type PrefixDate } from "../base/prefix-date.ts";
import { convertDate } from "./convert-calendar.ts";
import { serialDate } from "./excel-serial.ts";
import { foldHeader } from "./fold-header.ts";
import { type Calendar, monthOf } from "./month-names.ts";
import { westernDigits } from "./native-digits.ts";

/** What a column says about its dates; each dated list decides it once, not for every cell. */
export type DateContext = {
  readonly order?: "day-first" | "month-first"; // of 03/04/1971; day first when absent
  readonly calendar?: Calendar; // of years from 1200 to 1500
  readonly latestYear?: number; // two-digit years are the last ones up to it; 2029 when absent, as in Excel
  readonly serials?: "1900" | "1904"; // whether bare numbers are Excel's days
};

export type DateReading =
  | { readonly ok: true; readonly date: PrefixDate; readonly note?: string } // what was taken for granted
  | { readonly ok: false; readonly expected: string };

type Parts = {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly calendar?: Calendar;
};

const refused = (expected: string): DateReading => ({ ok: false, expected });
const noDate = refused("a date");

/**
 * The date that `text` says, as precise as it says it: `00.02.1971` and "February 1971" are months, "c. 1971" is a
 * year. Refuses what is no day of its calendar, and years that may be of two calendars unless the context tells.
 *
 * @example
 * readDate("۱۷ فوریه ۱۹۷۱"); //=> { ok: true, date: { year: 1971, month: 2, day: 17 } }
 * readDate("31.02.1971"); //=> { ok: false, expected: "a date" }
 * readDate("2/17/71", { order: "month-first" }); //=> { ok: true, date: { year: 1971, month: 2, day: 17 } }
 */
export function readDate(text: string, context: DateContext = {}): DateReading {
  const clean = cleanDate(text);
  const serial = /^\d{4,5}(\.\d+)?$/.exec(clean)?.[0];
  if (serial !== undefined && context.serials !== undefined && Number(serial) > 3000) {
    const date = serialDate(Number(serial), context.serials);
    return date === undefined ? noDate : readDate(date);
  }
  const parts = numericParts(clean, context) ?? wordParts(clean, context);
  if (parts?.year === undefined) return noDate;
  return inCalendar(parts, context);
}

/** Western digits, no time of day, no marks of doubt, no words for "year". */
function cleanDate(text: string): string {
  return westernDigits(text)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim()
    .replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d|am|pm)?$/i, "")
    .replace(
      /^(c\.|ca\.?|circa|about|approx\.?|around|~|≈|около|ок\.|прибл\.?|приблизно|təxminən|yaklaşık|vers|hacia|حوالي|حدود|մոտ|დაახლ\.?)\s*/iu,
      "",
    )
    .replace(/\s*(\(\?\)|\?)$/, "")
    .replace(
      /(?<=\d)\s*[-–]?\s*(г|гг|год|года|году|р|рік|року|il|ildə|ci il|cı il|cu il|cü il|yılı|թ|წ|წელი|م)\.?$/iu,
      "",
    )
    .replace(/(?<=[./ -])(X|XI|XII|I|II|III|IV|V|VI|VII|VIII|IX)(?=[./ -])/, (numeral) =>
      String(romans.indexOf(numeral) + 1),
    )
    .trim();
}

const romans = "I II III IV V VI VII VIII IX X XI XII".split(" ");

function numericParts(text: string, context: DateContext): Parts | undefined {
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (compact !== null) return partsOf(compact[1], compact[2], compact[3]);
  const [a, b, c, ...more] = text.split(/\s*[./\-–,]\s*|\s+/);
  if (
    a === undefined ||
    more.length > 0 ||
    ![a, b, c].every((part) => part === undefined || /^(\d{1,4}|[?xX_*]{1,2})$/.test(part))
  )
    return undefined;
  if (b === undefined) return a.length === 4 ? partsOf(a) : undefined;
  if (c === undefined) return a.length === 4 ? partsOf(a, b) : b.length === 4 ? partsOf(b, a) : undefined;
  if (a.length === 4) return partsOf(a, b, c);
  if (c.length !== 4 && c.length !== 2) return undefined;
  const year = c.length === 4 ? c : String(fullYear(Number(c), context));
  return context.order === "month-first" ? partsOf(year, a, b) : partsOf(year, b, a);
}

/** Zeros and question marks stand for parts that are not known; a day without its month is not known either. */
function partsOf(year: string | undefined, month?: string, day?: string): Parts | undefined {
  if (year === undefined || !/^\d+$/.test(year)) return undefined;
  const [m, d] = [month, day].map((part) =>
    part === undefined || !/[1-9]/.test(part) ? undefined : Number(part),
  );
  const base = { year: Number(year) };
  if (m === undefined) return base;
  return d === undefined ? { ...base, month: m } : { ...base, month: m, day: d };
}

/** "17 февраля 1971", "Feb 17, 1971", "1971 թ. փետրվարի 17", "spring 1992" (a year). */
function wordParts(text: string, context: DateContext): Parts | undefined {
  const joined = foldHeader(text.replace(/[-–/.,،']/g, " "))
    .replace(
      /(كانون|تشرين|ربيع|جمادي|ذو|ذي) (\S+)/g,
      (_, a: string, b: string) => joinedMonths[`${a} ${b}`] ?? a + b,
    )
    .replace(/\b(\d{1,2})(st|nd|rd|th|er|го|е|ое)\b/g, "$1");
  const words = joined.split(" ");
  const months = words.flatMap((word) => (/\d/.test(word) ? [] : (monthOf(word) ?? [])));
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word));
  const year = numbers.find((number) => number.length === 4);
  if (year === undefined && numbers.length < 2) return undefined;
  const [named] = months;
  if (named === undefined)
    return numbers.length === 1 && words.some((word) => seasons.has(word))
      ? { year: Number(year) }
      : undefined;
  if (months.length > 1 || numbers.length > 2 || words.length > 6) return undefined;
  const at = year === undefined ? numbers.length - 1 : numbers.indexOf(year);
  const day = numbers.find((_, i) => i !== at);
  const full = year === undefined ? fullYear(Number(numbers[at]), context) : Number(year);
  return {
    year: full,
    month: named.month,
    calendar: named.calendar,
    ...(day === undefined ? {} : { day: Number(day) }),
  };
}

const joinedMonths: Readonly<Record<string, string>> = {
  "ربيع اخر": "ربيعثاني",
  "ذي قعده": "ذوالقعده",
  "ذي حجه": "ذوالحجه",
  "ذو قعده": "ذوالقعده",
  "ذو حجه": "ذوالحجه",
};

const seasons: ReadonlySet<string> = new Set(
  "early mid late spring summer autumn fall winter beginning end весна весной лето летом осень осенью зима зимой начало конец yaz yay payiz qis ilkbahar sonbahar kis գարուն ամառ աշուն ձմեռ გაზაფხული ზაფხული შემოდგომა ზამთარი ربيع صيف خريف شتاء بهار تابستان پاييز زمستان printemps ete automne hiver primavera verano otono invierno".split(
    " ",
  ),
);

function fullYear(twoDigits: number, { latestYear = 2029 }: DateContext): number {
  return latestYear - ((((latestYear - twoDigits) % 100) + 100) % 100);
}

function inCalendar(parts: Parts, context: DateContext): DateReading {
  const { year = 0, month, day } = parts;
  const calendar = parts.calendar ?? (year >= 1200 && year <= 1500 ? context.calendar : "gregorian");
  if (calendar === undefined) return refused("a date whose calendar is known");
  if (calendar === "gregorian") {
    const date = year < 1600 || year > 2100 ? undefined : makePrefixDate(year, month, day);
    return date === undefined ? noDate : { ok: true, date };
  }
  const written = { year, ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) };
  if (year < 1000 || year > 1600) return noDate;
  const converted = convertDate(calendar, written);
  if (converted === undefined) return noDate;
  const { date, isCut } = converted;
  if (!isCut) return { ok: true, date };
  return {
    ok: true,
    date,
    note: `${formatPrefixDate(written)} (${calendar}) lies in two years; ${date.year} holds more of it`,
  };
}
