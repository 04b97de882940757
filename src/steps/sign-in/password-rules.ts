/** Which passwords are taken: long ones, that are not among those tried first. No rule about their letters. */
import { RecountError } from "../../base/errors.ts";

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

/**
 * Throws `input-password` for one that is too short, too long, made of what anybody would try here, or in a breach.
 * `words` are those of the place: names of the person, the organisation and the register.
 */
export function requirePassword(
  password: string,
  words: readonly string[],
  isBreached: (folded: string) => boolean,
): void {
  const length = Array.from(password.normalize("NFKC")).length;
  if (length < PASSWORD_LENGTH.least || length > PASSWORD_LENGTH.most)
    throw new RecountError(
      "input-password",
      `got a password of ${length} characters, wanted from ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most}`,
    );
  if (isGuessable(password, words) || isBreached(foldPassword(password)))
    throw new RecountError("input-password", "got a password that is tried first, wanted another");
}

/** Whether hardly anything is left of it without the words of the register, or it repeats or counts. */
function isGuessable(password: string, words: readonly string[]): boolean {
  const plain = foldPassword(password);
  const rest = words
    .flatMap((word) => foldPassword(word).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2)
    .reduce((left, word) => left.replaceAll(word, ""), plain);
  return rest.length < 6 || new Set(plain).size < 5;
}

/** As passwords are compared with those that are tried first: whoever tries one tries its capitals too. */
export const foldPassword = (text: string): string => text.normalize("NFKC").toLowerCase();
