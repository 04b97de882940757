/** Timestamps by an authority (RFC 3161): asked for, read, and verified without any network. */
import {
  CertificateSet,
  ContentInfo,
  id_contentType,
  id_messageDigest,
  id_signedData,
  SignedData,
  type SignerInfo,
} from "@peculiar/asn1-cms";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  id_ct_tstInfo,
  MessageImprint,
  PKIStatus,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from "@peculiar/asn1-tsp";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import { Set as AttributeSet, fromBER, OctetString as RawOctetString, Sequence } from "asn1js";
import { concatBytes, fromHex, sameBytes } from "../base/bytes.ts";
import { type Issue, issueAt, type Parsed, type Verdict } from "../base/errors.ts";
import { hashBytes, verifySignature } from "../base/signature.ts";
import { hashOf, type KnownCertificate, leadsTo, readCertificate, signedHash } from "./certificate.ts";

/** A timestamp that fits its message and its own certificate; whose certificate it is remains to be confirmed. */
export type Timestamp = {
  readonly time: string; // ISO 8601, UTC
  readonly authority: KnownCertificate;
};

const TST_INFO_DER = "060b2a864886f70d0109100104"; // id_ct_tstInfo
const SHA256 = "2.16.840.1.101.3.4.2.1";
const SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"; // RFC 2634, SHA-1
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"; // RFC 5035
const hashBySize = { 20: "sha1", 32: "sha256", 48: "sha384", 64: "sha512" } as const;

/** The request for a timestamp over `message`, with the authority's certificate. `nonce` makes it unlike any other. */
export function timestampRequest(message: Uint8Array, nonce: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    messageImprint: imprintOf(message),
    nonce: positive(nonce),
    certReq: true,
  });
  return new Uint8Array(AsnConvert.serialize(request));
}

/**
 * An authority's answer as it is kept and published: without the certificates of others, lists of what was revoked and
 * attributes that nobody signed. An issue when it says no, or was made for another request.
 */
export function tidyTimestamp(
  answer: Uint8Array,
  { message, nonce }: { readonly message: Uint8Array; readonly nonce: Uint8Array },
): Parsed<Uint8Array> {
  try {
    const { status, timeStampToken } = AsnConvert.parse(answer, TimeStampResp);
    if (timeStampToken === undefined)
      return refuse(
        "a timestamp",
        `the answer ${PKIStatus[status.status]} ${status.statusString?.[0] ?? ""}`.trim(),
      );
    const signed = AsnConvert.parse(timeStampToken.content, SignedData);
    const [signer] = signed.signerInfos;
    const certificate = [...(signed.certificates ?? [])].find(({ certificate: each }) => {
      const read = each === undefined ? undefined : readCertificate(derOf(each));
      return read !== undefined && signer !== undefined && isSigner(signer, read);
    });
    if (signer === undefined || certificate === undefined) return refuse("the signer's certificate", "none");
    delete signer.unsignedAttrs;
    delete signed.crls;
    signed.certificates = new CertificateSet([certificate]);
    const info = AsnConvert.parse(
      signed.encapContentInfo.eContent?.single?.buffer ?? new ArrayBuffer(0),
      TSTInfo,
    );
    if (!sameBytes(new Uint8Array(info.nonce ?? new ArrayBuffer(0)), new Uint8Array(positive(nonce))))
      return refuse("the nonce that was sent", "another");
    const token = new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signed) });
    const tidy = derOf(new TimeStampResp({ timeStampToken: token }));
    const read = readTimestamp(tidy, message);
    return "issues" in read ? read : { value: tidy };
  } catch (error) {
    return refuse("an answer of RFC 3161", error instanceof Error ? error.message : "other bytes");
  }
}

/**
 * The timestamp of bytes that `tidyTimestamp` gave, over `message`. Every byte of it is fixed, signed, or named by what
 * is signed; other bytes are refused.
 */
export function readTimestamp(bytes: Uint8Array, message: Uint8Array): Parsed<Timestamp> {
  try {
    return readToken(bytes, message);
  } catch {
    return refuse("an answer of RFC 3161 in DER", "other bytes");
  }
}

function readToken(bytes: Uint8Array, message: Uint8Array): Parsed<Timestamp> {
  const answer = AsnConvert.parse(bytes, TimeStampResp);
  const { status, timeStampToken } = answer;
  const signed = AsnConvert.parse(timeStampToken?.content ?? new ArrayBuffer(0), SignedData);
  const [signer, ...others] = signed.signerInfos;
  const [certificate, ...more] = signed.certificates ?? [];
  const content = new Uint8Array(signed.encapContentInfo.eContent?.single?.buffer ?? new ArrayBuffer(0));
  const authority = certificate?.certificate && readCertificate(derOf(certificate.certificate));
  if (timeStampToken === undefined || signer === undefined || authority === undefined)
    return refuse("a token with its signer's certificate", "none");
  const again = new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signed) });
  const isTidy =
    status.status === PKIStatus.granted &&
    sameBytes(derOf(new TimeStampResp({ timeStampToken: again })), bytes) &&
    signed.version === 3 &&
    signer.version === 1 &&
    signed.crls === undefined &&
    signer.unsignedAttrs === undefined &&
    others.length + more.length === 0 &&
    signed.digestAlgorithms.length === 1 &&
    sameBytes(derOf(signed.digestAlgorithms[0]), derOf(signer.digestAlgorithm));
  if (!isTidy)
    return refuse("the answer in DER, granted, with one signer and one certificate", "another form");
  const info = AsnConvert.parse(content, TSTInfo);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const imprint = hashBytes("sha256", message);
  if (hashOf(hashAlgorithm) !== "sha256" || !sameBytes(new Uint8Array(hashedMessage.buffer), imprint))
    return refuse("a timestamp over these bytes", "one over others");
  const at = info.genTime.getTime();
  const reason =
    signed.encapContentInfo.eContentType !== id_ct_tstInfo
      ? "it signs no time"
      : !isSigner(signer, authority) || !authority.signsTimes
        ? "its certificate is not for signing times"
        : at < authority.start || at > authority.end
          ? "its certificate did not hold then"
          : signatureReason(signer, content, authority);
  return reason === undefined
    ? { value: { time: info.genTime.toISOString(), authority } }
    : refuse("a timestamp that holds", reason);
}

/** Why the signature does not hold, or undefined. */
function signatureReason(
  signer: SignerInfo,
  content: Uint8Array,
  { der, key }: KnownCertificate,
): string | undefined {
  const digest = hashOf(signer.digestAlgorithm);
  const hash = signedHash(signer.signatureAlgorithm, digest);
  if (digest === undefined || hash === undefined)
    return "its hash or its signature is of a kind that is not known";
  const attribute = (type: string) =>
    signer.signedAttrs?.find(({ attrType }) => attrType === type)?.attrValues[0];
  const isOf = sameBytes(
    new Uint8Array(attribute(id_contentType) ?? new ArrayBuffer(0)),
    fromHex(TST_INFO_DER) ?? new Uint8Array(),
  );
  const said = new Uint8Array(
    AsnConvert.parse(attribute(id_messageDigest) ?? new ArrayBuffer(0), OctetString).buffer,
  );
  if (!isOf || !sameBytes(said, hashBytes(digest, content))) return "its signature is over another time";
  const named = attribute(SIGNING_CERTIFICATE_V2) ?? attribute(SIGNING_CERTIFICATE);
  if (named === undefined || !namesCertificate(named, der)) return "it names another certificate";
  // RFC 5652, section 5.4: signed as a SET OF, although it stands there as [0].
  const attributes = (signer.signedAttrs ?? []).map((each) => fromBER(AsnConvert.serialize(each)).result);
  const message = new Uint8Array(new AttributeSet({ value: attributes }).toBER());
  const signature = new Uint8Array(signer.signature.buffer);
  return verifySignature(key, hash, { message, signature }) ? undefined : "its signature does not hold";
}

/**
 * Whether somebody known from outside stands behind the timestamp: its signer, or a certificate to which a chain of issuers
 * leads from the signer's, by way of `between`, from wherever they are.
 */
export function confirmTimestamp(
  { authority, time }: Timestamp,
  known: readonly KnownCertificate[],
  between: readonly KnownCertificate[] = [],
): Verdict {
  return leadsTo(authority, { anchors: known, between, at: Date.parse(time) })
    ? { ok: true }
    : { ok: false, reason: "its authority's certificate was not confirmed from outside" };
}

function isSigner({ sid }: SignerInfo, { serial, issuer }: KnownCertificate): boolean {
  const named = sid.issuerAndSerialNumber;
  return (
    named !== undefined &&
    sameBytes(new Uint8Array(named.serialNumber), serial) &&
    sameBytes(derOf(named.issuer), issuer)
  );
}

/** The first ESSCertID, whose hash is the first octet string in it (RFC 5035, sections 3 and 4). */
function namesCertificate(attribute: ArrayBuffer, der: Uint8Array): boolean {
  const whole = fromBER(attribute).result;
  const list = whole instanceof Sequence ? whole.valueBlock.value[0] : undefined;
  const first = list instanceof Sequence ? list.valueBlock.value[0] : undefined;
  const hash = first instanceof Sequence ? first.valueBlock.value.find(isOctets) : undefined;
  const bytes = new Uint8Array(hash?.valueBlock.valueHexView ?? new ArrayBuffer(0));
  const name = Object.entries(hashBySize).find(([size]) => Number(size) === bytes.length)?.[1];
  return name !== undefined && sameBytes(hashBytes(name, der), bytes);
}

const isOctets = (value: object): value is RawOctetString => value instanceof RawOctetString;

function imprintOf(message: Uint8Array): MessageImprint {
  const hashAlgorithm = new AlgorithmIdentifier({ algorithm: SHA256, parameters: null });
  const hash = hashBytes("sha256", message);
  return new MessageImprint({ hashAlgorithm, hashedMessage: new OctetString(hash.slice().buffer) });
}

/** A number of the bytes that is above zero whatever they are. */
const positive = (bytes: Uint8Array): ArrayBuffer => concatBytes(Uint8Array.of(1), bytes).buffer;

const derOf = (value: unknown): Uint8Array => new Uint8Array(AsnConvert.serialize(value));

const refuse = (expected: string, received: string): { readonly issues: readonly Issue[] } => ({
  issues: [issueAt("timestamp", expected, received)],
});
