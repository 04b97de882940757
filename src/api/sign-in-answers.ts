/** What signing in sends and answers, as schemas. */
import { z } from "@hono/zod-openapi";
import { roles } from "../model/person.ts";
import { ways } from "../steps/sign-in/sessions.ts";
import { viewerSchema } from "./viewer-answers.ts";

export const meSchema = viewerSchema
  .extend({
    way: z.enum(ways).optional().describe("how they signed in; absent for whoever holds the terminal"),
    isFresh: z
      .boolean()
      .describe("whether they showed within ten minutes who they are, as governing deeds need"),
    signIn: z.boolean().describe("whether there are accounts here to sign in to"),
  })
  .openapi("Me");
export type Me = z.infer<typeof meSchema>;

const MAX_SECRET = 512; // characters; the longest password is 128 of them
const secret = z.string().max(MAX_SECRET);
export const personName = z.string().trim().min(1).max(200);

export const passwordSignInSchema = z
  .strictObject({
    name: personName,
    password: secret,
    code: secret.describe("of the authenticator, or a recovery code"),
  })
  .openapi("PasswordSignIn");

/** Options and answers of WebAuthn have the shapes that browsers give them (WebAuthn level 3, sections 5.4 and 5.8). */
const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(8192);
const descriptor = z.object({
  id: z.string(),
  type: z.string(),
  transports: z.array(z.string()).optional(),
});
const attachment = z.enum(["cross-platform", "platform"]);
const userVerification = z.enum(["required", "preferred", "discouraged"]);

export const creationOptionsSchema = z
  .object({
    ceremony: z.string(),
    options: z.object({
      rp: z.object({ id: z.string().optional(), name: z.string() }),
      user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
      challenge: z.string(),
      pubKeyCredParams: z.array(z.object({ alg: z.int(), type: z.literal("public-key") })),
      timeout: z.int().optional(),
      excludeCredentials: z.array(descriptor).optional(),
      authenticatorSelection: z
        .object({
          residentKey: userVerification.optional(),
          requireResidentKey: z.boolean().optional(),
          userVerification: userVerification.optional(),
        })
        .optional(),
      attestation: z.string().optional(),
    }),
  })
  .openapi("PasskeyCreation");
export type CreationAnswer = z.infer<typeof creationOptionsSchema>;

export const requestOptionsSchema = z
  .object({
    ceremony: z.string(),
    options: z.object({
      challenge: z.string(),
      timeout: z.int().optional(),
      rpId: z.string().optional(),
      userVerification: userVerification.optional(),
    }),
  })
  .openapi("PasskeyRequest");
export type RequestAnswer = z.infer<typeof requestOptionsSchema>;

const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  authenticatorAttachment: attachment.optional(),
  clientExtensionResults: z.object({}).default({}),
};

export const ceremonyName = z.string().max(100);

export const madePasskeySchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
});

export const passkeySignInSchema = z
  .strictObject({
    ceremony: ceremonyName,
    used: z.object({
      ...credential,
      response: z.object({
        clientDataJSON: base64url,
        authenticatorData: base64url,
        signature: base64url,
        userHandle: base64url.optional(),
      }),
    }),
  })
  .openapi("PasskeySignIn");

const label = z.string().trim().min(1).max(80).describe("what the person calls the passkey");
const chosen = {
  ceremony: ceremonyName,
  password: secret,
  code: secret.describe("that the authenticator shows"),
};
const joining = {
  secret: z.string().trim().min(1).max(100).describe("the code of the invitation"),
  name: personName.describe("by which the person is called here; that of a known person stays"),
};

export const joiningCodeSchema = z.strictObject({ secret: joining.secret });
export const joinPasswordSchema = z.strictObject({ ...joining, ...chosen }).openapi("JoinPassword");
export const joinBeginSchema = z.strictObject(joining);
export const joinPasskeySchema = z
  .strictObject({ ...joining, ceremony: ceremonyName, made: madePasskeySchema, label })
  .openapi("JoinPasskey");
export const choosePasswordSchema = z
  .strictObject({
    ...chosen,
    present: secret.optional().describe("the password of now; needed where the account has one"),
  })
  .openapi("ChoosePassword");
export const addPasskeySchema = z
  .strictObject({ ceremony: ceremonyName, made: madePasskeySchema, label })
  .openapi("AddPasskey");

export const offeredSecretSchema = z
  .object({
    ceremony: z.string(),
    secret: z.string().describe("base32, to be typed into an authenticator"),
    address: z.string().describe("otpauth, to be read from a picture"),
  })
  .openapi("OfferedSecret");

export const offerSchema = z
  .object({
    organisation: z.object({ id: z.string(), name: z.string() }),
    role: z.enum(roles),
    name: z.string().optional().describe("of a person who is in the register already"),
    expires: z.string(),
    totp: offeredSecretSchema,
  })
  .openapi("JoiningOffer");

const recoveryCodes = z
  .array(z.string())
  .describe("each stands in once for the authenticator's code; shown this once");
export const recoveryCodesSchema = z.object({ recoveryCodes }).openapi("RecoveryCodes");
export const joinedSchema = z.object({ me: meSchema, recoveryCodes }).openapi("Joined");

export const ownAccountSchema = z
  .object({
    hasPassword: z.boolean(),
    recoveryCodesLeft: z.int().min(0),
    passkeys: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        site: z.string().describe("the name of the server that it was made for"),
        created: z.string(),
        used: z.string().optional(),
      }),
    ),
    sessions: z.array(
      z.object({
        id: z.string(),
        way: z.enum(ways),
        agent: z.string().describe("what the browser calls itself"),
        created: z.string(),
        seen: z.string(),
        isThis: z.boolean(),
      }),
    ),
  })
  .openapi("OwnAccount");
export type OwnAccountAnswer = z.infer<typeof ownAccountSchema>;
