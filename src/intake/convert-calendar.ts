/** Dates of the Persian and the Islamic calendar as prefix dates. The one place that knows the library of calendars. */
import {
  CalendarDate,
  GregorianCalendar,
  IslamicCivilCalendar,
  PersianCalendar,
  toCalendar,
} from "@internationalized/date";
import type { PrefixDate } from "../base/prefix-date.ts";

export type ConvertedDate = {
  readonly date: PrefixDate;
  readonly isCut: boolean; // the year or month lies in two Gregorian ones, and the one with more of its days was taken
};

/**
 * The Gregorian prefix date of a date in another calendar, or undefined when that calendar has no such date. A month
 * that lies in two Gregorian months gives their year. Islamic dates follow the tabular (civil) calendar: a sighted
 * month may have begun a day earlier or later.
 *
 * @example
 * convertDate("persian", { year: 1371, month: 7, day: 1 }); //=> { date: { year: 1992, month: 9, day: 23 }, isCut: false }
 * convertDate("persian", { year: 1371 }); //=> { date: { year: 1992 }, isCut: true }
 */
export function convertDate(
  calendar: "persian" | "islamic",
  { year, month, day }: PrefixDate,
): ConvertedDate | undefined {
  const system = calendar === "persian" ? new PersianCalendar() : new IslamicCivilCalendar();
  const first = new CalendarDate(system, year, month ?? 1, day ?? 1);
  // The library moves what does not exist to the nearest day that does.
  if (first.year !== year || first.month !== (month ?? 1) || first.day !== (day ?? 1)) return undefined;
  const months = system.getMonthsInYear();
  const start = toCalendar(first, new GregorianCalendar());
  if (day !== undefined)
    return { date: { year: start.year, month: start.month, day: start.day }, isCut: false };
  const last = month === undefined ? new CalendarDate(system, year, months, 1) : first;
  const end = toCalendar(last.set({ day: system.getDaysInMonth(last) }), new GregorianCalendar());
  if (start.year === end.year) return { date: { year: start.year }, isCut: false };
  const daysBefore = new CalendarDate(start.year, 12, 31).compare(start) + 1;
  const days = end.compare(start) + 1;
  return { date: { year: 2 * daysBefore >= days ? start.year : end.year }, isCut: true };
}
