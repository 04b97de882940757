/** Families' enquiries to the viewer's organisation; what opens them comes with their screen only. */
import { queryOptions } from "@tanstack/react-query";
import { type AnswerOf, askAll } from "../api.ts";

export const enquiriesQuery = queryOptions({
  queryKey: ["enquiries"],
  queryFn: ({ signal }) => askAll("GET /api/enquiries", {}, { signal }),
});

export type OwnEnquiry = AnswerOf<"GET /api/enquiries">["items"][number];
