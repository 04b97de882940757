/** The part of the page where a key is made, or opened from its file, and its fingerprint shown. */
import { judgePassphrase } from "../../base/passphrase.ts";
import { formatSshKey, sshFingerprint } from "../../ledger/ssh-key.ts";
import type { SigningKey } from "../../ledger/verifier-key.ts";
import { element } from "../offline/elements.ts";
import { saveFile } from "../save-file.ts";
import { button, field } from "./controls.ts";
import { makeKey, openKey } from "./own-key.ts";
import type { Page, State } from "./page.ts";

export function keyForms(page: Page): readonly HTMLElement[] {
  const { state, controls, say } = page;
  const trouble = state.keyTrouble;
  return [
    element("p", {}, say("sign.keyLead")),
    ...(trouble === undefined
      ? []
      : [element("p", { class: "refused", role: "alert" }, say(trouble.words, trouble.values ?? {}))]),
    element(
      "section",
      { class: "choose", "aria-labelledby": "new-key" },
      element("h3", { id: "new-key" }, say("sign.newKey")),
      field(controls.passphrase, say("sign.passphrase"), say("sign.passphraseHint")),
      field(controls.again, say("sign.again")),
      button("make", say("sign.make"), () => void make(page)),
    ),
    element(
      "section",
      { class: "choose", "aria-labelledby": "old-key" },
      element("h3", { id: "old-key" }, say("sign.oldKey")),
      field(controls.keyFile, say("sign.keyFile")),
      field(controls.keyPassphrase, say("sign.itsPassphrase")),
      button("open-key", say("sign.openKey"), () => void reopen(page)),
    ),
  ];
}

async function make(page: Page): Promise<void> {
  const { controls, heard, say } = page;
  const { value } = controls.passphrase;
  if (!judgePassphrase(value).ok) return complain(page, { words: "sign.weak" }, controls.passphrase);
  if (value !== controls.again.value) return complain(page, { words: "sign.notSame" }, controls.again);
  heard.textContent = say("sign.working");
  const owner = controls.organisation.value || "own";
  const { key, file } = await makeKey(owner, value);
  const name = `${owner}.key`;
  saveFile(name, new Blob([file], { type: "application/octet-stream" }));
  take(page, key, name);
}

async function reopen(page: Page): Promise<void> {
  const { controls, heard, say } = page;
  const [file] = controls.keyFile.files ?? [];
  if (file === undefined) return complain(page, { words: "sign.noKeyFile" }, controls.keyFile);
  heard.textContent = say("sign.working");
  const key = await openKey(file, controls.keyPassphrase.value);
  if ("value" in key) return take(page, key.value);
  const reason = key.issues.map(({ message }) => message).join("; ");
  complain(page, { words: "sign.notOpened", values: { reason } }, controls.keyPassphrase);
}

function complain(
  { state, heard, render }: Page,
  trouble: NonNullable<State["keyTrouble"]>,
  control: HTMLElement,
): void {
  state.keyTrouble = trouble;
  heard.textContent = "";
  render();
  control.focus();
}

function take({ state, controls, heard, render, forget }: Page, key: SigningKey, saved?: string): void {
  state.key = key;
  if (saved !== undefined) state.keySaved = saved;
  delete state.keyTrouble;
  for (const each of [controls.passphrase, controls.again, controls.keyPassphrase]) each.value = "";
  heard.textContent = "";
  forget();
  render();
  document.getElementById("fingerprint")?.focus();
}

export function keyWords(
  { state, controls, say, render }: Page,
  { publicKey }: SigningKey,
): readonly HTMLElement[] {
  return [
    ...(state.keySaved === undefined
      ? []
      : [element("p", {}, say("sign.keyKeep", { file: state.keySaved }))]),
    element(
      "p",
      { id: "fingerprint", tabindex: "-1" },
      say("sign.fingerprint"),
      element("code", { class: "digest", dir: "ltr" }, sshFingerprint(publicKey)),
    ),
    element("p", { class: "attention" }, say("sign.fingerprintHow")),
    element(
      "details",
      {},
      element("summary", {}, say("sign.publicKey")),
      element("pre", { dir: "ltr" }, formatSshKey(publicKey)),
    ),
    button("other-key", say("sign.otherKey"), () => {
      delete state.key;
      delete state.keySaved;
      render();
      controls.passphrase.focus();
    }),
  ];
}
