/**
 * How often it may be tried. Whoever guesses uses up what strangers have, never what the person has from a browser that
 * signed in before, nor a passkey or a recovery code, which cannot be guessed: so nobody is locked out by another.
 */
import type { Budget } from "../../store/sessions.ts";
import { recoveryLetters } from "./recovery-codes.ts";
import { digestOf, type SignInTools, type Visit } from "./tools.ts";

const QUARTER_HOUR = 900;
const DAY = 86_400;

/**
 * How often: per address, so that an office behind one can work; per person and address, so that one address does not
 * use up what all strangers together may try one name; and with one recovery code, for who has it and not the password.
 */
const measures = {
  address: 100,
  ceremonies: 300,
  personAtAddress: 10,
  personAtAddressInADay: 30,
  strangers: 100,
  device: 20,
  recoveryCode: 10,
} as const;

/** Spends an attempt at a name. Gives the seconds to wait, and what to give back when it succeeds. */
export async function spendOnName(
  { register, now }: SignInTools,
  { name, code = "" }: { readonly name: string; readonly code?: string },
  visit: Visit,
): Promise<{ readonly wait: number; readonly budgets: readonly Budget[] }> {
  const { sessions } = register.store;
  const isKnown = await sessions.isKnownDevice(digestOf(visit.device), name);
  const budgets = isKnown
    ? [budget("device", [visit.device, name], measures.device, QUARTER_HOUR)]
    : strangersBudgets(name, code, networkOf(visit.address));
  return { wait: await sessions.spend(budgets, now()), budgets };
}

// Who guesses a recovery code has a measure for each guess: it stops whoever holds one and guesses the password to it.
function strangersBudgets(name: string, code: string, address: string): readonly Budget[] {
  const atAddress = budget("address", [address], measures.address, QUARTER_HOUR);
  const spare = recoveryLetters(code);
  if (spare !== undefined)
    return [atAddress, budget("recovery code", [name, spare], measures.recoveryCode, DAY)];
  return [
    atAddress,
    budget("person at address", [name, address], measures.personAtAddress, QUARTER_HOUR),
    budget("person at address in a day", [name, address], measures.personAtAddressInADay, DAY),
    budget("strangers", [name], measures.strangers, DAY),
  ];
}

/** Spends an attempt that names nobody: a passkey, a code of an invitation. Gives the seconds to wait. */
export function spendAtAddress({ register, now }: SignInTools, visit: Visit): Promise<number> {
  const budgets = [budget("address", [networkOf(visit.address)], measures.address, QUARTER_HOUR)];
  return register.store.sessions.spend(budgets, now());
}

/** Spends the beginning of a ceremony, which anybody may begin and each of which is remembered. Gives the seconds to wait. */
export function spendOnCeremony({ register, now }: SignInTools, visit: Visit): Promise<number> {
  const address = networkOf(visit.address);
  const budgets = [budget("ceremonies", [address], measures.ceremonies, QUARTER_HOUR)];
  return register.store.sessions.spend(budgets, now());
}

/** Gives back what a success did not need. */
export async function giveBack({ register }: SignInTools, budgets: readonly Budget[]): Promise<void> {
  await register.store.sessions.refund(budgets.map(({ key }) => key));
}

/** The network that one subscriber has: an IPv6 address by its first 64 bits. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "").split("%")[0] ?? "";
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const rest = tail?.split(":").filter((group) => group !== "") ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => "0");
  const full = tail === undefined ? groups : [...groups, ...zeros, ...rest];
  return full
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

function budget(kind: string, parts: readonly string[], most: number, seconds: number): Budget {
  return { key: digestOf(JSON.stringify([kind, ...parts])), most, seconds };
}
