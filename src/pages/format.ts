/** Numbers and dates as a language writes them, in the Gregorian calendar and with the digits 0 to 9. */
import { type PrefixDate, parsePrefixDate } from "../base/prefix-date.ts";

// Written here and not by Intl: browsers leave out the data of some of these languages (Chromium has neither Armenian
// nor Georgian months), and a page's bytes may not depend on the machine. Unicode CLDR 46, gregorian, format-wide.
const months: { readonly [language: string]: readonly string[] } = {
  en: words("January February March April May June July August September October November December"),
  ru: words("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
  ar: words("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
  az: words("yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
  hy: words(
    "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
  ),
  ka: words(
    "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
  ),
};

// A month that stands without a day has its own form in these languages.
const standingMonths: { readonly [language: string]: readonly string[] } = {
  ru: words("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
  hy: words("հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր"),
};

const space = "\u00a0"; // keeps the parts of a number on one line
const separators: { readonly [language: string]: string } = { ru: space, hy: space, ka: space, az: "." };

/**
 * The whole number nearest to `value`, in groups of three.
 *
 * @example
 * formatNumber("en", 4012); //=> "4,012"
 */
export function formatNumber(language: string, value: number): string {
  const digits = String(Math.abs(Math.round(value)));
  const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, separators[language] ?? ",");
  return Math.round(value) < 0 ? `\u2212${grouped}` : grouped;
}

/**
 * A share from 0 to 1 in percent, with one decimal where it has one.
 *
 * @example
 * formatPercent("en", 0.95); //=> "95%"
 */
export function formatPercent(language: string, share: number): string {
  const text = String(Math.round(share * 1000) / 10);
  if (language === "ru") return `${text.replace(".", ",")}${space}%`;
  return ["az", "hy", "ka"].includes(language) ? `${text.replace(".", ",")}%` : `${text}%`;
}

/**
 * A prefix date as what it is: a month without a day stays a month.
 *
 * @example
 * formatDate("en", { year: 1992, month: 2 }); //=> "February 1992"
 */
export function formatDate(language: string, { year, month, day }: PrefixDate): string {
  if (month === undefined) return String(year);
  const withDay = months[language] ?? months["en"];
  const named = (day === undefined ? (standingMonths[language] ?? withDay) : withDay)?.[month - 1] ?? "";
  if (language === "hy")
    return day === undefined ? `${year}${space}թ. ${named}` : `${day} ${named}, ${year}${space}թ.`;
  if (language === "ru") return day === undefined ? `${named} ${year}` : `${day}${space}${named} ${year}`;
  if (day === undefined) return `${named} ${year}`;
  if (language === "ka") return `${day}${space}${named}, ${year}`;
  return language === "ar" || language === "az"
    ? `${day}${space}${named} ${year}`
    : `${named} ${day}, ${year}`;
}

/**
 * The date of its text, or the text as it is when it is no prefix date.
 *
 * @example
 * formatDateText("en", "1992-02-17"); //=> "February 17, 1992"
 */
export function formatDateText(language: string, text: string): string {
  const date = parsePrefixDate(text);
  return date === undefined ? text : formatDate(language, date);
}

function words(text: string): readonly string[] {
  return text.split(" ");
}
