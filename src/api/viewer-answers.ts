/** Who asks, and what they may do here: the shape of the answer. */
import { z } from "@hono/zod-openapi";
import { deeds, roles } from "../model/person.ts";

export const viewerSchema = z.object({
  as: z.enum(["person", "keeper", "public"]),
  name: z.string().optional().describe("of a person"),
  organisation: z.object({ id: z.string(), name: z.string() }).optional(),
  role: z.enum(roles).optional(),
  deeds: z.array(z.enum(deeds)).describe("what they may do"),
});
export type ViewerAnswer = z.infer<typeof viewerSchema>;

export type ViewerService = () => Promise<ViewerAnswer>;
