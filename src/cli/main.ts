/** The command line: arguments in, one answer out, an exit code. The only file that knows the argument parser. */
import { CommanderError, Command as Parser } from "commander";
import { RecountError } from "../base/errors.ts";
import type { Command, CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { commands, findCommand, groups } from "./commands.ts";
import { exitCodeOf, formatError } from "./exit-code.ts";
import { packageVersion } from "./package-files.ts";
import { noProgress, screenProgress } from "./progress.ts";

/** Runs one command; resolves to the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const outcome: { exit: number } = { exit: 0 };
  const asked = findCommand(argv);
  const wanted = await Promise.all((asked === undefined ? commands : [asked]).map(({ load }) => load()));
  const parser = makeParser(wanted, (exit) => {
    outcome.exit = exit;
  });
  try {
    await parser.parseAsync([...argv], { from: "user" });
    return outcome.exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${formatError(error)}\n`);
    return exitCodeOf(error);
  }
}

function makeParser(wanted: readonly Command[], done: (exit: number) => void): Parser {
  const root = new Parser("recount")
    .description("One register from many lists, counts that anyone can check, appeals bound to them.")
    .version(packageVersion())
    .exitOverride();
  const parents = new Map<string, Parser>();
  for (const [name, summary] of groups)
    parents.set(name, root.command(name).description(summary).exitOverride());
  for (const command of wanted) {
    const words = command.name.split(" ");
    const parent = parents.get(words[0] ?? "") ?? root;
    addCommand(parent, command, done);
  }
  return root;
}

function addCommand(parent: Parser, command: Command, done: (exit: number) => void): void {
  const name = command.name.split(" ").at(-1) ?? command.name;
  const parser = parent
    .command(`${name} ${command.operands}`.trim())
    .description(command.summary)
    .exitOverride();
  for (const option of command.options) {
    if (option.required) parser.requiredOption(option.flags, option.text);
    else parser.option(option.flags, option.text);
  }
  parser
    .option("--data <dir>", "the register's folder (or RECOUNT_DATA_DIR; default ./recount-data)")
    .option("--as <person>", "who you are, in a register that knows its people (or RECOUNT_AS)")
    .option("--json", "one JSON value on standard output, and nothing else there")
    .option("--quiet", "no progress")
    .addHelpText("after", `\nExample:\n  ${command.example}`)
    .action(async (...given: unknown[]) => {
      const operands = given
        .slice(0, -2)
        .flat()
        .filter((operand) => typeof operand === "string");
      const options = parser.opts<OptionValues>();
      done(await runCommand(command, operands, options));
    });
}

async function runCommand(
  command: Command,
  operands: readonly string[],
  options: OptionValues,
): Promise<number> {
  const stop = new AbortController();
  const onSignal = () =>
    stop.abort(new RecountError("aborted", "stopped by Ctrl-C; the register is as it was"));
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const context = makeContext(options, stop.signal);
  try {
    const answer = await command.run(context, operands, options);
    context.progress.end();
    print(answer, context.json);
    return answer.exit;
  } finally {
    context.progress.end();
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}

function makeContext(options: OptionValues, signal: AbortSignal): CommandContext {
  const isQuiet = options["quiet"] === true;
  const [data, person] = [options["data"], options["as"]];
  return {
    dataDir: typeof data === "string" ? data : (process.env["RECOUNT_DATA_DIR"] ?? "recount-data"),
    databaseUrl: process.env["DATABASE_URL"] || undefined,
    person: typeof person === "string" ? person : process.env["RECOUNT_AS"] || undefined,
    json: options["json"] === true,
    progress: isQuiet ? noProgress : screenProgress(process.stderr, () => performance.now()),
    signal,
    now: () => new Date(),
    say: (line) => {
      if (!isQuiet) process.stderr.write(`${line}\n`);
    },
  };
}

function print(answer: CommandAnswer, asJson: boolean): void {
  if (asJson) process.stdout.write(`${JSON.stringify(answer.json)}\n`);
  else if (answer.text !== "") process.stdout.write(`${answer.text.trimEnd()}\n`);
}
