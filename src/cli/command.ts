/** What a command is: its words as data, and what it does. main.ts binds them to the argument parser. */
import type { Json } from "../base/canonical-json.ts";
import type { Progress } from "./progress.ts";

export type Option = {
  readonly flags: string; // "--port <n>"
  readonly text: string;
  readonly required?: boolean;
};

/** What the shell gave: one value a flag, in camel case. */
export type OptionValues = { readonly [name: string]: string | boolean | undefined };

export type CommandContext = {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly person: string | undefined; // who the command line says they are
  readonly json: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal; // aborted by Ctrl-C
  readonly now: () => Date;
  readonly say: (line: string) => void; // a message for people, on standard error
};

/** What a command answers: one JSON value and the same in words; exit 1 says that the answer is no. */
export type CommandAnswer = { readonly exit: 0 | 1 | 2; readonly json: Json; readonly text: string };

export type Command = {
  readonly name: string; // "appeal publish" is a command of the group "appeal"
  readonly operands: string; // "<file...>", "" for none
  readonly summary: string;
  readonly example: string;
  readonly options: readonly Option[];
  readonly run: (
    context: CommandContext,
    operands: readonly string[],
    options: OptionValues,
  ) => Promise<CommandAnswer>;
};
