/** The example coalition signs: keys made on first start, one file sent to all, a dispute, its answer, an addressee's. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { formatLetter, type LetterBody, signLetter } from "../appeal/letter.ts";
import { digestOf, MANIFEST_PATH } from "../appeal/manifest.ts";
import { formatSignatureFile, signTexts } from "../appeal/signature-file.ts";
import { principalOf } from "../appeal/standing.ts";
import type { ToSign } from "../appeal/to-sign-file.ts";
import { RecountError } from "../base/errors.ts";
import { sshFingerprint } from "../ledger/ssh-key.ts";
import type { SigningKey } from "../ledger/verifier-key.ts";
import type { Entry } from "../model/entry.ts";
import { ensureFolder } from "../shell/files.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { readCorrespondence } from "../steps/appeal-beside.ts";
import { collectLetter } from "../steps/collect-letter.ts";
import { proposeAppeal } from "../steps/draft-appeal.ts";
import { makeKeyFile, readKeyFile } from "../steps/signing-key-file.ts";

/** What is invented for the example, beside its lists and texts. */
export type ExampleLetters = {
  readonly appeal: string; // the short name of the text that is signed
  readonly dispute: {
    readonly statement: number;
    readonly by: string;
    readonly text: string;
    readonly answer: string;
  };
  readonly responses: readonly {
    readonly appeal: string;
    readonly addressee: string;
    readonly state: "sent" | "acknowledged";
    readonly on: string;
    readonly text?: string;
  }[];
};

/** Signs for every organisation of the example with a key of its own, and takes all of it in; what is there is left. */
export async function signExample(
  register: OpenRegister,
  { appeal, dispute, responses }: ExampleLetters,
  on: string,
): Promise<void> {
  const { store } = register;
  const proposed = await proposeAppeal(register, appeal, { anew: false });
  if ("issues" in proposed)
    throw new RecountError(
      "input-appeal",
      proposed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"),
    );
  const toSign = proposed.value;
  await signAll(register, toSign, on);
  if ((await readCorrespondence(store)).letters.length === 0)
    await disputeOnce(register, toSign, { ...dispute, on });
  if ((await store.entriesOf("response")).length > 0) return;
  const { version } = toSign.endorsed;
  const entries = responses.map((response): Entry => ({ entry: "response", version, ...response }));
  await store.append(entries, register.newKeys(entries.length));
}

async function signAll(register: OpenRegister, toSign: ToSign, on: string): Promise<void> {
  for (const signatory of toSign.texts[0]?.text.signatories ?? []) {
    const principal = principalOf(signatory);
    const { signatures } = await readCorrespondence(register.store);
    if (signatures.some(({ file }) => file.organisation === principal)) continue;
    const key = await exampleKeyOf(register, principal);
    await take(register, formatSignatureFile(signTexts(toSign, principal, key)), {
      on,
      confirmed: sshFingerprint(key.publicKey),
    });
  }
}

async function disputeOnce(
  register: OpenRegister,
  { endorsed, texts }: ToSign,
  { statement, by, text, answer, on }: ExampleLetters["dispute"] & { readonly on: string },
): Promise<void> {
  const manifest = digestOf(texts[0]?.files.get(MANIFEST_PATH) ?? new Uint8Array());
  const { appeal, version } = endorsed;
  const body: LetterBody = {
    format: "recount/dispute/1",
    appeal,
    version,
    manifest,
    statement,
    by,
    on,
    text,
    evidence: [],
  };
  const key = await exampleKeyOf(register, "somebody-who-disputes");
  await take(register, formatLetter(signLetter(body, [key])), { on });
  const [taken] = (await readCorrespondence(register.store)).letters.slice(-1);
  if (taken === undefined) return;
  const reply: Entry = { entry: "counter-answer", letter: taken.index, text: answer, on };
  await register.store.append([reply], register.newKeys(1));
}

async function take(
  register: OpenRegister,
  text: string,
  options: Parameters<typeof collectLetter>[2],
): Promise<void> {
  const { refused, about } = await collectLetter(register, text, options);
  if (refused !== undefined) throw new RecountError("bad-example", `${about}: ${refused}`);
}

/** On a real organisation's machine this lies there and nowhere else. */
async function exampleKeyOf({ folder }: OpenRegister, name: string): Promise<SigningKey> {
  const keys = join(folder.keys, "example-organisations");
  await ensureFolder(keys, 0o700);
  const path = join(keys, name);
  if (existsSync(path)) return readKeyFile(path, async () => "");
  return makeKeyFile(path, `example of Recount: ${name}`, "");
}
