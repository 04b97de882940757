/** Classes of given names that are forms of one another. */
import { foldWord } from "./fold-word.ts";
import { nameVariants } from "./generated/name-variants.ts";
import { readingsOf } from "./readings.ts";
import { scriptOf } from "./script.ts";

/** Class of each form's native fold ("Ted" is in two). */
const classesByFold: ReadonlyMap<string, readonly number[]> = readClasses();

const NONE: readonly number[] = [];

/**
 * The classes that a folded word is a form of, ascending; mostly none.
 *
 * @example
 * variantClasses("магомед").some((one) => variantClasses("məmməd").includes(one)); //=> true
 */
export function variantClasses(fold: string): readonly number[] {
  return classesByFold.get(fold) ?? NONE;
}

/** Sounds of each class's first form, by class: what its members have in common for blocking. */
export const headSounds: readonly string[] = nameVariants.map((forms) => {
  const head = forms.split(" ", 1)[0] ?? "";
  const script = scriptOf(head);
  return readingsOf(foldWord(head, script), script)[0]?.sounds ?? "";
});

function readClasses(): ReadonlyMap<string, readonly number[]> {
  const classes = new Map<string, number[]>();
  nameVariants.forEach((forms, number) => {
    for (const form of forms.split(" ")) {
      const fold = foldWord(form, scriptOf(form));
      const numbers = classes.get(fold) ?? [];
      if (!numbers.includes(number)) classes.set(fold, [...numbers, number]);
    }
  });
  return classes;
}
