/** Builds dist/verify.html and dist/web/sign.html; the second lies in the folder of the application, which is built first. */
import { buildOfflinePage, signPage, verifyPage } from "./offline-page.ts";

for (const page of [verifyPage, signPage])
  process.stderr.write(`${page.out}, SHA-256 ${await buildOfflinePage(page)}\n`);
