/** The names by which a record's person is found. */
import type { StoredRecord } from "../../model/record.ts";

/** The own names of a record: each as written; where it was written in parts, the parts together as one name. */
export function ownNames(record: StoredRecord): readonly string[] {
  const own = record.mentions.names.filter((name) => name.of === "self");
  const whole = own.filter(({ part }) => part === "full" || part === "other" || part === "maiden");
  const parts = (["given", "father", "family"] as const).flatMap((part) =>
    own.filter((name) => name.part === part),
  );
  // A father's name beside a full one says whose child it is; alone it is nobody's name.
  const isNamed = parts.some(({ part }) => part !== "father");
  const joined = isNamed ? [parts.map(({ text }) => text).join(" ")] : [];
  return [...joined, ...whole.map(({ text }) => text)];
}
