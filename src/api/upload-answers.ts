/** Files that were sent, over HTTP. Their bytes are never given back. */
import { z } from "@hono/zod-openapi";
import type { Page, PageQuery } from "./paging.ts";

/** The address that takes a file. */
export const UPLOADS = "/api/uploads";

export const uploadSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    size: z.int().min(1).describe("bytes"),
    digest: z.string().describe("SHA-256 of the bytes, in hexadecimal"),
  })
  .openapi("Upload");
export type UploadAnswer = z.infer<typeof uploadSchema>;

export type UploadService = {
  readonly take: (name: string, pieces: AsyncIterable<Uint8Array>) => Promise<UploadAnswer>;
  readonly list: (query: PageQuery) => Promise<Page<UploadAnswer>>;
  readonly drop: (id: string) => Promise<void>;
};
