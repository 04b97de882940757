/** Digests of passwords by argon2id (RFC 9106), as the PHC text that names their parameters. */
import { argon2, timingSafeEqual } from "node:crypto";
import { fromBase64, toBase64, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";

/** How dear a digest is. */
export type DigestCost = { readonly memoryKiB: number; readonly passes: number };

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes and one lane. */
export const ordinaryCost: DigestCost = { memoryKiB: 19_456, passes: 2 };

export type PasswordDigest = {
  readonly cost: DigestCost;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
};

/** The digest of a password, of which `pepper` stands in no database. */
export async function digestPassword(
  password: string,
  {
    cost,
    salt,
    pepper,
  }: { readonly cost: DigestCost; readonly salt: Uint8Array; readonly pepper: Uint8Array },
): Promise<PasswordDigest> {
  const hash = await new Promise<Uint8Array>((resolve, reject) => {
    const parameters = {
      message: utf8(password.normalize("NFKC")), // the same letters from any keyboard
      nonce: salt,
      secret: pepper,
      parallelism: 1,
      tagLength: 32,
      memory: cost.memoryKiB,
      passes: cost.passes,
    };
    argon2("argon2id", parameters, (error, derived) => (error ? reject(error) : resolve(derived)));
  });
  return { cost, salt, hash };
}

/** Whether the password has the digest. */
export async function isPassword(
  password: string,
  wanted: PasswordDigest,
  pepper: Uint8Array,
): Promise<boolean> {
  const { hash } = await digestPassword(password, { cost: wanted.cost, salt: wanted.salt, pepper });
  return hash.length === wanted.hash.length && timingSafeEqual(hash, wanted.hash);
}

/** `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`, base64 without padding. */
export function formatDigest({ cost, salt, hash }: PasswordDigest): string {
  const [saltText, hashText] = [salt, hash].map((bytes) => toBase64(bytes).replaceAll("=", ""));
  return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=1$${saltText}$${hashText}`;
}

/** The digest of such a text. Throws `bad-digest` for another. */
export function parseDigest(text: string): PasswordDigest {
  const [, memory, passes, salt, hash] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/.exec(text) ?? [];
  const [saltBytes, hashBytes] = [padded(salt), padded(hash)];
  if (saltBytes === undefined || hashBytes === undefined)
    throw new RecountError("bad-digest", "got a password digest of another kind, wanted argon2id");
  return {
    cost: { memoryKiB: Number(memory), passes: Number(passes) },
    salt: saltBytes,
    hash: hashBytes,
  };
}

const padded = (text: string | undefined): Uint8Array | undefined =>
  text === undefined ? undefined : fromBase64(text.padEnd(Math.ceil(text.length / 4) * 4, "="));
