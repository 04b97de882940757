/** What the page holds while it is open: nothing of it is kept, and no key but the one that is asked for. */
import type { SigningKey } from "../../ledger/verifier-key.ts";
import type { Language } from "../../pages/language.ts";
import type { LegalKey, PlainKey } from "../../pages/legal-keys.ts";
import type { Controls } from "./controls.ts";
import type { Missing } from "./deeds.ts";
import type { Sent, Unread } from "./sent.ts";

export type State = {
  language: Language;
  sent?: Sent | Unread;
  key?: SigningKey;
  keySaved?: string; // name of the file that was saved with it
  keyTrouble?: { readonly words: PlainKey; readonly values?: { readonly reason: string } };
  missing?: readonly Missing[];
  refused?: string;
  signed?: string; // name of the file
};

export type Page = {
  readonly state: State;
  readonly controls: Controls;
  readonly heard: HTMLElement; // what is read out meanwhile
  readonly say: (key: PlainKey | LegalKey, values?: Readonly<Record<string, string | number>>) => string;
  readonly render: () => void;
  /** What was signed or refused is no more of what stands on the page. */
  readonly forget: () => void;
};
