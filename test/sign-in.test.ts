/** Signing in over a real server and a real database: joining, passwords with codes, passkeys, sessions, and what strangers learn. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createApp } from "../src/api/app.ts";
import { loopbackHosts } from "../src/api/guard.ts";
import { registerServices } from "../src/api/register-service.ts";
import { type Served, serveApp } from "../src/api/serve.ts";
import type { Site } from "../src/api/site.ts";
import type { Role } from "../src/model/person.ts";
import { isPassword } from "../src/shell/password-digest.ts";
import { type OpenRegister, openRegister } from "../src/shell/register-folder.ts";
import {
  acceptInvitation,
  addOrganisation,
  changeRole,
  invitePerson,
  removePerson,
} from "../src/steps/people/manage-people.ts";
import { signInByPassword } from "../src/steps/sign-in/by-password.ts";
import { offerJoining } from "../src/steps/sign-in/join.ts";
import { type SignInTools, signInTools } from "../src/steps/sign-in/tools.ts";
import { connectClient } from "../src/store/connection.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";
import { appBrowser, authenticatorCode, type Browser } from "./sign-in-fixture.ts";
import { softwareAuthenticator } from "./software-authenticator.ts";

const keeper = { as: "keeper" } as const;
const PASSWORD = "heron over slow water";
const clock = { now: new Date("2026-01-02T03:04:05.000Z") };
const now = () => clock.now;
const pass = (minutes: number) => {
  clock.now = new Date(clock.now.getTime() + minutes * 60_000);
};

const opened: { register?: OpenRegister; tools?: SignInTools; served?: Served } = {};
const worked: string[] = []; // what the work of comparing a password was
const told: object[] = []; // what other machines read
function theRegister(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}
function theTools(): SignInTools {
  assert.ok(opened.tools);
  return opened.tools;
}
const url = () => opened.served?.url ?? "";

before(async () => {
  const register = await freshRegister();
  opened.register = register;
  opened.tools = await signInTools(register, {
    now,
    tell: (line) => told.push(line),
    isPassword: (password, wanted, pepper) => {
      worked.push(`argon2id ${JSON.stringify(wanted.cost)} ${wanted.salt.length} ${wanted.hash.length}`);
      return isPassword(password, wanted, pepper);
    },
  });
  for (const name of ["Valley", "Coast"]) await addOrganisation(register, name, keeper);
  opened.served = await serveApp(appOf(opened.tools), { port: 0, host: "127.0.0.1" });
});
after(async () => {
  await opened.served?.close();
  await opened.register?.close();
});

const appOf = (signIn: SignInTools, site?: Site, register = theRegister()) =>
  createApp(registerServices(register, now), {
    allowedHosts: loopbackHosts,
    signIn,
    ...(site !== undefined && { site }),
    webFolder: temporaryFolder(),
    publishedFolder: register.folder.published,
  });

/** A code that makes whoever has it somebody of the organisation. */
async function invited(organisation: string, role: Role): Promise<string> {
  const { secret } = await invitePerson(theRegister(), { organisation, role, viewer: keeper, now: now() });
  return secret;
}

/** Somebody with an account: the browser that made it, the authenticator's secret and the codes on paper. */
async function joined(name: string, role: Role, organisation = "Valley") {
  const browser = appBrowser(url);
  const secret = await invited(organisation, role);
  const offer = await browser.post("/api/joining", { secret });
  const { ceremony, secret: totp } = offer.body.totp;
  const code = authenticatorCode(totp, now());
  const made = await browser.post("/api/joining/password", {
    secret,
    name,
    ceremony,
    password: PASSWORD,
    code,
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return { browser, totp: totp as string, codes: made.body.recoveryCodes as string[] };
}

const signIn = (browser: Browser, name: string, code: string, password = PASSWORD) =>
  browser.post("/api/session", { name, password, code });

test("without a session there is who-am-I, signing in and what is published, and nothing else", async () => {
  const stranger = appBrowser(url);
  const me = await stranger.get("/api/me");
  assert.deepEqual(me.body, { as: "public", deeds: [], isFresh: false, signIn: false });
  for (const path of ["/api/overview", "/api/review", "/api/account", "/api/openapi.json", "/api/none"]) {
    const refused = await stranger.get(path);
    assert.deepEqual([refused.status, refused.body.code], [401, "no-session"], path);
  }
  assert.equal((await stranger.get("/api/publications")).status, 200);
});

test("an invitation's code makes a person with an account, a session and ten recovery codes, once", async () => {
  const secret = await invited("Valley", "owner");
  const browser = appBrowser(url);
  const offer = await browser.post("/api/joining", { secret });
  assert.deepEqual(
    [offer.body.organisation, offer.body.role, offer.body.name],
    [{ id: "valley", name: "Valley" }, "owner", undefined],
  );
  const { ceremony, secret: totp, address } = offer.body.totp;
  assert.equal(new URL(address).searchParams.get("secret"), totp);
  assert.doesNotMatch(address, /Ani/);
  const chosen = { secret, name: "Ani", ceremony, password: PASSWORD };
  const code = authenticatorCode(totp, now());
  const cases = [
    { desc: "a short password", body: { ...chosen, password: "heron water", code }, issue: "input-password" },
    {
      desc: "the organisation's own name",
      body: { ...chosen, password: "valley-valley-12", code },
      issue: "input-password",
    },
    {
      desc: "another code",
      body: { ...chosen, code: code === "000000" ? "000001" : "000000" },
      issue: "input-code",
    },
    { desc: "no name", body: { ...chosen, name: " ", code }, issue: "input-invalid" },
  ];
  for (const { desc, body, issue } of cases) {
    const refused = await browser.post("/api/joining/password", body);
    const status = issue === "input-invalid" ? 400 : 422;
    assert.deepEqual([refused.status, refused.body.code], [status, issue], desc);
  }
  const made = await browser.post("/api/joining/password", { ...chosen, code });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  assert.equal(new Set(made.body.recoveryCodes).size, 10);
  assert.deepEqual(made.body.me, (await browser.get("/api/me")).body);
  assert.deepEqual(made.body.me, {
    as: "person",
    name: "Ani",
    organisation: { id: "valley", name: "Valley" },
    role: "owner",
    deeds: ["look", "judge", "change", "publish", "govern", "audit"],
    way: "joining",
    isFresh: true,
    signIn: true,
  });
  assert.equal((await browser.get("/api/overview")).status, 200);
  const again = await appBrowser(url).post("/api/joining", { secret });
  assert.deepEqual([again.status, again.body.code], [409, "refused"]);
});

test("a password opens with the code of now, once, and a recovery code stands in for it, once", async () => {
  const { totp, codes } = await joined("Levon", "reader");
  pass(1);
  const browser = appBrowser(url);
  const code = authenticatorCode(totp, now());
  const opens = await signIn(browser, "Levon", code);
  assert.deepEqual([opens.status, opens.body.way], [200, "password"]);
  assert.equal((await signIn(appBrowser(url), "Levon", code)).status, 401, "the same code again");
  const [spare = ""] = codes;
  const stoodIn = await signIn(appBrowser(url), "Levon", ` ${spare.toLowerCase()} `);
  assert.deepEqual([stoodIn.status, stoodIn.body.way], [200, "recovery-code"]);
  assert.equal((await signIn(appBrowser(url), "Levon", spare)).status, 401, "the same spare code again");
  pass(1);
  assert.equal(
    (await signIn(appBrowser(url), "Levon", authenticatorCode(totp, now()), "heron over slow wine")).status,
    401,
  );
});

test("who has no account, a wrong password or a wrong code gets the same bytes for the same work", async () => {
  const { totp } = await joined("Maro", "reader");
  await acceptInvitation(theRegister(), {
    secret: await invited("Valley", "reader"),
    name: "No Account",
    now: now(),
  });
  pass(1);
  const cases = [
    { desc: "nobody of the name", name: "Nobody Here", password: PASSWORD, code: "123456" },
    { desc: "a person without an account", name: "No Account", password: PASSWORD, code: "123456" },
    {
      desc: "a wrong password",
      name: "Maro",
      password: "heron over slow wine",
      code: authenticatorCode(totp, now()),
    },
    { desc: "a wrong code", name: "Maro", password: PASSWORD, code: "not-a-code" },
  ];
  const seen: string[] = [];
  for (const { desc, name, password, code } of cases) {
    worked.length = 0;
    const traced = tracedTools(theTools());
    const app = appOf(traced.tools);
    const answer = await app.request("http://localhost/api/session", {
      method: "POST",
      headers: { host: "localhost", "content-type": "application/json" },
      body: JSON.stringify({ name, password, code }),
    });
    assert.equal(answer.headers.get("set-cookie"), null, desc);
    const headers = Object.fromEntries(answer.headers);
    seen.push(JSON.stringify([answer.status, await answer.text(), headers, traced.calls, worked]));
    assert.ok(traced.calls.length > 5 && worked.length === 1, seen.at(-1));
  }
  for (const [i, { desc }] of cases.entries()) assert.equal(seen[i], seen[0], desc);
  const unstorable = await signIn(appBrowser(url), "Maro\0", "123456");
  assert.deepEqual([unstorable.status, unstorable.body.code], [422, "input-letters"], "of no name at all");
});

/** The same tools, writing down which calls of the store are made, with how many arguments. */
function tracedTools(tools: SignInTools): { readonly tools: SignInTools; readonly calls: string[] } {
  const calls: string[] = [];
  const traced = <Of extends object>(of: Of): Of =>
    new Proxy(of, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== "function") return value;
        return (...given: readonly unknown[]) => {
          calls.push(`${String(name)}/${given.length}`);
          return Reflect.apply(value, target, given) as unknown;
        };
      },
    });
  const { register } = tools;
  const store = {
    ...register.store,
    accounts: traced(register.store.accounts),
    sessions: traced(register.store.sessions),
  };
  return { tools: { ...tools, register: { ...register, store } }, calls };
}

test("whoever guesses uses up what strangers have, and locks nobody out of a browser that they know", async () => {
  const { browser, totp, codes } = await joined("Sona", "reader");
  await browser.post("/api/session/end", {});
  const guesser = appBrowser(url);
  const guesses: number[] = [];
  for (let i = 0; i < 12; i++)
    guesses.push((await signIn(guesser, "Sona", "111111", "a guess of a password")).status);
  assert.deepEqual(guesses, [...Array.from({ length: 10 }, () => 401), 429, 429]);
  const stopped = await signIn(guesser, "Sona", "111111", "a guess of a password");
  assert.match(stopped.headers.get("retry-after") ?? "", /^\d+$/);
  const nobody: number[] = [];
  for (let i = 0; i < 11; i++)
    nobody.push((await signIn(guesser, "Nobody At All", "111111", "a guess of a password")).status);
  assert.deepEqual(nobody.slice(-2), [401, 429], "a name that nobody has is measured alike");
  assert.equal(
    (await signIn(appBrowser(url), "Sona", authenticatorCode(totp, now()))).status,
    429,
    "another browser at that address has to wait",
  );
  const [spare = "", second = "", third = ""] = codes;
  assert.equal(
    (await signIn(appBrowser(url), "Sona", spare)).status,
    200,
    "but with a recovery code, which nobody guesses",
  );
  pass(1);
  assert.equal(
    (await signIn(browser, "Sona", authenticatorCode(totp, now()))).status,
    200,
    "the known browser has not",
  );
  pass(16);
  assert.equal((await signIn(appBrowser(url), "Sona", second)).status, 200, "and the wait ends");
  await exhaustStrangers("Sona");
  pass(16);
  const code = authenticatorCode(totp, now());
  assert.equal(
    (await signIn(appBrowser(url), "Sona", code)).status,
    429,
    "all strangers' measure is used up",
  );
  assert.equal((await signIn(appBrowser(url), "Sona", third)).status, 200, "and a recovery code opens still");
});

/** As many addresses guess as it takes to use up what all strangers together may try one name. */
async function exhaustStrangers(name: string): Promise<void> {
  const typed = { name, password: "a guess of a password", code: "111111" };
  const { isPassword: _, ...tools } = theTools();
  const free = { ...tools, isPassword: async () => false }; // the work of a hundred guesses is not what is looked at
  for (let i = 0; i < 101; i++) {
    const visit = {
      address: `192.0.2.${i}`,
      device: "",
      agent: "",
      site: { origin: url(), id: "localhost" },
    };
    await signInByPassword(free, typed, { visit, former: "" });
  }
}

test("who holds a recovery code and guesses the password to it is stopped soon, and opens nothing by a code's first letters", async () => {
  const { codes, totp } = await joined("Lusine", "reader");
  const [stolen = ""] = codes;
  const statuses: number[] = [];
  for (let i = 0; i < 11; i++)
    statuses.push((await signIn(appBrowser(url), "Lusine", stolen, `a guess of her password ${i}`)).status);
  assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429]);
  // A code of the authenticator that is all base32 digits begins what has the form of a recovery code.
  while (/[0189]/.test(authenticatorCode(totp, now()))) pass(0.5);
  const padded = authenticatorCode(totp, now()).padEnd(24, "A");
  assert.equal((await signIn(appBrowser(url), "Lusine", padded)).status, 401);
});

test("what strangers begin and try is measured at one address, and forgotten", async () => {
  const client = await connectClient(theRegister().connection);
  const rows = async (table: string) =>
    (await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;
  try {
    pass(24 * 60);
    const stranger = appBrowser(url);
    const begin = async () => (await stranger.post("/api/session/passkey/begin", {})).status;
    const statuses: number[] = [];
    for (let i = 0; i < 302; i++) statuses.push(await begin());
    assert.deepEqual(statuses.slice(298), [200, 200, 429, 429]);
    assert.equal(await rows("ceremonies"), 300);
    const visit = { address: "192.0.2.77", device: "", agent: "", site: { origin: url(), id: "localhost" } };
    const tools = { ...theTools(), isPassword: async () => false };
    const guess = (name: string) =>
      signInByPassword(tools, { name, password: "a guess", code: "1" }, { visit, former: "" });
    for (let i = 0; i < 100; i++) await guess(`name ${i}`);
    const before = await rows("attempts");
    for (let i = 100; i < 120; i++)
      assert.deepEqual(Object.keys(await guess(`name ${i}`)), ["refused", "wait"]);
    assert.equal(await rows("attempts"), before, "who has to wait leaves nothing of the names that they try");
    pass(24 * 60);
    assert.equal(await begin(), 200);
    assert.equal(await rows("ceremonies"), 1);
    assert.equal(await rows("attempts"), 1);
  } finally {
    await client.end();
  }
});

test("a session ends by itself when it is not used, by its person, and with their role", async () => {
  const { browser, totp } = await joined("Davit", "reviewer");
  const isIn = async (of: Browser) => (await of.get("/api/overview")).status === 200;
  pass(29);
  assert.ok(await isIn(browser), "used in time");
  pass(29);
  assert.ok(await isIn(browser), "used in time again");
  pass(31);
  assert.ok(!(await isIn(browser)), "left alone for half an hour");
  const again = async () => {
    pass(1);
    const fresh = appBrowser(url);
    assert.equal((await signIn(fresh, "Davit", authenticatorCode(totp, now()))).status, 200);
    return fresh;
  };
  const signedOut = await again();
  const cookies = signedOut.cookies();
  await signedOut.post("/api/session/end", {});
  assert.ok(!(await isIn(signedOut)));
  assert.ok(!(await isIn(appBrowser(url, cookies))), "what the browser held opens nothing any more");
  const long = await again();
  for (let i = 0; i < 24; i++) {
    assert.ok(await isIn(long), `after ${i} half hours`);
    pass(29);
  }
  pass(25);
  assert.ok(!(await isIn(long)), "after twelve hours");
  const promoted = await again();
  await changeRole(theRegister(), { name: "Davit", role: "editor", viewer: keeper, now: now() });
  assert.ok(!(await isIn(promoted)), "another role");
  const removed = await again();
  await removePerson(theRegister(), { name: "Davit", why: "left", viewer: keeper, now: now() });
  assert.ok(!(await isIn(removed)), "in the register no more");
  pass(1);
  assert.equal((await signIn(appBrowser(url), "Davit", authenticatorCode(totp, now()))).status, 401);
});

test("who comes back under the same name has an account of their own", async () => {
  const first = await joined("Karine", "reader");
  await theRegister().store.append(
    [
      {
        entry: "person-removal",
        person: "Karine",
        declared: { by: "keeper", why: "left", at: now().toISOString() },
      },
    ],
    theRegister().newKeys(1),
  );
  await acceptInvitation(theRegister(), {
    secret: await invited("Valley", "owner"),
    name: "Karine",
    now: now(),
  });
  pass(1);
  assert.equal((await first.browser.get("/api/overview")).status, 401, "the session was the other one's");
  assert.equal((await signIn(first.browser, "Karine", authenticatorCode(first.totp, now()))).status, 401);
});

test("a passkey makes an account and opens it, asking nobody's name", async () => {
  const secret = await invited("Coast", "owner");
  const browser = appBrowser(url);
  const key = softwareAuthenticator(url());
  const begun = await browser.post("/api/joining/passkey/begin", { secret, name: "Nare" });
  const { options } = begun.body;
  assert.deepEqual(
    [options.rp.id, options.authenticatorSelection.userVerification],
    ["localhost", "required"],
  );
  const sent = { secret, name: "Nare", label: "telephone", ceremony: begun.body.ceremony };
  const made = await browser.post("/api/joining/passkey", { ...sent, made: key.make(options) });
  assert.deepEqual([made.status, made.body.me?.name, made.body.recoveryCodes], [200, "Nare", []]);

  const use = async (
    { rpId, ...how }: Parameters<typeof key.use>[1] & { readonly rpId?: string } = {},
    at: Browser = appBrowser(url),
  ) => {
    const { body } = await at.post("/api/session/passkey/begin", {});
    assert.equal(body.options.allowCredentials, undefined);
    const options = { ...body.options, ...(rpId !== undefined && { rpId }) };
    return { at, ceremony: body.ceremony as string, used: key.use(options, how) };
  };
  const { at, ...right } = await use();
  const opens = await at.post("/api/session/passkey", right);
  assert.deepEqual([opens.status, opens.body.name, opens.body.way], [200, "Nare", "passkey"]);
  const cases = [
    { desc: "the same answer again", sent: right },
    { desc: "without a finger or a PIN", sent: await use({ verified: false }) },
    { desc: "a copy, whose counter stands behind", sent: await use({ counter: 1 }) },
    { desc: "at a page of another origin", sent: await use({ counter: 30, at: "http://localhost:1" }) },
    { desc: "for a site of another name", sent: await use({ counter: 40, rpId: "evil.example" }) },
    {
      desc: "another ceremony's challenge",
      sent: { ...(await use({ counter: 50 })), ceremony: (await use({ counter: 51 })).ceremony },
    },
    {
      desc: "a key that nobody has",
      sent: {
        ...(await use({ counter: 60 })),
        used: softwareAuthenticator(url()).use({ challenge: "x", rpId: "localhost" }),
      },
    },
  ];
  for (const {
    desc,
    sent: { ceremony, used },
  } of cases) {
    const refused = await appBrowser(url).post("/api/session/passkey", { ceremony, used });
    assert.deepEqual([refused.status, refused.body.code], [401, "not-signed-in"], desc);
  }
  const elsewhere = softwareAuthenticator("http://localhost.evil.example");
  const open = await invited("Coast", "reader");
  const again = await browser.post("/api/joining/passkey/begin", { secret: open, name: "Tigran" });
  const forged = {
    ceremony: again.body.ceremony,
    secret: open,
    name: "Tigran",
    label: "x",
    made: elsewhere.make(again.body.options),
  };
  assert.equal((await browser.post("/api/joining/passkey", forged)).body.code, "input-passkey");
});

test("an owner's code gives a person a new account in place of a lost one", async () => {
  const lost = await joined("Ruben", "reader");
  const { secret } = await offerJoining(theTools(), "Ruben", keeper);
  const browser = appBrowser(url);
  const offer = await browser.post("/api/joining", { secret });
  assert.equal(offer.body.name, "Ruben");
  const { ceremony, secret: totp } = offer.body.totp;
  const chosen = {
    secret,
    name: "whoever",
    ceremony,
    password: PASSWORD,
    code: authenticatorCode(totp, now()),
  };
  const made = await browser.post("/api/joining/password", chosen);
  assert.deepEqual([made.status, made.body.me.name], [200, "Ruben"]);
  assert.equal((await lost.browser.get("/api/overview")).status, 401, "the lost account's sessions ended");
  const [spare = ""] = lost.codes;
  assert.equal((await signIn(appBrowser(url), "Ruben", spare)).status, 401, "and its codes");
  assert.equal((await browser.post("/api/joining/password", chosen)).status, 409);
});

test("behind a proxy it answers to its own name only, with secure cookies, and believes the proxy alone", async () => {
  const site = { origin: "https://register.example", proxy: "127.0.0.1" };
  const served = await serveApp(appOf(theTools(), site), { port: 0, host: "127.0.0.1" });
  try {
    const { totp } = await joined("Gayane", "reader");
    pass(1);
    const at = () => served.url;
    const browser = appBrowser(at, new Map(), {
      host: "register.example",
      origin: site.origin,
      from: "203.0.113.7",
    });
    const opens = await signIn(browser, "Gayane", authenticatorCode(totp, now()));
    assert.equal(opens.status, 200);
    for (const cookie of opens.headers.getSetCookie())
      assert.match(
        cookie,
        /^__Host-recount-(session|device)=[\w-]{43};.* Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
    assert.match(opens.headers.get("strict-transport-security") ?? "", /^max-age=\d{8}/);
    assert.equal((await appBrowser(at).get("/api/me")).status, 421, "the name of this computer");
    const foreign = appBrowser(at, new Map(), {
      host: "register.example",
      origin: "http://register.example",
    });
    assert.equal((await foreign.post("/api/session/end", {})).status, 403, "a page of another origin");
    const guess = (from: string) =>
      signIn(
        appBrowser(at, new Map(), { host: "register.example", origin: site.origin, from }),
        "Gayane",
        "111111",
        "a guess of a password",
      );
    for (let i = 0; i < 10; i++) await guess(`198.51.100.${i}, 192.0.2.1`);
    assert.equal(
      (await guess("198.51.100.99, 192.0.2.1")).status,
      429,
      "what a client wrote itself is not believed",
    );
    assert.equal((await guess("192.0.2.1, 192.0.2.2")).status, 401, "another address has its own measure");
  } finally {
    await served.close();
  }
});

test("a person sees and changes their own account, for which they show again who they are", async () => {
  const { browser, totp } = await joined("Hasmik", "reader");
  pass(1);
  const other = appBrowser(url);
  assert.equal((await signIn(other, "Hasmik", authenticatorCode(totp, now()))).status, 200);
  const account = await browser.get("/api/account");
  assert.deepEqual(
    [account.body.hasPassword, account.body.recoveryCodesLeft, account.body.passkeys],
    [true, 10, []],
  );
  const sessions: { id: string; isThis: boolean }[] = account.body.sessions;
  assert.equal(sessions.length, 2);
  assert.equal(sessions.filter(({ isThis }) => isThis).length, 1);
  const elsewhere = sessions.find(({ isThis }) => !isThis)?.id ?? "";
  assert.equal((await browser.post(`/api/account/sessions/${elsewhere}/end`, {})).body.sessions.length, 1);
  assert.equal((await other.get("/api/account")).status, 401);
  assert.equal((await browser.post(`/api/account/sessions/${elsewhere}/end`, {})).status, 404);

  const key = softwareAuthenticator(url());
  const begun = await browser.post("/api/account/passkeys/begin", {});
  const passkey = { ceremony: begun.body.ceremony, made: key.make(begun.body.options), label: "telephone" };
  const added = await browser.post("/api/account/passkeys", passkey);
  assert.deepEqual(
    added.body.passkeys.map((each: { label: string }) => each.label),
    ["telephone"],
  );
  assert.equal(
    (await browser.post("/api/account/passkeys", passkey)).body.code,
    "input-passkey",
    "the same ceremony",
  );
  const anew = await browser.post("/api/account/passkeys/begin", {});
  const twice = { ceremony: anew.body.ceremony, made: key.make(anew.body.options), label: "telephone again" };
  assert.equal(
    (await browser.post("/api/account/passkeys", twice)).body.code,
    "input-passkey",
    "the same id",
  );

  const chosen = await browser.post("/api/account/password/begin", {});
  pass(1);
  const { ceremony, secret } = chosen.body;
  const code = authenticatorCode(secret, now());
  const chosenAnew = { ceremony, password: "slow water under herons", code };
  const present = PASSWORD;
  for (const wrong of [{}, { present: "another one of hers" }])
    assert.equal(
      (await browser.post("/api/account/password", { ...chosenAnew, ...wrong })).body.code,
      "input-present-password",
    );
  const tried = { ...chosenAnew, present, password: "Finalfantasy12" };
  assert.equal((await browser.post("/api/account/password", tried)).body.code, "input-password", "breached");
  const changed = await browser.post("/api/account/password", { ...chosenAnew, present });
  assert.equal(changed.body.recoveryCodes.length, 10);
  assert.equal(
    (await signIn(appBrowser(url), "Hasmik", authenticatorCode(totp, now()))).status,
    401,
    "the former password",
  );

  pass(11);
  for (const path of [
    "passkeys/begin",
    "password/begin",
    "recovery-codes",
    `passkeys/${added.body.passkeys[0].id}/remove`,
  ])
    assert.deepEqual((await browser.post(`/api/account/${path}`, {})).body.code, "sign-in-again", path);
  const use = await browser.post("/api/session/passkey/begin", {});
  const again = await browser.post("/api/session/passkey", {
    ceremony: use.body.ceremony,
    used: key.use(use.body.options),
  });
  assert.equal(again.status, 200);
  assert.equal((await browser.post("/api/account/recovery-codes", {})).body.recoveryCodes.length, 10);
  const left = await browser.post(`/api/account/passkeys/${added.body.passkeys[0].id}/remove`, {});
  assert.deepEqual([left.body.passkeys, left.body.sessions.length], [[], 1]);
});

test("the last means of signing in is not taken away", async () => {
  const secret = await invited("Coast", "reader");
  const browser = appBrowser(url);
  const key = softwareAuthenticator(url());
  const { body } = await browser.post("/api/joining/passkey/begin", { secret, name: "Vahan" });
  const sent = { secret, name: "Vahan", label: "key", ceremony: body.ceremony, made: key.make(body.options) };
  await browser.post("/api/joining/passkey", sent);
  const account = await browser.get("/api/account");
  const refused = await browser.post(`/api/account/passkeys/${account.body.passkeys[0].id}/remove`, {});
  assert.deepEqual([refused.status, refused.body.code], [409, "refused"]);
  assert.equal(
    (await browser.post("/api/account/recovery-codes", {})).status,
    409,
    "codes go with a password",
  );
});

test("an owner governs people of their own organisation when they showed just now who they are, and reads who did what", async () => {
  const owner = await joined("Siran", "owner", "Coast");
  const reader = await joined("Zaven", "reader", "Coast");
  const invitation = await owner.browser.post("/api/people/invite", { role: "reviewer" });
  assert.match(invitation.body.secret, /^[\w-]{20}$/);
  assert.equal(
    (await appBrowser(url).post("/api/joining", { secret: invitation.body.secret })).body.role,
    "reviewer",
  );
  const refusals = [
    {
      desc: "a person of another organisation",
      path: "role",
      body: { name: "Ani", role: "reader" },
      status: 404,
    },
    { desc: "nobody", path: "sign-out", body: { name: "Nobody" }, status: 404 },
    {
      desc: "a place in another organisation",
      path: "invite",
      body: { role: "owner", organisation: "valley" },
      status: 409,
    },
  ];
  for (const { desc, path, body, status } of refusals)
    assert.equal((await owner.browser.post(`/api/people/${path}`, body)).status, status, desc);
  assert.equal((await reader.browser.post("/api/people/invite", { role: "owner" })).status, 409, "a reader");
  assert.equal((await reader.browser.get("/api/access-log")).status, 409, "a reader");
  pass(0.1);
  await owner.browser.post("/api/people/sign-out", { name: "Zaven" });
  assert.equal((await reader.browser.get("/api/account")).status, 401, "signed out");
  const log = await owner.browser.get("/api/access-log?limit=5");
  assert.deepEqual(log.body.events[0], {
    at: now().toISOString(),
    person: "Zaven",
    what: "was signed out everywhere",
  });
  assert.doesNotMatch(JSON.stringify(log.body), /Hasmik/, "of another organisation");
  const listed = await owner.browser.get("/api/people");
  const { tag, ...zaven } = listed.body.items.find(({ name }: { name: string }) => name === "Zaven");
  assert.deepEqual(zaven, {
    name: "Zaven",
    organisation: "coast",
    role: "reader",
    hasAccount: true,
    sessions: 0,
  });
  const roleOf = async (role: Role) =>
    (await owner.browser.post("/api/people/role", { name: "Zaven", role }, { "if-match": tag })).status;
  assert.deepEqual(
    [await roleOf("editor"), await roleOf("auditor")],
    [200, 412],
    "what the second saw is no more",
  );
  pass(11);
  const deeds = {
    invite: { role: "reader" },
    role: { name: "Zaven", role: "editor" },
    remove: { name: "Zaven", why: "left" },
    account: { name: "Zaven" },
    "sign-out": { name: "Zaven" },
  };
  for (const [path, body] of Object.entries(deeds)) {
    const stale = await owner.browser.post(`/api/people/${path}`, body);
    assert.deepEqual([stale.status, stale.body.code], [403, "sign-in-again"], path);
  }
});

test("who reads records for the ways out can read nothing of accounts, and a backup holds no session", async () => {
  const client = await connectClient(theRegister().connection);
  try {
    await client.query("set role recount_reader");
    for (const table of [
      "accounts",
      "passkeys",
      "recovery_codes",
      "sessions",
      "known_devices",
      "joining_codes",
      "ceremonies",
    ])
      await assert.rejects(client.query(`select * from ${table}`), /permission denied/, table);
  } finally {
    await client.end();
  }
  const dump = await theRegister().store.dump();
  await dump.close();
  const names = dump.tables.map(({ name }) => name);
  assert.ok(names.includes("accounts") && names.includes("passkeys"));
  for (const left of ["sessions", "ceremonies", "attempts"]) assert.ok(!names.includes(left), left);
});

test("what happens to accounts is told to other machines, with the organisation and no name", () => {
  const lines = told.map((line) => JSON.stringify(line));
  assert.ok(lines.some((line) => line.includes('"signed in by password","by":"valley"')));
  assert.ok(lines.some((line) => line.includes('"was refused by password"')));
  for (const line of lines) assert.doesNotMatch(line, /Hasmik|Zaven|Maro|heron/);
});

test("two server processes share sessions and measures: what ends in one has ended in the other", async () => {
  const { connection, folder } = theRegister();
  const second = await openRegister(folder.data, { databaseUrl: connection });
  const tools = await signInTools(second, { now });
  const other = await serveApp(appOf(tools, undefined, second), { port: 0, host: "127.0.0.1" });
  const at = (served: () => string, kept?: Map<string, string>) => appBrowser(served, kept);
  try {
    const { browser, totp } = await joined("Arpi", "reader");
    const there = at(() => other.url, browser.cookies());
    assert.equal((await there.get("/api/overview")).status, 200, "begun in one, it stands in the other");
    await browser.post("/api/session/end", {});
    assert.equal((await there.get("/api/overview")).status, 401, "ended in one, it has ended in the other");
    pass(1);
    const again = at(() => other.url);
    assert.equal((await signIn(again, "Arpi", authenticatorCode(totp, now()))).status, 200);
    const here = at(url, again.cookies());
    assert.equal((await here.get("/api/overview")).status, 200);
    await changeRole(second, { name: "Arpi", role: "editor", viewer: keeper, now: now() });
    assert.equal((await here.get("/api/overview")).status, 401, "another role, given in the other");
    const guess = (served: () => string) => signIn(at(served), "Arpi", "111111", "a guess of a password");
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await guess(i % 2 === 0 ? url : () => other.url)).status);
    assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429, 429], "one measure for both");
  } finally {
    await other.close();
    await second.close();
  }
});
