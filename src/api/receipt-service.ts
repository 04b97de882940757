/** Receipts for the HTTP application, over the same step as the command line. */
import { RecountError } from "../base/errors.ts";
import { judgePassphrase } from "../base/passphrase.ts";
import { recordId } from "../model/ids.ts";
import type { Viewer } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { makeReceipt } from "../steps/make-receipt.ts";
import { requireOwnRecord } from "../steps/people/own-sources.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { ReceiptService } from "./receipt-answers.ts";

export function registerReceipts(register: OpenRegister, viewer: Viewer): ReceiptService {
  return {
    async make({ record, passphrase }) {
      requireDeed(viewer, "govern");
      const judged = judgePassphrase(passphrase);
      if (!judged.ok) throw new RecountError("input-passphrase", judged.reason);
      await requireOwnRecord(register, recordId(record), viewer);
      const { locked } = await makeReceipt(register, { record: recordId(record), passphrase });
      return Uint8Array.from(locked);
    },
  };
}
