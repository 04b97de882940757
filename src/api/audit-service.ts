/** Audits by random sample for the HTTP application, over the same steps as the command line. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Audit, concludeAudit, formatAudit, noteFinding, parseAudit } from "../appeal/audit.ts";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import type { Entry } from "../model/entry.ts";
import { readFolder } from "../shell/read-folder.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { drawAudit, readAudit, refuseFutureSeed, USUAL_SHARE } from "../steps/audit/draw-audit.ts";
import { openTokens } from "../steps/audit/open-token.ts";
import { takeAudit } from "../steps/audit/take-audit.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { RegisterView } from "../steps/view.ts";
import type { AuditFileAnswer, AuditService, TakenAuditAnswer } from "./audit-answers.ts";
import { numberKey, pageOfNewest } from "./paging.ts";

type TakenEntry = {
  readonly index: number;
  readonly entry: Extract<Entry, { readonly entry: "audit" }>;
};

/** The audits of an open register; a file of an audit goes to and fro, and is kept only once it is signed. */
export function registerAudits(register: OpenRegister, view: RegisterView, now: () => Date): AuditService {
  const { store, folder } = register;
  const { viewer } = view;
  return {
    async list(query) {
      requireDeed(viewer, "look");
      const taken = (await store.entriesOf("audit")).flatMap(takenAnswer);
      return pageOfNewest(taken, query, ({ id }) => numberKey(id));
    },
    async draw({ publication, figure, seed, size }) {
      requireDeed(viewer, "audit");
      refuseFutureSeed(seed, now());
      const published = join(folder.published, publication);
      if (!existsSync(join(published, "data", "statements.json")))
        throw new RecountError("no-such-folder", "got the name of no published folder");
      const drawn = size === undefined ? { share: USUAL_SHARE } : { drawn: size };
      return fileAnswer(drawAudit(await readFolder(published), { figure, seed, size: drawn }));
    },
    async open({ audit: text, token }) {
      requireDeed(viewer, "audit");
      const audit = readAudit(text, "the audit");
      const found = new Set(audit.findings.map((finding) => finding.token));
      const wanted = token ?? audit.sample.find((each) => !found.has(each));
      if (wanted === undefined) throw new RecountError("not-found", "got an audit that is over");
      requireDrawn(audit, wanted);
      const [opened] = await openTokens(register, view, { audit, wanted: [wanted] });
      if (opened === undefined) throw new RecountError("bug", "got no token opened, wanted one");
      return opened;
    },
    note({ audit: text, token, finding, why }) {
      requireDeed(viewer, "audit");
      const audit = readAudit(text, "the audit");
      requireDrawn(audit, token);
      return fileAnswer(noteFinding(audit, { token, finding, ...(why !== undefined && { why }) }));
    },
    async take(signed) {
      requireDeed(viewer, "publish");
      return fileAnswer((await takeAudit(register, signed, now())).audit);
    },
  };
}

function requireDrawn({ sample }: Audit, token: string): void {
  if (!sample.includes(token)) throw new RecountError("input-audit", "got another token, wanted one drawn");
}

function fileAnswer(audit: Audit): AuditFileAnswer {
  return {
    audit: fromUtf8(formatAudit(audit)),
    left: audit.sample.length - audit.findings.length,
    result: concludeAudit(audit),
  };
}

/** Entries were sound when they were taken in. */
function takenAnswer({ index, entry }: TakenEntry): readonly TakenAuditAnswer[] {
  const parsed = parseAudit(utf8(entry.audit), "the audit");
  if ("issues" in parsed) return [];
  const { figure, manifest } = parsed.value;
  const auditors = entry.signatures.map(({ auditor }) => auditor);
  const { received } = entry;
  return [{ id: index, figure, manifest, received, auditors, result: concludeAudit(parsed.value) }];
}
