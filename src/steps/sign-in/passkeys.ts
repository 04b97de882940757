/** Passkeys (WebAuthn level 3): made and used in the browser, verified here. The only file that knows the library. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { fromBase64url, toBase64url } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import type { Passkey } from "../../store/accounts.ts";
import { beginCeremony, finishCeremony } from "./ceremonies.ts";
import type { SignInTools, Site } from "./tools.ts";

export type CreationOptions = PublicKeyCredentialCreationOptionsJSON;
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON;

/** What a browser gives for a passkey that it made; bytes in base64url. */
export type MadePasskey = {
  readonly id: string;
  readonly rawId: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports?: readonly string[] | undefined;
  };
};

/** What a browser gives for a passkey that it used; bytes in base64url. */
export type UsedPasskey = {
  readonly id: string;
  readonly rawId: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string | undefined;
  };
};

const asCredential = ({ id, rawId }: MadePasskey | UsedPasskey) =>
  ({ id, rawId, type: "public-key", clientExtensionResults: {} }) as const;

const ALGORITHMS = [-8, -7, -257]; // COSE: EdDSA, ES256, RS256

/** Begins the making of a passkey for the account of a handle. */
export async function beginPasskey(
  tools: SignInTools,
  {
    name,
    handle,
    site,
    known,
  }: {
    readonly name: string;
    readonly handle: Uint8Array;
    readonly site: Site;
    readonly known: readonly Passkey[];
  },
): Promise<{ readonly ceremony: string; readonly options: CreationOptions }> {
  const options = await generateRegistrationOptions({
    rpName: tools.register.info.name,
    rpID: site.id,
    userName: name,
    userDisplayName: name,
    userID: new Uint8Array(handle),
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: known.map(({ id, transports }) => ({
      id: toBase64url(id),
      transports: transports.split(",").filter((each) => each !== ""),
    })),
  });
  const remembered = { challenge: options.challenge, handle: toBase64url(handle), name };
  return { ceremony: await beginCeremony(tools, "passkey", remembered), options };
}

/** What a passkey that was made is kept by, without its person and what they call it. */
export type NewPasskey = Omit<Passkey, "person" | "label" | "created" | "used">;

/** The passkey and the handle that it was made for. Throws `input-passkey` for one that does not hold. */
export async function finishPasskey(
  tools: SignInTools,
  { ceremony, made, site }: { readonly ceremony: string; readonly made: MadePasskey; readonly site: Site },
): Promise<{ readonly handle: Uint8Array; readonly name: string; readonly passkey: NewPasskey }> {
  const remembered = await finishCeremony(tools, "passkey", { token: ceremony });
  const verified = await orNothing(
    verifyRegistrationResponse({
      response: {
        ...asCredential(made),
        response: {
          clientDataJSON: made.response.clientDataJSON,
          attestationObject: made.response.attestationObject,
        },
      },
      expectedChallenge: remembered?.get("challenge") ?? "",
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  const handle = fromBase64url(remembered?.get("handle") ?? "");
  if (remembered === undefined || handle === undefined || verified?.verified !== true) throw badPasskey();
  const { credential } = verified.registrationInfo;
  const id = fromBase64url(credential.id);
  // An id is one account's: another's, or the account's own once more, would open for whoever was first.
  if (id === undefined || (await tools.register.store.accounts.passkey(id)) !== undefined) throw badPasskey();
  const transports = (made.response.transports ?? []).join(",");
  const { publicKey, counter } = credential;
  return {
    handle,
    name: remembered.get("name") ?? "",
    passkey: { id, site: site.id, publicKey, counter, transports },
  };
}

/** Begins a sign-in by any passkey that the browser has for the site: nobody's name is asked or told. */
export async function beginUse(
  tools: SignInTools,
  site: Site,
): Promise<{ readonly ceremony: string; readonly options: RequestOptions }> {
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: "required" });
  const { challenge } = options;
  return { ceremony: await beginCeremony(tools, "passkey-sign-in", { challenge }), options };
}

/** The passkey that was used, whose counter has grown; undefined when it does not hold. */
export async function finishUse(
  tools: SignInTools,
  { ceremony, used, site }: { readonly ceremony: string; readonly used: UsedPasskey; readonly site: Site },
): Promise<Passkey | undefined> {
  const { accounts } = tools.register.store;
  const remembered = await finishCeremony(tools, "passkey-sign-in", { token: ceremony });
  const passkey = await accounts.passkey(fromBase64url(used.id) ?? new Uint8Array());
  if (remembered === undefined || passkey === undefined) return undefined;
  const verified = await orNothing(
    verifyAuthenticationResponse({
      response: {
        ...asCredential(used),
        response: {
          clientDataJSON: used.response.clientDataJSON,
          authenticatorData: used.response.authenticatorData,
          signature: used.response.signature,
        },
      },
      expectedChallenge: remembered.get("challenge") ?? "",
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: {
        id: used.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    }),
  );
  if (verified?.verified !== true) return undefined;
  const isNewer = await accounts.touchPasskey(
    passkey.id,
    verified.authenticationInfo.newCounter,
    tools.now(),
  );
  return isNewer ? passkey : undefined;
}

// The library throws for whatever in the browser's answer is not as it should be, and only for that: it reads no disk
// and no network when no attestation is asked for.
async function orNothing<T>(verifying: Promise<T>): Promise<T | undefined> {
  try {
    return await verifying;
  } catch {
    return undefined;
  }
}

const badPasskey = () =>
  new RecountError("input-passkey", "got a passkey that does not hold, wanted one made for this ceremony");
