/** Opening an address in the person's browser, where there is a way; without one the printed address serves. */
import { spawn } from "node:child_process";

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
  linux: ["xdg-open"],
};

export function openInBrowser(url: string): void {
  const [program, ...words] = openers[process.platform] ?? [];
  const hasScreen =
    process.platform !== "linux" ||
    process.env["DISPLAY"] !== undefined ||
    process.env["WAYLAND_DISPLAY"] !== undefined;
  if (program === undefined || !hasScreen) return;
  const child = spawn(program, [...words, url], { detached: true, stdio: "ignore" });
  child.on("error", () => undefined); // no opener installed: the address stands on the screen
  child.unref();
}
