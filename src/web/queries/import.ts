/** Bringing lists in: what would become of a file, its mapping, and the long work. */
import { type AnswerOf, ask, type RequestOf } from "../api.ts";

export type Preview = AnswerOf<"POST /api/imports/preview">;
export type PreviewRequest = RequestOf<"POST /api/imports/preview">["body"];
export type Mapping = Preview["mapping"];

export const previewList = (body: PreviewRequest) => ask("POST /api/imports/preview", { body });

export type Bringing = {
  readonly upload: string;
  readonly source: string;
  readonly organisation?: string;
  readonly consent: "public" | "coalition" | "organisation" | "sealed";
  readonly mapping: Mapping;
  readonly tag: string; // of the mapping that the preview was made beside
};

/** Keeps the mapping and asks for the list to be brought in by it. */
export async function bringIn({
  mapping,
  tag: ifMatch,
  ...list
}: Bringing): Promise<AnswerOf<"POST /api/jobs">> {
  const { source, organisation } = list;
  const body = { source, ...(organisation !== undefined && { organisation }), mapping };
  await ask("POST /api/imports/mapping", { body }, { ifMatch });
  return ask("POST /api/jobs", { body: { kind: "import", ...list } });
}

export const linkNow = () => ask("POST /api/jobs", { body: { kind: "link" } });
