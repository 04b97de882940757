/** Audits by random sample and receipts: what is drawn and opened comes from the server, and lies nowhere there. */
import { queryOptions } from "@tanstack/react-query";
import { ask, askAll, askFile, type RequestOf } from "../api.ts";

export type { TakenAudit } from "../generated/api.ts";

export const auditsQuery = queryOptions({
  queryKey: ["audits"],
  queryFn: async ({ signal }) => (await askAll("GET /api/audits", {}, { signal })).items,
});

export const drawAudit = (body: RequestOf<"POST /api/audits/draw">["body"]) =>
  ask("POST /api/audits/draw", { body });

/** The next token without a finding. Its people are forgotten with the screen. */
export const openToken = (audit: string) => ask("POST /api/audits/open", { body: { audit } });

export const takeAudit = (body: RequestOf<"POST /api/audits">["body"]) => ask("POST /api/audits", { body });

export const makeReceipt = (body: RequestOf<"POST /api/receipts">["body"]) =>
  askFile("POST /api/receipts", { body });
