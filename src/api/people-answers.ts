/** People, roles and who looked: the shapes of the answers, and what the application asks of the register for them. */
import { z } from "@hono/zod-openapi";
import { roles } from "../model/person.ts";
import { type PageQuery, pageOf } from "./paging.ts";

export const MOST_EVENTS = 200; // of accounts, on the first page of the access log
const personName = z.string().trim().min(1).max(200);
const role = z.enum(roles);

const personSchema = z.object({
  name: z.string(),
  organisation: z.string().describe("its id"),
  role,
  tag: z.string().describe("to be sent as If-Match with another role or a removal"),
  hasAccount: z.boolean(),
  sessions: z.int().min(0).describe("how many browsers they are signed in with"),
});
export const MOST_INVITATIONS = 200;
export const peopleSchema = pageOf(personSchema)
  .extend({
    invitations: z
      .array(z.object({ organisation: z.string(), role, expires: z.string() }))
      .max(MOST_INVITATIONS)
      .describe("that nobody has accepted, those that stay open longest first; on the first page"),
  })
  .openapi("People");
export type PeopleAnswer = z.infer<typeof peopleSchema>;

export const invitationRequestSchema = z
  .strictObject({
    organisation: z.string().trim().min(1).max(200).optional().describe("its id; one's own unless given"),
    role,
  })
  .openapi("InvitationRequest");
export const personRequestSchema = z.strictObject({ name: personName }).openapi("PersonRequest");
export const roleRequestSchema = z.strictObject({ name: personName, role }).openapi("RoleRequest");
export const removalRequestSchema = z
  .strictObject({ name: personName, why: z.string().trim().min(1).max(2000) })
  .openapi("RemovalRequest");

export const joiningCodeAnswerSchema = z
  .object({ secret: z.string().describe("the code, shown this once"), expires: z.string() })
  .openapi("JoiningCode");
export type JoiningCodeAnswer = z.infer<typeof joiningCodeAnswerSchema>;

/** Who it was done to. */
export const donePersonSchema = z.object({ name: z.string() });

const lookSchema = z
  .object({
    number: z.int().min(0),
    at: z.string(),
    person: z.string(),
    way: z.string().describe("by which it was shown"),
    record: z.string(),
    fields: z
      .array(z.string())
      .readonly()
      .optional()
      .describe("restricted ones that were shown; absent of looks from before they were noted"),
  })
  .describe("at a record with restricted fields");
export const accessLogSchema = pageOf(lookSchema)
  .extend({
    events: z
      .array(z.object({ at: z.string(), person: z.string(), what: z.string() }))
      .max(MOST_EVENTS)
      .describe("of accounts: signed in, refused, passkeys, passwords, newest first; on the first page"),
  })
  .openapi("AccessLog");
export type AccessLogAnswer = z.infer<typeof accessLogSchema>;

export type PeopleService = {
  readonly list: (query: PageQuery) => Promise<PeopleAnswer>;
  readonly invite: (request: z.infer<typeof invitationRequestSchema>) => Promise<JoiningCodeAnswer>;
  /** A code for a new account of somebody who is in the register. */
  readonly offerAccount: (name: string) => Promise<JoiningCodeAnswer>;
  /** Throws `changed-meanwhile` where somebody else changed the person since `ifMatch`. */
  readonly changeRole: (request: z.infer<typeof roleRequestSchema>, ifMatch?: string) => Promise<void>;
  readonly remove: (request: z.infer<typeof removalRequestSchema>, ifMatch?: string) => Promise<void>;
  readonly signOut: (name: string) => Promise<void>;
  readonly accessLog: (page: PageQuery) => Promise<AccessLogAnswer>;
};
