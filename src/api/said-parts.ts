/** Schemas of what people say in requests: dates, periods, names. What their form cannot say is refused later, by 422. */
import { z } from "@hono/zod-openapi";

const date = String.raw`\d{4}(-\d{2}(-\d{2})?)?`;

export const dateText = z
  .string()
  .regex(new RegExp(`^${date}$`))
  .describe("such as 1992, 1992-02 or 1992-02-17");

export const periodText = z
  .string()
  .regex(new RegExp(String.raw`^(${date}|${date}\.\.(${date})?|\.\.${date})$`))
  .describe("such as 1992, 1992-02, 1991..1994 or 1992..");
