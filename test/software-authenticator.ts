/** An authenticator in software: it makes and uses passkeys (WebAuthn level 3, section 6) with an ES256 key, user verified. */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { concatBytes, toBase64url, utf8 } from "../src/base/bytes.ts";

export type Authenticator = ReturnType<typeof softwareAuthenticator>;

const FLAGS = { present: 1, verified: 4, attested: 64 } as const;

/** One passkey's worth of an authenticator, at a page of `origin`. */
export function softwareAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const cose = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2], // key type: elliptic curve
      [3, -7], // ES256
      [-1, 1], // P-256
      [-2, new Uint8Array(Buffer.from(x, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y, "base64url"))],
    ]),
  );
  const state = { counter: 0 };
  const clientData = (type: string, challenge: string, at = origin) =>
    utf8(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));
  const head = (rpId: string, flags: number) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(state.counter);
    return concatBytes(createHash("sha256").update(rpId).digest(), Uint8Array.of(flags), counter);
  };
  const credential = { id: toBase64url(id), rawId: toBase64url(id), type: "public-key" } as const;
  return {
    /** What `navigator.credentials.create` gives. */
    make({ challenge, rp }: { readonly challenge: string; readonly rp: { readonly id?: string } }) {
      const length = Uint8Array.of(0, id.length);
      const authData = concatBytes(
        head(rp.id ?? "", FLAGS.present | FLAGS.verified | FLAGS.attested),
        new Uint8Array(16), // no make and model
        length,
        id,
        cose,
      );
      const attestation = isoCBOR.encode(
        new Map<string, string | Uint8Array | Map<string, string>>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", authData],
        ]),
      );
      return {
        ...credential,
        response: {
          clientDataJSON: toBase64url(clientData("webauthn.create", challenge)),
          attestationObject: toBase64url(attestation),
          transports: ["internal"],
        },
      };
    },
    /** What `navigator.credentials.get` gives. `counter` says another use than the next, `at` another page. */
    use(
      { challenge, rpId }: { readonly challenge: string; readonly rpId?: string },
      {
        counter = state.counter + 1,
        verified = true,
        at = origin,
      }: { readonly counter?: number; readonly verified?: boolean; readonly at?: string } = {},
    ) {
      state.counter = counter;
      const client = clientData("webauthn.get", challenge, at);
      const authData = head(rpId ?? "", FLAGS.present | (verified ? FLAGS.verified : 0));
      const signed = concatBytes(authData, createHash("sha256").update(client).digest());
      return {
        ...credential,
        response: {
          clientDataJSON: toBase64url(client),
          authenticatorData: toBase64url(authData),
          signature: toBase64url(sign("sha256", signed, privateKey)),
        },
      };
    },
  };
}
