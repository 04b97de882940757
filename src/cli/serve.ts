/** `recount serve`: the web application and the API, on this computer only. */
import { createApp } from "../api/app.ts";
import { loopbackHosts } from "../api/guard.ts";
import { registerServices } from "../api/register-service.ts";
import { serveApp } from "../api/serve.ts";
import { toBase64url } from "../base/bytes.ts";
import type { Viewer } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { Command, CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { numberOption } from "./options.ts";
import { packagePath } from "./package-files.ts";
import { withRegister } from "./with-register.ts";

export const serveOptions = [
  {
    flags: "--port <n>",
    text: "the port to listen on (or PORT; default 4780); the next free one when it is in use",
  },
  { flags: "--no-open", text: "do not open the page in a browser" },
];

export const serveCommand: Command = {
  name: "serve",
  operands: "",
  summary: "serves the web application and the API on this computer, until Ctrl-C",
  example: "recount serve --port 4780",
  options: serveOptions,
  run: (context, _operands, options) =>
    withRegister(
      context,
      (register, viewer) => serveRegister(register, context, { viewer, options }),
      "look",
    ),
};

/** Serves the register until Ctrl-C; says where. */
export async function serveRegister(
  register: OpenRegister,
  context: CommandContext,
  { viewer, options }: { readonly viewer: Viewer; readonly options: OptionValues },
): Promise<CommandAnswer> {
  const given = { port: options["port"] ?? process.env["PORT"] };
  const wanted = numberOption(given, "port", { min: 0, max: 65_535 }) ?? 4780;
  const [token, cookie] = register.newKeys(2).map((key) => toBase64url(key));
  const session = { token: token ?? "", cookie: cookie ?? "", viewer };
  const app = createApp(registerServices(register, context.now), {
    session,
    allowedHosts: loopbackHosts,
    webFolder: packagePath("dist/web"),
    publishedFolder: register.folder.published,
  });
  const served = await serveApp(app, { port: wanted, host: "127.0.0.1" });
  if (served.moved) context.say(`port ${wanted} is in use, taking ${served.port}`);
  const address = `${served.url}/?token=${session.token}`;
  const whose = viewer.as === "person" ? `, for ${viewer.name} of ${viewer.organisation}` : "";
  process.stderr.write(`Recount is at ${address} (Ctrl-C stops it)${whose}\n`);
  process.stderr.write("whoever has this address sees what you see: give it to nobody\n");
  if (options["open"] === true && process.stdout.isTTY) openInBrowser(address);
  await aborted(context.signal);
  await served.close();
  return { exit: 0, json: { url: served.url }, text: "" };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
