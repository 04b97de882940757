/** Custody and restrictions for the HTTP application, over the same steps as the command line. */
import { viewerName } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { examineFiles, filesOf, recordCustody } from "../steps/dossier/record-custody.ts";
import { restrictRecord } from "../steps/people/declare-audience.ts";
import { isOwn } from "../steps/people/own-sources.ts";
import type { KeptField } from "../steps/people/read-restrictions.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { RegisterView } from "../steps/view.ts";
import { checkTag, tagOf } from "./entity-tags.ts";
import { fileAnswer } from "./evidence-answer.ts";
import type { KeepingService } from "./keeping-answers.ts";
import { numberKey, pageOfAll } from "./paging.ts";

/** The tag of what a record keeps closer than its source does. */
export const tagOfRestrictions = (record: string, kept: readonly KeptField[]): string =>
  tagOf(JSON.stringify(["restrictions", record, kept]));

export function registerKeeping(register: OpenRegister, view: RegisterView, now: () => Date): KeepingService {
  const { viewer } = view;
  const own = async () => {
    const sources = (await view.sources()).filter((source) => isOwn(source, viewer));
    return new Set(sources.map(({ id }) => id));
  };
  return {
    async files(query) {
      requireDeed(viewer, "change");
      const files = await filesOf(register, await own());
      const page = pageOfAll(files, query, ({ source, number }) => `${source} ${numberKey(number)}`);
      return { ...page, items: (await examineFiles(register, page.items)).map(fileAnswer) };
    },
    async record({ digest, act, by, when, to, from, note }) {
      requireDeed(viewer, "change");
      await recordCustody(register, await own(), {
        evidence: digest,
        act,
        by,
        when,
        ...(to !== undefined && { to }),
        ...(from !== undefined && { from }),
        ...(note !== undefined && { note }),
        recordedBy: viewerName(viewer),
        now: now(),
      });
    },
    async restrict({ record, field, audience, why }, ifMatch) {
      requireDeed(viewer, "change");
      const unmoved = (kept: readonly KeptField[]) => checkTag(ifMatch, tagOfRestrictions(record, kept));
      await restrictRecord(register, record, { field, audience, why, viewer, now: now(), unmoved });
    },
  };
}
