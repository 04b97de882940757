/** Names of months in the calendars and languages of the lists we read. Curated by hand. */
import { foldHeader } from "./fold-header.ts";

export type Calendar = "gregorian" | "persian" | "islamic";

/** Twelve names a line, January first (or the calendar's first month); stems are enough where cases differ. */
const gregorian: readonly string[] = [
  "jan feb mar apr may jun jul aug sep oct nov dec",
  "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
  "янв фев мар апр мая июн июл авг сен окт ноя дек",
  "січ лют берез квіт трав черв лип серп верес жовт листоп груд",
  "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
  "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
  "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր",
  "იანვარ თებერვალ მარტ აპრილ მაის ივნის ივლის აგვისტო სექტემბერ ოქტომბერ ნოემბერ დეკემბერ",
  "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
  "كانونثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشريناول تشرينثاني كانوناول",
  "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
  "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
  "janv fevr mars avr mai juin juil aout sept oct nov dec",
  "ene feb mar abr may jun jul ago sep oct nov dic",
  "jan feb märz apr mai jun jul aug sep okt nov dez",
];
const persian: readonly string[] = [
  "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
  "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
  "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
];
const islamic: readonly string[] = [
  "محرم صفر ربيعاول ربيعثاني جماديالأولى جماديالآخرة رجب شعبان رمضان شوال ذوالقعدة ذوالحجة",
  "muharram safar rabi1 rabi2 jumada1 jumada2 rajab shaban ramadan shawwal dhulqada dhulhijja",
];

export type MonthName = { readonly calendar: Calendar; readonly month: number };

const byName: ReadonlyMap<string, MonthName> = new Map(
  (
    [
      ["islamic", islamic],
      ["persian", persian],
      ["gregorian", gregorian],
    ] as const
  ).flatMap(([calendar, lines]) =>
    lines.flatMap((line) =>
      line
        .split(" ")
        .map((name, i) => [foldHeader(name).replaceAll(" ", ""), { calendar, month: i + 1 }] as const),
    ),
  ),
);

const stems = [...byName.keys()].filter((name) => name.length >= 3).sort((a, b) => b.length - a.length);

/**
 * The month that a word names, or undefined. Words that are written apart ("تشرين الثاني") come joined.
 *
 * @example
 * monthOf("февраля"); //=> { calendar: "gregorian", month: 2 }
 */
export function monthOf(word: string): MonthName | undefined {
  const folded = foldHeader(word).replaceAll(" ", "");
  const exact = byName.get(folded);
  if (exact !== undefined || folded.length < 3) return exact;
  const stem = stems.find((name) => folded.startsWith(name));
  // Three letters may begin many words; a month's ending is short, or the word is the month's full English name.
  return stem === undefined || folded.length > stem.length + 6 ? undefined : byName.get(stem);
}
