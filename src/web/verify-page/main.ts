/** The verifier as one page that needs no server: a folder or its zip in, the verdict out, in six languages. */
import { unpackZip } from "../../base/unpack-zip.ts";
import { directionOf, type Language } from "../../pages/language.ts";
import { isReviewed, translate } from "../../pages/translate.ts";
import { type VerifyResult, verifyFolder } from "../../verify/verify-folder.ts";
import { type FolderFiles, readChosenFolder } from "../chosen-folder.ts";
import { element, legal, listOf } from "../offline/elements.ts";
import { languageChoice, preferredLanguage } from "../offline/language-choice.ts";

type State = { language: Language; result?: { readonly name: string; readonly verdict: VerifyResult } };

const state: State = { language: preferredLanguage() };
const root = document.querySelector("main");
const keys = element("textarea", { rows: "3", dir: "ltr", id: "keys", spellcheck: "false" });
const outcome = element("div", { "aria-live": "polite" });

render();

function render(): void {
  const { language } = state;
  const say = translate.bind(undefined, language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  document.title = say("verify.title");
  root?.replaceChildren(
    languageChoice(state.language, (chosen) => {
      state.language = chosen;
      render();
    }),
    element("h1", {}, say("verify.title")),
    ...(isReviewed(language)
      ? []
      : [element("p", { class: "soft" }, `${say("shell.unreviewed")} ${say("shell.originals")}`)]),
    element("p", {}, legal(language, "verify.lead")),
    element("p", { class: "attention" }, legal(language, "verify.copy")),
    element("label", { for: "keys" }, say("verify.keys")),
    element("p", { class: "soft", id: "keys-hint" }, say("verify.keysHint")),
    keys,
    element(
      "p",
      {},
      chooser("verify.choose", { webkitdirectory: "" }),
      chooser("verify.chooseZip", { accept: ".zip" }),
    ),
    outcome,
  );
  outcome.replaceChildren(...(state.result === undefined ? [] : report(state.result)));
}

function chooser(
  key: "verify.choose" | "verify.chooseZip",
  kind: Readonly<Record<string, string>>,
): HTMLElement {
  const input = element("input", { type: "file", ...kind });
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    const [first] = files;
    if (first !== undefined) void check(first.webkitRelativePath.split("/")[0] || first.name, files);
  });
  return element("label", { class: "choose" }, `${translate(state.language, key)} `, input);
}

async function check(name: string, files: readonly File[]): Promise<void> {
  const [only] = files;
  const isZip = files.length === 1 && only !== undefined && only.name.toLowerCase().endsWith(".zip");
  const folder = isZip ? await readChosenZip(only) : await readChosenFolder(files);
  const given = keys.value.trim() === "" ? {} : { keys: keys.value };
  const start = performance.now();
  const verdict = verifyFolder(folder, given);
  performance.measure("verify", { start }); // what bench/verify reads
  state.result = { name, verdict };
  render();
}

/** Nothing when it is no zip, or one whose files are not what it says: then there is no published folder. */
async function readChosenZip(file: File): Promise<FolderFiles> {
  const unpacked = await unpackZip(new Uint8Array(await file.arrayBuffer()));
  return "value" in unpacked ? unpacked.value : new Map();
}

function report({ name, verdict }: NonNullable<State["result"]>): readonly HTMLElement[] {
  const say = translate.bind(undefined, state.language);
  const { keysConfirmed, refusals, figures, checked, notChecked } = verdict;
  const agrees = verdict.verdict === "verified" || verdict.verdict === "consistent";
  const section = (
    key: "verify.refusals" | "verify.figures" | "verify.checked" | "verify.notChecked",
    lines: readonly string[],
  ) => (lines.length === 0 ? [] : [element("h2", {}, say(key)), listOf(lines)]);
  return [
    element("p", { class: "keys" }, say("verify.keysConfirmed", keysConfirmed)),
    element(
      "h2",
      { class: agrees ? "agrees" : "refused", id: "verdict" },
      say(`verify.verdict.${verdict.verdict}`),
    ),
    element("p", { class: "soft" }, element("bdi", {}, name)),
    ...(state.language === "en" ? [] : [element("p", { class: "soft" }, say("verify.english"))]),
    ...section(
      "verify.refusals",
      refusals.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    ...section(
      "verify.figures",
      figures.map(({ id, level, audit }) => `${id}: ${level}; ${audit}`),
    ),
    ...section("verify.checked", checked),
    ...section("verify.notChecked", notChecked),
    element("p", { class: "attention" }, legal(state.language, "verify.meaning")),
  ];
}
