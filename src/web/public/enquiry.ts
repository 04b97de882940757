/** The page for families: seals what they write in this browser, shows a code once, and opens the answer with it. */
import { fromBase64, toBase64 } from "../../base/bytes.ts";
import { type Enquiry, formatEnquiry, MOST_ORGANISATIONS, parseAnswer } from "../../model/enquiry.ts";
import { CODE_BYTES, formatEnquiryCode, parseEnquiryCode } from "../../model/enquiry-code.ts";
import { answerIdentity, answerRecipient, locatorOf, openSealed, sealTo } from "./enquiry-seal.ts";

type Said = "name" | "organisation" | "many" | "long" | "sending" | "code";

const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`got no element ${id}`);
  return found;
};
const form = (id: string) => byId(id) as HTMLFormElement;

async function send(path: string, body: object): Promise<Response> {
  return fetch(`/enquiry/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
  });
}

/** Says what is wrong beside the form, and puts the focus where it can be mended. */
function complain(of: string, said: Said | undefined, focus?: string): void {
  const box = byId(`${of}-error`);
  for (const line of box.querySelectorAll<HTMLElement>("[data-said]"))
    line.hidden = line.dataset["said"] !== said;
  box.hidden = said === undefined;
  for (const field of form(of).querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  if (focus === undefined) return;
  const field = document.querySelector<HTMLElement>(focus);
  field?.setAttribute("aria-invalid", "true");
  field?.focus();
}

function written(): Enquiry {
  const data = new FormData(form("ask"));
  const said = [...data].flatMap(([field, value]) =>
    field !== "organisation" && typeof value === "string" && value.trim() !== ""
      ? [[field, value.trim()] as const]
      : [],
  );
  return { language: document.documentElement.lang, ...Object.fromEntries(said) } as Enquiry;
}

const chosen = () => [
  ...form("ask").querySelectorAll<HTMLInputElement>('input[name="organisation"]:checked'),
];

async function ask(): Promise<void> {
  const enquiry = written();
  if (enquiry.name === undefined) return complain("ask", "name", "#name");
  const to = chosen();
  if (to.length === 0) return complain("ask", "organisation", 'input[name="organisation"]');
  if (to.length > MOST_ORGANISATIONS) return complain("ask", "many", 'input[name="organisation"]');
  const message = formatEnquiry(enquiry);
  if ("issues" in message) return complain("ask", "long", "#text");
  complain("ask", undefined);
  const code = formatEnquiryCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
  const sealed = to.map(async ({ value, dataset }) => ({
    organisation: value,
    sealed: toBase64(await sealTo(dataset["recipient"] ?? "", message.value)),
  }));
  const body = {
    locator: locatorOf(code),
    reply: await answerRecipient(code),
    language: enquiry.language,
    sealed: await Promise.all(sealed),
  };
  const response = await send("send", body).catch(() => undefined);
  if (response?.ok !== true) return complain("ask", "sending", "#ask-error");
  form("ask").reset();
  form("ask").hidden = true;
  byId("digits").textContent = code;
  byId("sent").hidden = false;
  byId("sent-title").focus();
}

async function comeBack(act: "answers" | "withdraw"): Promise<void> {
  const field = byId("code") as HTMLInputElement;
  const code = parseEnquiryCode(field.value);
  hideAnswers();
  if (code === undefined) return complain("return", "code", "#code");
  complain("return", undefined);
  const response = await send(act, { locator: locatorOf(code) }).catch(() => undefined);
  if (response?.ok !== true) return complain("return", "sending", "#return-error");
  if (act === "withdraw") {
    field.value = "";
    return show("withdrawn");
  }
  const { answers }: { answers: string[] } = await response.json();
  const opened = await Promise.all(answers.map((sealed) => openAnswer(answerIdentity(code), sealed)));
  const shown = opened.flatMap((answer) => answer ?? []);
  byId("answers").replaceChildren(...shown);
  show(shown.length === 0 ? "waits" : "answers");
}

function hideAnswers(): void {
  for (const id of ["answers", "waits", "withdrawn"]) byId(id).hidden = true;
}

function show(id: string): void {
  byId(id).hidden = false;
  byId(id).focus();
}

async function openAnswer(identity: string, sealed: string): Promise<Node | undefined> {
  const bytes = await openSealed(identity, fromBase64(sealed) ?? new Uint8Array());
  const read = bytes === undefined ? undefined : parseAnswer(bytes);
  if (read === undefined || "issues" in read) return undefined;
  const { outcome, organisation, text, whereabouts, consent } = read.value;
  const made = (byId("answer") as HTMLTemplateElement).content.cloneNode(true) as DocumentFragment;
  const put = (part: string, value: string | undefined) => {
    const element = made.querySelector<HTMLElement>(`[data-part="${part}"]`);
    if (element === null) return;
    element.hidden = value === undefined;
    const slot = element.querySelector("bdi");
    if (slot !== null && value !== undefined) slot.textContent = value;
  };
  put("organisation", organisation);
  put("nothing", outcome === "nothing" ? "" : undefined);
  put("text", text);
  put("whereabouts", whereabouts);
  put("consent", consent === undefined ? undefined : `${consent.by}, ${consent.on}`);
  return made;
}

/** Away from here: what was typed is gone, and the back button does not lead here again. */
function leave(event?: Event): void {
  event?.preventDefault();
  for (const each of document.forms) each.reset();
  document.body.hidden = true;
  location.replace((byId("leave") as HTMLAnchorElement).href);
}

const pressed = { escape: 0 };
document.addEventListener("keydown", ({ code, repeat, timeStamp }) => {
  if (code !== "Escape" || repeat) return;
  if (timeStamp - pressed.escape < 2_000 && pressed.escape > 0) leave();
  pressed.escape = timeStamp;
});
byId("leave").addEventListener("click", leave);
const on = (id: string, act: () => Promise<void>) =>
  form(id).addEventListener("submit", (event) => {
    event.preventDefault();
    void act();
  });
on("ask", ask);
on("return", () => comeBack("answers"));
byId("withdraw").addEventListener("click", () => void comeBack("withdraw"));
byId("done").addEventListener("click", () => {
  byId("digits").textContent = "";
  byId("sent").hidden = true;
  form("ask").hidden = false;
  byId("title").focus();
});
// A page that comes back from the browser's memory would still have what was typed.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
document.documentElement.dataset["ready"] = "true";
