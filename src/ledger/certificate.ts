/** What is read of an X.509 certificate (RFC 5280): whose it is, by whom, and whether its key signs times. */
import { RSAPublicKey } from "@peculiar/asn1-rsa";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  type AlgorithmIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  type Extension,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_kp_timeStamping,
  KeyUsage,
  KeyUsageFlags,
  type SubjectPublicKeyInfo,
} from "@peculiar/asn1-x509";
import { fromBase64, sameBytes, toHex } from "../base/bytes.ts";
import { type HashName, type PublicKey, verifySignature } from "../base/signature.ts";

export type KnownCertificate = {
  readonly der: Uint8Array;
  readonly name: string; // its subject's common name, else its organisation, else ""
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array; // DER of the issuer's name
  readonly subject: Uint8Array; // DER of its own
  readonly start: number; // milliseconds since 1970, inclusive
  readonly end: number; // inclusive
  readonly key: PublicKey;
  readonly signsTimes: boolean; // for timestamps and nothing else, said as critical: RFC 3161, section 2.3
  readonly signsCertificates: boolean;
  readonly mostIssuersBelow: number; // that may stand between it and whom they certify; Infinity where it says nothing
};

const RSA = "1.2.840.113549.1.1.1";
const EC = "1.2.840.10045.2.1";
const [COMMON_NAME, ORGANISATION] = ["2.5.4.3", "2.5.4.10"];
/** Parameters of a named curve, as they stand in a key. */
const curves: readonly (readonly ["p256" | "p384", string])[] = [
  ["p256", "06082a8648ce3d030107"],
  ["p384", "06052b81040022"],
];
const hashOids: { readonly [oid: string]: HashName } = {
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const signatureHashes: { readonly [oid: string]: HashName } = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};

/** The hash that an algorithm names; undefined for one that is not known, or that has parameters. */
export function hashOf(algorithm: AlgorithmIdentifier): HashName | undefined {
  return isPlain(algorithm) ? hashOids[algorithm.algorithm] : undefined;
}

/** The hash that a signature is over: the algorithm's own, or `digest` where it names a key's kind alone. */
export function signedHash(
  algorithm: AlgorithmIdentifier,
  digest: HashName | undefined,
): HashName | undefined {
  if (!isPlain(algorithm)) return undefined;
  return algorithm.algorithm === RSA ? digest : signatureHashes[algorithm.algorithm];
}

/** Parameters that say nothing: absent, or NULL. */
function isPlain({ parameters }: AlgorithmIdentifier): boolean {
  return parameters == null || sameBytes(new Uint8Array(parameters), Uint8Array.of(5, 0));
}

/** The certificate of its DER; undefined for bytes that are none, or whose key is of a kind that is not known. */
export function readCertificate(der: Uint8Array): KnownCertificate | undefined {
  try {
    const parsed = AsnConvert.parse(der, Certificate);
    if (!sameBytes(new Uint8Array(AsnConvert.serialize(parsed)), der)) return undefined;
    const { subject, issuer, serialNumber, validity, subjectPublicKeyInfo, extensions } =
      parsed.tbsCertificate;
    const key = keyOf(subjectPublicKeyInfo);
    const extension = (id: string) => extensions?.find(({ extnID }) => extnID === id);
    const usage = extension(id_ce_extKeyUsage);
    const uses = usage === undefined ? [] : [...AsnConvert.parse(usage.extnValue.buffer, ExtendedKeyUsage)];
    const basic = extension(id_ce_basicConstraints);
    const rights = basic && AsnConvert.parse(basic.extnValue.buffer, BasicConstraints);
    return key === undefined
      ? undefined
      : {
          der,
          name: nameOf(subject, COMMON_NAME) ?? nameOf(subject, ORGANISATION) ?? "",
          serial: new Uint8Array(serialNumber),
          issuer: new Uint8Array(AsnConvert.serialize(issuer)),
          subject: new Uint8Array(AsnConvert.serialize(subject)),
          start: validity.notBefore.getTime().getTime(),
          end: validity.notAfter.getTime().getTime(),
          key,
          signsTimes: usage?.critical === true && uses.length === 1 && uses[0] === id_kp_timeStamping,
          signsCertificates: rights?.cA === true && mayIssue(extension(id_ce_keyUsage)),
          mostIssuersBelow: rights?.pathLenConstraint ?? Number.POSITIVE_INFINITY,
        };
  } catch {
    return undefined; // no DER, or not of a certificate
  }
}

/** Whether the certificate is signed by the issuer's key, under the issuer's name. */
function isIssuedBy(certificate: KnownCertificate, issuer: KnownCertificate): boolean {
  const { tbsCertificateRaw, signatureAlgorithm, signatureValue } = AsnConvert.parse(
    certificate.der,
    Certificate,
  );
  const hash = signedHash(signatureAlgorithm, undefined);
  if (hash === undefined || tbsCertificateRaw === undefined || !issuer.signsCertificates) return false;
  if (!sameBytes(certificate.issuer, issuer.subject)) return false;
  const [message, signature] = [new Uint8Array(tbsCertificateRaw), new Uint8Array(signatureValue)];
  return verifySignature(issuer.key, hash, { message, signature });
}

const LONGEST_CHAIN = 8;

/**
 * Whether a chain leads from the certificate up to one of `anchors` by way of `between`: each issued by the next, all of
 * them holding at `at` (milliseconds since 1970), none above the first without the right to issue, and none above
 * more certificates of issuers than it allows (RFC 5280, sections 4.2.1.9 and 6.1).
 */
export function leadsTo(
  certificate: KnownCertificate,
  { anchors, between, at }: CertificateChains,
  below = 0, // issuers on the way here
): boolean {
  if (below > LONGEST_CHAIN || at < certificate.start || at > certificate.end) return false;
  if (anchors.some((anchor) => sameBytes(anchor.der, certificate.der))) return true;
  return [...anchors, ...between].some(
    (issuer) =>
      below <= issuer.mostIssuersBelow &&
      isIssuedBy(certificate, issuer) &&
      leadsTo(issuer, { anchors, between, at }, below + 1),
  );
}

export type CertificateChains = {
  readonly anchors: readonly KnownCertificate[]; // confirmed from outside
  readonly between: readonly KnownCertificate[]; // from wherever
  readonly at: number;
};

/**
 * The certificates in PEM (RFC 7468) among other lines, and those lines without them. A block that is no certificate
 * stays among the lines.
 *
 * @example
 * takeCertificates("# keys\n").rest; //=> "# keys\n"
 */
export function takeCertificates(text: string): {
  readonly certificates: readonly KnownCertificate[];
  readonly rest: string;
} {
  const certificates: KnownCertificate[] = [];
  const block = /-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+?)-----END CERTIFICATE-----/g;
  const rest = text.replace(block, (whole, inside: string) => {
    const der = fromBase64(inside.replace(/[\r\n]/g, ""));
    const read = der === undefined ? undefined : readCertificate(der);
    if (read === undefined) return whole;
    certificates.push(read);
    return whole.replace(/[^\n]/g, ""); // the lines after it keep their numbers
  });
  return { certificates, rest };
}

/** RFC 5280, section 4.2.1.3: whoever says what a key is for has to name the signing of certificates. */
function mayIssue(usage: Extension | undefined): boolean {
  if (usage === undefined) return true;
  return (AsnConvert.parse(usage.extnValue.buffer, KeyUsage).toNumber() & KeyUsageFlags.keyCertSign) !== 0;
}

function keyOf({ algorithm, subjectPublicKey }: SubjectPublicKeyInfo): PublicKey | undefined {
  if (algorithm.algorithm === RSA) {
    const { modulus, publicExponent } = AsnConvert.parse(subjectPublicKey, RSAPublicKey);
    return { kind: "rsa", modulus: new Uint8Array(modulus), exponent: new Uint8Array(publicExponent) };
  }
  const parameters = new Uint8Array(algorithm.parameters ?? new ArrayBuffer(0));
  const kind = curves.find(([, wanted]) => toHex(parameters) === wanted)?.[0];
  return algorithm.algorithm === EC && kind !== undefined
    ? { kind, point: new Uint8Array(subjectPublicKey) }
    : undefined;
}

function nameOf(subject: Certificate["tbsCertificate"]["subject"], type: string): string | undefined {
  for (const part of subject)
    for (const { type: own, value } of part) if (own === type) return value.toString();
  return undefined;
}
