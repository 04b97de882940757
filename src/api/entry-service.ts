/** Entering by hand for the HTTP application, over the same steps as the command line. */
import { InputRefused, RecountError } from "../base/errors.ts";
import { organisationId, recordId, slug } from "../model/ids.ts";
import { parseMentions } from "../model/noun-codecs.ts";
import { viewerName } from "../model/person.ts";
import { undoImport } from "../shell/import-list.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { addRecord } from "../steps/add/add-record.ts";
import { requireOwnVersion, sourceToImport } from "../steps/people/own-sources.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { RegisterView } from "../steps/view.ts";
import { checkTag, tagOf } from "./entity-tags.ts";
import type { EntryService, RecordRequest } from "./entry-answers.ts";
import { mapPage, pageOfNewest } from "./paging.ts";

const tagOfDraft = ({ id, saved }: { readonly id: string; readonly saved: string }): string =>
  tagOf(`draft ${id} ${saved}`);

export function registerEntry(
  register: OpenRegister,
  { viewer }: RegisterView,
  now: () => Date,
): EntryService {
  const { store } = register;
  const owner = viewer.as === "person" ? viewer.name : "";
  return {
    async add(request) {
      requireDeed(viewer, "change");
      const said = parseMentions(request.said);
      if ("issues" in said) throw new InputRefused(said.issues);
      const organisation = await holderOf(request);
      const name = request.source ?? `Entered by hand: ${organisation.name}`;
      const { kind, corrects, why, consent } = request;
      return addRecord(register, {
        kind,
        mentions: said.value,
        source: await sourceToImport(register, name, {
          holder: organisation.id,
          said: { consent, fields: {} },
          viewer,
        }),
        organisation,
        by: viewer.as === "person" ? viewer.name : (request.by ?? viewerName(viewer)),
        now: now(),
        viewer,
        ...(corrects !== undefined && { corrects: recordId(corrects) }),
        ...(why !== undefined && { why }),
      });
    },
    async undo(version) {
      requireDeed(viewer, "change");
      await requireOwnVersion(register, version, viewer);
      await undoImport(register, version);
    },
    async drafts(query) {
      requireDeed(viewer, "change");
      const page = pageOfNewest(await store.listDrafts(owner), query, ({ saved, id }) => `${saved} ${id}`);
      return mapPage(page, (draft) => ({ ...draft, tag: tagOfDraft(draft) }));
    },
    async save(id, draft, ifMatch) {
      requireDeed(viewer, "change");
      const before = (await store.listDrafts(owner)).find((each) => each.id === id);
      checkTag(ifMatch, tagOfDraft({ id, saved: before?.saved ?? "" }));
      const from = ifMatch === undefined ? undefined : before?.saved;
      const saved = await store.saveDraft(owner, { id, ...draft, ...(from !== undefined && { from }) });
      return { saved, tag: tagOfDraft({ id, saved }) };
    },
    async drop(id) {
      requireDeed(viewer, "change");
      await store.dropDraft(owner, id);
    },
  };

  async function holderOf({ organisation }: RecordRequest) {
    if (viewer.as === "person") {
      const known = (await store.organisations()).find(({ id }) => id === viewer.organisation);
      return { id: viewer.organisation, name: known?.name ?? viewer.organisation };
    }
    if (organisation === undefined)
      throw new RecountError("input-organisation", "got no organisation, wanted the name of who holds it");
    return { id: organisationId(slug(organisation)), name: organisation };
  }
}
