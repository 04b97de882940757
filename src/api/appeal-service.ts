/** Appeals for the HTTP application, made from a register. */
import { formatToSign } from "../appeal/to-sign-file.ts";
import { InputRefused } from "../base/errors.ts";
import { mayDo } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { listAppealHeads, readAppealState } from "../steps/appeals/appeal-state.ts";
import { answerDispute, enterResponse } from "../steps/appeals/enter-answers.ts";
import { collectLetter } from "../steps/collect-letter.ts";
import { proposeAppeal } from "../steps/draft-appeal.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { RegisterView } from "../steps/view.ts";
import type { AppealService } from "./appeal-answers.ts";
import { registerAppealDrafts } from "./appeal-draft-service.ts";
import { pageOfAll } from "./paging.ts";

/** The appeals of an open register: the coalition's, so that whoever may look sees them all. */
export function registerAppeals(register: OpenRegister, view: RegisterView, now: () => Date): AppealService {
  const { viewer } = view;
  const today = () => now().toISOString().slice(0, 10);
  return {
    ...registerAppealDrafts(register, view, now),
    async list(query) {
      requireDeed(viewer, "look");
      return pageOfAll(await listAppealHeads(register), query, ({ appeal }) => appeal);
    },
    async find(appeal) {
      requireDeed(viewer, "look");
      const { signatories, figures, ...rest } = await readAppealState(register, appeal);
      return {
        ...rest,
        // Exact numbers, before they are published: for whoever may publish them.
        ...(mayDo(viewer, "publish") && {
          figures: figures.map(({ id, query: { unit, harm }, documented, range, proof }) => ({
            id,
            unit,
            ...(harm && { harm }),
            atLeast: range?.low ?? documented,
            proof: proof.level,
          })),
        }),
        signatories: signatories.map(({ principal, signatory, signed, withdrawn }) => ({
          principal,
          ...signatory,
          ...(signed && { signed: { on: signed.on } }),
          ...(withdrawn && { withdrawn }),
        })),
      };
    },
    async invite(appeal, anew) {
      requireDeed(viewer, "publish");
      const proposed = await proposeAppeal(register, appeal, { anew });
      if ("issues" in proposed) throw new InputRefused(proposed.issues, "input-text");
      return { file: formatToSign(proposed.value), texts: [...proposed.value.endorsed.texts] };
    },
    async collect({ text, fingerprint }) {
      requireDeed(viewer, "publish");
      const confirmed = fingerprint === undefined || fingerprint === "" ? {} : { confirmed: fingerprint };
      return collectLetter(register, text, { on: today(), ...confirmed });
    },
    async respond(appeal, { text, ...given }) {
      requireDeed(viewer, "publish");
      return enterResponse(register, { appeal, ...given, ...(text !== undefined && { text }) });
    },
    async reply(dispute, text) {
      requireDeed(viewer, "publish");
      await answerDispute(register, { dispute, text, on: today() });
    },
  };
}
