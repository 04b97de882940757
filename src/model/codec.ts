/** Values of the model from JSON that people write, and back: every issue with where it is, unknown members refused. */
import type { Json } from "../base/canonical-json.ts";
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { formatPrefixDate, type PrefixDate, parsePrefixDate } from "../base/prefix-date.ts";

/** How one type is read and written. `read` adds what is wrong to `issues` and gives undefined. */
export type Codec<T> = {
  readonly read: (value: unknown, path: string, issues: Issue[]) => T | undefined;
  readonly write: (value: T) => Json;
};

const refuse = (issues: Issue[], path: string, expected: string, value: unknown): undefined => {
  const received = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  issues.push(issueAt(path, expected, received.slice(0, 60)));
};

/** Text that is not empty. */
export const text: Codec<string> = {
  read: (value, path, issues) =>
    typeof value === "string" && value.trim() !== "" ? value : refuse(issues, path, "a text", value),
  write: (value) => value,
};

/** A whole number from 0 to `largest`. */
export const whole = (largest: number): Codec<number> => ({
  read: (value, path, issues) =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= largest
      ? value
      : refuse(issues, path, `a whole number from 0 to ${largest}`, value),
  write: (value) => value,
});

/** A prefix date as its text. */
export const date: Codec<PrefixDate> = {
  read: (value, path, issues) =>
    (typeof value === "string" ? parsePrefixDate(value) : undefined) ??
    refuse(issues, path, "a date: 1992, 1992-02 or 1992-02-17", value),
  write: formatPrefixDate,
};

export const oneOf = <T extends string>(...words: readonly T[]): Codec<T> => ({
  read: (value, path, issues) =>
    words.find((word) => word === value) ?? refuse(issues, path, `one of ${words.join(", ")}`, value),
  write: (value) => value,
});

export const list = <T>(item: Codec<T>): Codec<readonly T[]> => ({
  read: (value, path, issues) =>
    Array.isArray(value)
      ? (value as readonly unknown[]).flatMap((each, i) => {
          const read = item.read(each, `${path}[${i}]`, issues);
          return read === undefined ? [] : [read];
        })
      : refuse(issues, path, "a list", value),
  write: (values) => values.map(item.write),
});

/** Texts by names of any kind. */
export const texts: Codec<{ readonly [name: string]: string }> = {
  read(value, path, issues) {
    if (!isFields(value)) return refuse(issues, path, "an object", value);
    for (const [name, each] of Object.entries(value)) text.read(each, `${path}.${name}`, issues);
    return value as { readonly [name: string]: string };
  },
  write: (value) => value,
};

const isFields = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type CodecsOf<T> = { readonly [K in keyof T]-?: Codec<Exclude<T[K], undefined>> };

/** An object with these members, of which those named in `required` may not be absent, and no others. */
export function fields<T extends object>(
  codecs: CodecsOf<T>,
  required: readonly (keyof T & string)[],
): Codec<T> {
  const members = Object.entries(codecs) as unknown as readonly (readonly [
    keyof T & string,
    Codec<unknown>,
  ])[];
  return {
    read(value, path, issues) {
      if (!isFields(value)) return refuse(issues, path, "an object", value);
      const at = (name: string) => (path === "" ? name : `${path}.${name}`);
      for (const name of Object.keys(value))
        if (!Object.hasOwn(codecs, name))
          refuse(issues, at(name), `no members but ${Object.keys(codecs).join(", ")}`, name);
      const read = members.flatMap(([name, codec]) => {
        if (value[name] === undefined) {
          if (required.includes(name)) refuse(issues, at(name), "a value", undefined);
          return [];
        }
        return [[name, codec.read(value[name], at(name), issues)] as const];
      });
      return Object.fromEntries(read) as T;
    },
    write: (value) =>
      Object.fromEntries(
        members.flatMap(([name, codec]) => {
          const member: unknown = value[name];
          return member === undefined ? [] : [[name, codec.write(member)] as const];
        }),
      ),
  };
}

/** The value of a JSON value, or every issue that it has. */
export function parseAs<T>(codec: Codec<T>, value: unknown, path = ""): Parsed<T> {
  const issues: Issue[] = [];
  const read = codec.read(value, path, issues);
  return read === undefined || issues.length > 0 ? { issues } : { value: read };
}
