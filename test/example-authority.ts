/** An authority of time for tests, by recorded keys: it says whatever time it is told. */
import { createHash, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import * as cms from "@peculiar/asn1-cms";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { id_ct_tstInfo, TimeStampReq, TimeStampResp, TSTInfo } from "@peculiar/asn1-tsp";
import { AlgorithmIdentifier, Certificate } from "@peculiar/asn1-x509";
import { Set as AttributeSet, fromBER, ObjectIdentifier, OctetString as RawOctets, Sequence } from "asn1js";
import { fromBase64 } from "../src/base/bytes.ts";

/** Tokens that openssl made, and the keys and certificates that it made them with. Nothing in it is secret. */
export const recorded: {
  readonly message: string;
  readonly authority: string; // who issued the certificate, in PEM
  readonly certificate: string;
  readonly key: string;
  readonly otherAuthority: string;
  readonly tokens: readonly { readonly desc: string; readonly nonce: string; readonly answer: string }[];
} = JSON.parse(readFileSync(new URL("./vectors/timestamp.json", import.meta.url), "utf8"));

const certificateDer =
  fromBase64(recorded.certificate.replace(/-----[A-Z ]+-----|\s/g, "")) ?? new Uint8Array();
const sha256 = new AlgorithmIdentifier({ algorithm: "2.16.840.1.101.3.4.2.1", parameters: null });
const rsa = new AlgorithmIdentifier({ algorithm: "1.2.840.113549.1.1.1", parameters: null });
const digest = (bytes: Uint8Array | ArrayBuffer) =>
  Uint8Array.from(createHash("sha256").update(new Uint8Array(bytes)).digest()).buffer;

/** The answer to a request, as at `time`. */
export function answerTimestamp(request: Uint8Array, time: Date): Uint8Array {
  const { messageImprint, nonce } = AsnConvert.parse(request, TimeStampReq);
  const info = AsnConvert.serialize(
    new TSTInfo({
      policy: "1.2.3.4.1",
      messageImprint,
      serialNumber: Uint8Array.of(1).buffer,
      genTime: time,
      ...(nonce !== undefined && { nonce }),
    }),
  );
  const certificate = AsnConvert.parse(certificateDer, Certificate);
  const { issuer, serialNumber } = certificate.tbsCertificate;
  const named = new Sequence({ value: [new RawOctets({ valueHex: digest(certificateDer) })] });
  const attribute = (attrType: string, value: ArrayBuffer) =>
    new cms.Attribute({ attrType, attrValues: [value] });
  const attributes = [
    attribute(cms.id_contentType, new ObjectIdentifier({ value: id_ct_tstInfo }).toBER()),
    attribute(cms.id_messageDigest, AsnConvert.serialize(new OctetString(digest(info)))),
    attribute(
      "1.2.840.113549.1.9.16.2.47",
      new Sequence({ value: [new Sequence({ value: [named] })] }).toBER(),
    ),
  ];
  const signed = new AttributeSet({
    value: attributes.map((each) => fromBER(AsnConvert.serialize(each)).result),
  }).toBER();
  const signer = new cms.SignerInfo({
    version: cms.CMSVersion.v1,
    sid: new cms.SignerIdentifier({
      issuerAndSerialNumber: new cms.IssuerAndSerialNumber({ issuer, serialNumber }),
    }),
    digestAlgorithm: sha256,
    signedAttrs: attributes,
    signatureAlgorithm: rsa,
    signature: new OctetString(Uint8Array.from(sign("sha256", new Uint8Array(signed), recorded.key)).buffer),
  });
  const content = new cms.SignedData({
    version: cms.CMSVersion.v3,
    digestAlgorithms: new cms.DigestAlgorithmIdentifiers([sha256]),
    encapContentInfo: new cms.EncapsulatedContentInfo({
      eContentType: id_ct_tstInfo,
      eContent: new cms.EncapsulatedContent({ single: new OctetString(info) }),
    }),
    certificates: new cms.CertificateSet([new cms.CertificateChoices({ certificate })]),
    signerInfos: new cms.SignerInfos([signer]),
  });
  const token = new cms.ContentInfo({
    contentType: cms.id_signedData,
    content: AsnConvert.serialize(content),
  });
  return new Uint8Array(AsnConvert.serialize(new TimeStampResp({ timeStampToken: token })));
}
