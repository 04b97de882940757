/** Custody and restrictions for the HTTP application, over the same steps as the command line. */
import { viewerName } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { readEvidence, recordCustody } from "../steps/dossier/record-custody.ts";
import { restrictRecord } from "../steps/people/declare-audience.ts";
import { isOwn } from "../steps/people/own-sources.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { RegisterView } from "../steps/view.ts";
import { fileAnswer } from "./evidence-answer.ts";
import type { KeepingService } from "./keeping-answers.ts";

export function registerKeeping(register: OpenRegister, view: RegisterView, now: () => Date): KeepingService {
  const { viewer } = view;
  const own = async () => {
    const sources = (await view.sources()).filter((source) => isOwn(source, viewer));
    return new Set(sources.map(({ id }) => id));
  };
  return {
    async files() {
      requireDeed(viewer, "change");
      return (await readEvidence(register, await own())).map(fileAnswer);
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
    async restrict({ record, field, audience, why }) {
      requireDeed(viewer, "change");
      await restrictRecord(register, record, { field, audience, why, viewer, now: now() });
    },
  };
}
