/** From an invitation's code to an account, and in and out again, in a real browser with an authenticator of its own. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { createApp } from "../../src/api/app.ts";
import { loopbackHosts } from "../../src/api/guard.ts";
import { registerServices } from "../../src/api/register-service.ts";
import { type Served, serveApp } from "../../src/api/serve.ts";
import type { OpenRegister } from "../../src/shell/register-folder.ts";
import { addOrganisation, invitePerson } from "../../src/steps/people/manage-people.ts";
import { signInTools } from "../../src/steps/sign-in/tools.ts";
import { freshRegister, testNow } from "../register-fixture.ts";
import { authenticatorCode } from "../sign-in-fixture.ts";
import { assertAccessible, assertNothingSticksOut, settle } from "./look.ts";
import { buildWeb, openBrowser, publishPages, webFolder } from "./served-application.ts";

await buildWeb();
const browser = await openBrowser();
const keeper = { as: "keeper" } as const;
const opened: { register?: OpenRegister; served?: Served } = {};
const url = () => opened.served?.url ?? "";

before(async () => {
  const register = await publishPages(await freshRegister());
  opened.register = register;
  await addOrganisation(register, "Valley Committee", keeper);
  const app = createApp(
    registerServices(register, () => testNow),
    {
      allowedHosts: loopbackHosts,
      signIn: await signInTools(register, { now: () => testNow }),
      webFolder,
      publishedFolder: register.folder.published,
    },
  );
  opened.served = await serveApp(app, { port: 0, host: "127.0.0.1" });
});
after(async () => {
  await browser.close();
  await opened.served?.close();
  await opened.register?.close();
});

async function invited(): Promise<string> {
  assert.ok(opened.register);
  const invitation = {
    organisation: "Valley Committee",
    role: "owner",
    viewer: keeper,
    now: testNow,
  } as const;
  return (await invitePerson(opened.register, invitation)).secret;
}

/** A page of a browser of its own; what the console complains of is in `complaints`. */
async function openPage(
  language = "en",
  width = 1280,
): Promise<{ page: Page; complaints: readonly string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: language,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, complaints };
}

async function look(page: Page, where: string): Promise<void> {
  await settle(page);
  await assertAccessible(page, where);
  await assertNothingSticksOut(page, where);
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

test("a passkey makes an account, and opens it again after signing out", async () => {
  const { page, complaints } = await openPage();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(url());
  await heading(page, "Sign in").waitFor();
  await look(page, "sign in");
  await page.getByRole("link", { name: "Appeals" }).click();
  await heading(page, "Published appeals").waitFor();
  await page.goto(`${url()}/accept`);
  await look(page, "accept");
  await page.getByLabel("Code of the invitation").fill(await invited());
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("You are invited by Valley Committee. Your role: owner.").waitFor();
  await page.getByLabel("Your name").fill("Ani Velan");
  await look(page, "an offer");
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  await page.getByRole("link", { name: "Ani Velan" }).click();
  await heading(page, "Your account").waitFor();
  await page.getByText("First passkey").waitFor();
  await look(page, "account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await heading(page, "Sign in").waitFor();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("link", { name: "Ani Velan" }).waitFor();
  // The first screen asks for the register before it is known who asks: the browser tells of that refusal.
  const others = complaints.filter((line) => !line.includes("status of 401"));
  assert.deepEqual(others, []);
  await page.context().close();
});

test("a password with an authenticator makes an account at 360 wide, and a wrong code is told in Arabic", async () => {
  const { page } = await openPage("ar", 360);
  await page.goto(`${url()}/accept`);
  await page.getByLabel("رمز الدعوة").fill(await invited());
  await page.getByRole("button", { name: "فتح" }).click();
  await page.getByLabel("اسمك").fill("Levon Taren");
  await page.getByLabel("كلمة المرور").fill("heron over slow water");
  const letters = (await page.locator(".authenticator-letters").innerText()).replaceAll(/\s/g, "");
  const code = authenticatorCode(letters, testNow);
  await page.getByLabel("الأرقام الستة التي يعرضها الآن").fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "إنشاء الحساب" }).click();
  await page.getByText("يعرض التطبيق رمزاً آخر").waitFor();
  await look(page, "another code");
  await page.getByLabel("الأرقام الستة التي يعرضها الآن").fill(code);
  await page.getByRole("button", { name: "إنشاء الحساب" }).click();
  await page.getByRole("heading", { name: "رموز الاسترداد" }).waitFor();
  assert.equal(await page.locator(".recovery-codes li").count(), 10);
  await look(page, "recovery codes");
  await page.getByRole("button", { name: "حفظتها" }).click();
  await page.getByRole("button", { name: "خروج" }).waitFor();
  await page.context().close();
});
