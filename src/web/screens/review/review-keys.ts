/** The keys of review: by where they lie, another one each where a person wants it. */
import { readPreference, writePreference } from "../../preferences.ts";

export const reviewActs = ["same", "different", "unsure", "reason", "members", "pause"] as const;
export type ReviewAct = (typeof reviewActs)[number];
export type ReviewKeys = { readonly [act in ReviewAct]: string }; // KeyboardEvent.code

export const usualKeys: ReviewKeys = {
  same: "Digit1",
  different: "Digit2",
  unsure: "Digit3",
  reason: "KeyR",
  members: "KeyE",
  pause: "KeyP",
};

/** The keys that were chosen on this device, else the usual ones. */
export function readReviewKeys(): ReviewKeys {
  const codes = (readPreference("review-keys") ?? "").split(" ");
  const isWhole = codes.length === reviewActs.length && codes.every(isPlain);
  if (!isWhole || new Set(codes).size < codes.length) return usualKeys;
  return Object.fromEntries(reviewActs.map((act, i) => [act, codes[i]])) as ReviewKeys;
}

export function writeReviewKeys(keys: ReviewKeys): void {
  writePreference("review-keys", reviewActs.map((act) => keys[act]).join(" "));
}

/** With `code` for `act`; another act that had it takes the key that is left over. */
export function withKey(keys: ReviewKeys, act: ReviewAct, code: string): ReviewKeys {
  const holder = reviewActs.find((each) => keys[each] === code);
  return { ...keys, ...(holder !== undefined && { [holder]: keys[act] }), [act]: code };
}

/** A letter or a digit: no key that browsers, screen readers or buttons use. */
export const isPlain = (code: string): boolean => /^(?:Key[A-Z]|Digit\d)$/.test(code);

/** The key of a pressed code: the digits beside the letters and those of the number block are the same. */
export const plainCode = (code: string): string => code.replace(/^Numpad(?=\d$)/, "Digit");

/** As it is printed on a button. */
export const keyShown = (code: string): string => code.replace(/^(?:Key|Digit)/, "");
