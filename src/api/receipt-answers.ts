/** Receipts over HTTP: what is sent for one. The receipt itself is bytes that only its holder opens. */
import { z } from "@hono/zod-openapi";

export const receiptRequestSchema = z
  .strictObject({
    record: z.string().min(1).max(500).describe("its id"),
    passphrase: z.string().min(12).max(200).describe("the holder's own; it is kept nowhere"),
    holderWasWarned: z
      .literal(true)
      .describe("the holder asked for it, and knows that it shows whoever finds it that somebody talked"),
  })
  .openapi("ReceiptRequest");
export type ReceiptBody = z.infer<typeof receiptRequestSchema>;

/** What the application asks of the register for receipts. */
export type ReceiptService = {
  /** Throws `not-found` for a record of others as for none, `refused` before anything was published since it came. */
  readonly make: (request: ReceiptBody) => Promise<Uint8Array<ArrayBuffer>>;
};
