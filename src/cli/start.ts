/** `recount start`: the example coalition on an empty folder, from its lists to a verified appeal; then the server. */
import { join } from "node:path";
import { runFlow } from "../pipeline.ts";
import { readFolder } from "../shell/read-folder.ts";
import { hasRegister, initRegister, type OpenRegister, openRegister } from "../shell/register-folder.ts";
import { measureLinkage } from "../steps/measure-linkage.ts";
import { formatReport } from "../verify/report.ts";
import { verifyFolder } from "../verify/verify-folder.ts";
import type { Command, CommandContext } from "./command.ts";
import { type Example, readExample } from "./example.ts";
import { signExample } from "./example-signatures.ts";
import { offlinePage } from "./offline-pages.ts";
import { serveOptions, serveRegister } from "./serve.ts";
import { dayOf } from "./which-appeal.ts";
import { databaseOf, openingOf } from "./with-register.ts";

export const startCommand: Command = {
  name: "start",
  operands: "",
  summary: "on an empty folder runs the example coalition from its lists to a verified appeal; then serves",
  example: "recount start --data ./example",
  options: serveOptions,
  async run(context, _operands, options) {
    const example = await readExample();
    const isNew = !(await hasRegister(context.dataDir));
    const register = isNew
      ? await initRegister(context.dataDir, {
          ...databaseOf(context),
          name: example.name,
          now: context.now(),
        })
      : await openRegister(context.dataDir, openingOf(context));
    context.progress.end();
    try {
      // An example that was interrupted goes on where it stopped; a register of one's own is only served.
      if (register.info.name === example.name && !(await isPublished(register, example)))
        await runExample(register, example, context);
      return await serveRegister(register, context, options);
    } finally {
      await register.close();
    }
  },
};

async function isPublished(register: OpenRegister, example: Example): Promise<boolean> {
  const published = await Promise.all(
    example.appeals.map(({ slug }) =>
      readFolder(join(register.folder.published, slug)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return published.every((isThere) => isThere);
}

async function runExample(register: OpenRegister, example: Example, context: CommandContext): Promise<void> {
  const started = performance.now();
  const { say, progress, signal } = context;
  say(`${example.name}: invented people in an invented country`);
  const flow = await runFlow(
    register,
    {
      lists: example.lists.map((list) => ({ ...list, progress, signal })),
      appeals: example.appeals,
      verifier: await offlinePage("verify.html"),
      sign: (open) => signExample(open, example.letters, dayOf(context.now())),
    },
    progress.report,
  );
  progress.end();
  const records = flow.imports.reduce((sum, report) => sum + report.records, 0);
  const issues = flow.imports.reduce((sum, report) => sum + report.issues, 0);
  say(`imported ${flow.imports.length} lists: ${records} records, ${issues} issues kept with their rows`);
  const { people, precision, recall, pairs } = await measureLinkage(register.store, example.truth);
  say(
    `linked: ${people} people; against the known truth of ${pairs} pairs: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
  );
  for (const { appeal, folder, figures } of flow.published) {
    say(`published ${appeal}, ${figures} figures, in ${folder}`);
    say(formatReport(verifyFolder(await readFolder(folder))));
  }
  say(`from lists to verified appeals in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
