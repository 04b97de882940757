/** Which key spoke for which organisation when: enrolled, changed, lost or in other hands. */
import { RecountError } from "../base/errors.ts";
import { formatAllowedSigner, formatSshKey, parseSshKey } from "../ledger/ssh-key.ts";
import { APPEAL_NAMESPACE } from "./endorsement.ts";
import { LETTER_NAMESPACE, type Letter, type LetterBody } from "./letter.ts";

/** The coalition took this key for the organisation's on that day, by whatever way it was confirmed. */
export type Enrolment = { readonly principal: string; readonly key: string; readonly from: string };

/** A key is good on days from `from` up to and without `until`. */
export type KeyWindow = Enrolment & {
  readonly until?: string;
  readonly why?: "changed" | "lost" | "compromised";
};

/** Letters that a fold over keys did not follow, with the reason. */
export type KeyHistory = {
  readonly windows: readonly KeyWindow[]; // by organisation, then by day
  readonly refused: ReadonlyMap<Letter, string>;
};

/**
 * Whether a window holds on a day.
 *
 * @example
 * holdsOn({ principal: "union", key: "", from: "1995-03-01", until: "1995-04-01" }, "1995-04-01"); //=> false
 */
export function holdsOn({ from, until }: KeyWindow, day: string): boolean {
  return from <= day && (until === undefined || day < until);
}

/**
 * How many of the other organisations have to sign that a key is lost or compromised: more than half, and two at least.
 *
 * @example
 * revocationQuorum(3); //=> 2
 */
export function revocationQuorum(others: number): number {
  return Math.max(2, Math.floor(others / 2) + 1);
}

/**
 * The windows that enrolments and letters about keys give, letters in their order. A change wants the signatures of the
 * old and of the new key; a revocation those of a quorum of the other organisations, in one letter or in several that
 * say the same. Other letters are passed over.
 */
export function keyHistory(enrolments: readonly Enrolment[], letters: readonly Letter[]): KeyHistory {
  const windows: KeyWindow[] = [...enrolments];
  const refused = new Map<Letter, string>();
  const revokers = new Map<string, Set<string>>(); // organisations by what they say
  for (const letter of letters) {
    const reason =
      letter.body.format === "recount/key-change/1"
        ? followChange(windows, letter, letter.body)
        : letter.body.format === "recount/revocation/1"
          ? followRevocation(windows, letter, { body: letter.body, revokers })
          : undefined;
    if (reason !== undefined) refused.set(letter, reason);
  }
  return { windows: windows.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)), refused };
}

/** The organisation's window that has this key on that day. */
export function windowOf(windows: readonly KeyWindow[], key: Uint8Array, day: string): KeyWindow | undefined {
  const line = formatSshKey(key);
  return windows.find((window) => window.key === line && holdsOn(window, day));
}

/** `keys/allowed_signers`, as `ssh-keygen -Y verify` reads it. Throws `bad-key` for windows without a sound key. */
export function formatAllowedSigners(windows: readonly KeyWindow[]): string {
  const lines = windows.map(({ principal, key, from, until }) => {
    const parsed = parseSshKey(key);
    if ("issues" in parsed) throw new RecountError("bad-key", `got ${key}, wanted an Ed25519 key`);
    return formatAllowedSigner({
      principal,
      namespace: `${APPEAL_NAMESPACE},${LETTER_NAMESPACE}`,
      publicKey: parsed.value,
      validAfter: from.replaceAll("-", ""),
      ...(until !== undefined && { validBefore: until.replaceAll("-", "") }),
    });
  });
  return lines.map((line) => `${line}\n`).join("");
}

type BodyOf<Format extends LetterBody["format"]> = Extract<LetterBody, { readonly format: Format }>;

function followChange(
  windows: KeyWindow[],
  letter: Letter,
  { organisation, old, new: next, from }: BodyOf<"recount/key-change/1">,
): string | undefined {
  const at = openWindow(windows, organisation, old);
  if (at < 0) return `${organisation} has no such key that could be changed`;
  if (windows.some(({ key }) => key === next)) return "the new key was there before";
  const signers = signersOf(letter);
  if (!signers.has(old) || !signers.has(next) || signers.size !== 2)
    return "wanted the signatures of the old and of the new key, and no others";
  close(windows, at, { until: from, why: "changed" });
  windows.push({ principal: organisation, key: next, from });
  return undefined;
}

function followRevocation(
  windows: KeyWindow[],
  letter: Letter,
  {
    body,
    revokers,
  }: { readonly body: BodyOf<"recount/revocation/1">; readonly revokers: Map<string, Set<string>> },
): string | undefined {
  const { organisation, key, why, from } = body;
  const says = [organisation, key, why, from].join("\n");
  const signed = revokers.get(says) ?? new Set<string>();
  const at = openWindow(windows, organisation, key);
  if (at < 0) return signed.size > 0 ? undefined : `${organisation} has no such key that could be revoked`;
  for (const signer of signersOf(letter)) {
    const window = windows.find((each) => each.key === signer && each.until === undefined);
    if (window === undefined || window.principal === organisation)
      return "wanted signatures of other organisations, with keys that are good";
    signed.add(window.principal);
  }
  revokers.set(says, signed);
  const others = new Set(windows.map(({ principal }) => principal)).size - 1;
  if (signed.size >= revocationQuorum(others)) close(windows, at, { until: from, why });
  return undefined;
}

function openWindow(windows: readonly KeyWindow[], organisation: string, key: string): number {
  return windows.findIndex(
    (each) => each.principal === organisation && each.key === key && each.until === undefined,
  );
}

function close(windows: KeyWindow[], at: number, end: Pick<KeyWindow, "until" | "why">): void {
  const window = windows[at];
  if (window !== undefined) windows[at] = { ...window, ...end };
}

const signersOf = ({ signatures }: Letter) =>
  new Set(signatures.map(({ publicKey }) => formatSshKey(publicKey)));

const orderOf = ({ principal, from, key }: KeyWindow) => `${principal}\n${from}\n${key}`;
