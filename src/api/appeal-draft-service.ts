/** Appeals while they are written, for the HTTP application. */
import { formatAppealFile, readAppealFile } from "../appeal/appeal-file.ts";
import type { AppealFigure } from "../appeal/appeal-text.ts";
import { parseDirective } from "../appeal/figure-directive.ts";
import { checkDraft } from "../appeal/reading/check-draft.ts";
import { InputRefused, RecountError } from "../base/errors.ts";
import { slug } from "../model/ids.ts";
import { romaniseName } from "../names/romanise.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { countDraftFigures } from "../steps/appeals/count-draft.ts";
import { previewDraft } from "../steps/appeals/preview-draft.ts";
import { newAppeal } from "../steps/draft-appeal.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { RegisterView } from "../steps/view.ts";
import type { AppealDraftService, BeginRequest, WrittenAppeal } from "./appeal-draft-answers.ts";
import { checkTag, requireTag, tagOf } from "./entity-tags.ts";
import { mapPage, numberKey, pageOfNewest } from "./paging.ts";
import { typeOfFile } from "./static-files.ts";

/** Texts are the coalition's: whoever may change lists may write one, and one written by two is nobody's loss. */
export function registerAppealDrafts(
  register: OpenRegister,
  view: RegisterView,
  now: () => Date,
): AppealDraftService {
  const { store } = register;
  const { viewer } = view;
  const by = viewer.as === "person" ? viewer.name : "";
  const pages = new Map<string, ReadonlyMap<string, Uint8Array>>(); // the page that was looked at last
  const mayWrite = () => requireDeed(viewer, "change");
  return {
    async begin(request) {
      mayWrite();
      const appeal = await freeName(request);
      await store.saveAppealDraft({ appeal, text: await firstText(request), by, from: 0 });
      return appeal;
    },
    async read(appeal) {
      mayWrite();
      return (await current(appeal)).written;
    },
    async write(appeal, text, ifMatch) {
      mayWrite();
      const { written, change } = await current(appeal);
      requireTag(ifMatch, written.tag);
      if (text === written.text) return written;
      const saved = await store.saveAppealDraft({ appeal, text, by, from: change });
      if (saved === undefined)
        throw new RecountError("changed-meanwhile", "got a text of before, wanted one of what is there now");
      return writtenOf(saved);
    },
    async drop(appeal, ifMatch) {
      mayWrite();
      checkTag(ifMatch, (await current(appeal)).written.tag);
      await store.dropAppealDraft(appeal);
    },
    async revisions(appeal, query) {
      mayWrite();
      await current(appeal);
      const versions = (await store.entriesOf("appeal")).filter(({ entry }) => entry.appeal === appeal);
      const written = (await store.appealRevisions(appeal)).map(({ revision, by: writer, saved }) => ({
        key: `written ${numberKey(revision)}`,
        item: { id: `draft-${revision}`, by: writer, saved },
      }));
      const taken = versions.map(({ entry }) => ({
        key: `taken ${numberKey(entry.version)}`,
        item: { id: `version-${entry.version}` },
      }));
      const page = pageOfNewest([...written, ...taken], query, ({ key }) => key);
      return mapPage(page, ({ item }) => item);
    },
    async revision(appeal, id) {
      mayWrite();
      const [kind, number] = id.split("-");
      const found =
        kind === "version"
          ? await store.appeal(appeal, Number(number))
          : (await store.appealRevisions(appeal)).find(({ revision }) => revision === Number(number));
      if (found === undefined) throw new RecountError("not-found", `got ${id}, wanted a text of ${appeal}`);
      return found.text;
    },
    check(text) {
      requireDeed(viewer, "look");
      const { issues, advice } = checkDraft(text);
      return { issues: [...issues], advice: [...advice] };
    },
    async countAll(asked) {
      requireDeed(viewer, "look");
      return countAsked(asked);
    },
    async preview(appeal, path) {
      mayWrite();
      const { written } = await current(appeal);
      const key = `${written.tag} ${await store.size()}`;
      const page = pages.get(key) ?? (await previewDraft(register, view, written.text));
      pages.clear();
      pages.set(key, page);
      const bytes = page.get(path);
      return bytes && { bytes: Uint8Array.from(bytes), type: typeOfFile(path) };
    },
    async take(appeal, ifMatch) {
      requireDeed(viewer, "publish");
      const { written } = await current(appeal);
      requireTag(ifMatch, written.tag);
      const taken = await newAppeal(register, appeal, written.text);
      if ("issues" in taken) throw new InputRefused(taken.issues, "input-text");
      return taken.value;
    },
  };

  /** What is written now; where nothing is, what was taken into the ledger last. */
  async function current(
    appeal: string,
  ): Promise<{ readonly written: WrittenAppeal; readonly change: number }> {
    const [last] = await store.appealRevisions(appeal);
    if (last !== undefined) return { written: writtenOf(last), change: last.change };
    const stored = await store.appeal(appeal);
    if (stored === undefined)
      throw new RecountError("not-found", `got ${appeal}, wanted the short name of an appeal`);
    const { text, version } = stored;
    const tag = tagOf(`${appeal} version ${version}`);
    return { written: { appeal, text, revision: 0, by: "", tag }, change: 0 };
  }

  async function freeName({ title, translates, language }: BeginRequest): Promise<string> {
    const words = translates === undefined ? romaniseName(title) : `${translates}-${language}`;
    const name = slug(words.normalize("NFKD").replace(/[^\p{ASCII}]/gu, "")).slice(0, 60);
    const taken = new Set(
      [...(await store.appeals()), ...(await store.appealDrafts())].map((each) => each.appeal),
    );
    for (let number = 1; ; number++) {
      const free = number === 1 ? name : `${name}-${number}`;
      if (!taken.has(free)) return free;
    }
  }

  async function firstText({ title, language, translates }: BeginRequest): Promise<string> {
    const date = now().toISOString().slice(0, 10);
    const empty = { version: "1", note: "", quorum: "", addressees: [], signatories: [] };
    if (translates === undefined) {
      const { organisation } = await ownName();
      const signatories = organisation === undefined ? [] : [{ name: by, organisation }];
      return formatAppealFile({
        head: { ...empty, title, language, date, translates: "", signatories },
        body: "",
      });
    }
    const of = readAppealFile((await current(translates)).written.text);
    if ("issues" in of) throw new InputRefused(of.issues, "input-text");
    const { head, body } = of.value;
    return formatAppealFile({ head: { ...head, title, language, translates }, body });
  }

  async function ownName(): Promise<{ readonly organisation?: string }> {
    if (viewer.as !== "person") return {};
    const own = (await store.organisations()).find(({ id }) => id === viewer.organisation);
    return { organisation: own?.name ?? viewer.organisation };
  }

  async function countAsked(asked: readonly string[]) {
    const parsed = asked.map((text, i) => ({ text, id: `F${i + 1}`, read: parseDirective(text, "figure") }));
    const figures = parsed.flatMap(({ id, read }): readonly AppealFigure[] =>
      "value" in read ? [{ ...read.value, id, line: 0 }] : [],
    );
    const { figures: counted } = await countDraftFigures(register, view, figures);
    return parsed.map(({ text, id, read }) => {
      if ("issues" in read)
        return { asked: text, refused: read.issues.map((issue) => issue.message).join("; ") };
      const found = counted.get(id);
      if (found === undefined || "issue" in found)
        return { asked: text, refused: found?.issue.message ?? "" };
      const { bound, shown, conflicts } = found;
      return {
        asked: text,
        figure: {
          directive: bound.directive,
          query: JSON.stringify(bound.query),
          unit: bound.query.unit,
          ...(bound.query.harm && { harm: bound.query.harm }),
          documented: shown.documented,
          atLeast: shown.range?.low ?? shown.documented,
          proof: bound.proof.level,
          conflicts,
        },
      };
    });
  }
}

function writtenOf(saved: {
  readonly appeal: string;
  readonly text: string;
  readonly revision: number;
  readonly change: number;
  readonly by: string;
  readonly saved: string;
}): WrittenAppeal {
  const { appeal, text, revision, by, change } = saved;
  return { appeal, text, revision, by, saved: saved.saved, tag: tagOf(`${appeal} change ${change}`) };
}
