/** Families' enquiries to the viewer's organisation; what opens them comes with their screen only. */
import { queryOptions } from "@tanstack/react-query";
import { type AnswerOf, ask } from "../api.ts";

export const enquiriesQuery = queryOptions({
  queryKey: ["enquiries"],
  queryFn: ({ signal }) => ask("GET /api/enquiries", {}, { signal }),
});

export type OwnEnquiry = AnswerOf<"GET /api/enquiries">["items"][number];
