/** Fields of the page, made once, so that what is typed stays when the words around it change their language. */
import { element } from "../offline/elements.ts";

const secret = { type: "password", autocomplete: "off", spellcheck: "false" };
const line = { type: "text", autocomplete: "off", maxlength: "200" };
const long = { rows: "6", maxlength: "4000" };

export type Controls = ReturnType<typeof makeControls>;

export function makeControls() {
  return {
    sent: element("input", { id: "sent", type: "file", accept: ".json,.zip" }),
    reading: element("select", { id: "reading" }),
    deed: element("select", { id: "deed" }),
    organisation: element("select", { id: "organisation" }),
    why: element("textarea", { id: "why", ...long }),
    statement: element("select", { id: "statement" }),
    by: element("input", { id: "by", ...line }),
    text: element("textarea", { id: "text", ...long }),
    evidence: element("input", { id: "evidence", type: "file", multiple: "" }),
    passphrase: element("input", { id: "passphrase", ...secret }),
    again: element("input", { id: "again", ...secret }),
    keyFile: element("input", { id: "keyFile", type: "file" }),
    keyPassphrase: element("input", { id: "keyPassphrase", ...secret }),
    confirmed: element("input", { id: "confirmed", type: "checkbox" }),
  } as const;
}

/** Fills a choice and keeps what was chosen, if it is still there. */
export function fill(select: HTMLSelectElement, choices: readonly (readonly [string, string])[]): void {
  const before = select.value;
  select.replaceChildren(
    ...choices.map(([value, words]) => element("option", { value, dir: "auto" }, words)),
  );
  select.value = choices.some(([value]) => value === before) ? before : (choices[0]?.[0] ?? "");
}

/** A control below its label, with the hint that it is described by. */
export function field(control: HTMLElement, label: string, hint?: string | HTMLElement): HTMLElement {
  const own = element("label", { for: control.id }, label);
  if (hint === undefined) return element("div", { class: "field" }, own, control);
  control.setAttribute("aria-describedby", `${control.id}-hint`);
  return element(
    "div",
    { class: "field" },
    own,
    element("p", { class: "soft", id: `${control.id}-hint` }, hint),
    control,
  );
}

export function button(id: string, words: string, press: () => void): HTMLElement {
  const made = element("button", { type: "button", id }, words);
  made.addEventListener("click", press);
  return made;
}
