/** The certificates between authorities of time and those that everybody knows: published, so that a root is enough. */
import { join } from "node:path";
import { paths } from "../appeal/publish.ts";
import { fromUtf8, toBase64, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { takeCertificates } from "../ledger/certificate.ts";
import { readFileIfThere, writeFileDurably } from "../shell/files.ts";
import type { OpenRegister } from "../shell/register-folder.ts";

type Folder = OpenRegister["folder"];

const pathOf = ({ data }: Folder) => join(data, "timestamp-chain.pem");

/** The file of a published folder that has them; none where the register has none. */
export async function chainFiles(folder: Folder): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytes = await readFileIfThere(pathOf(folder));
  return bytes === undefined ? new Map() : new Map([[paths.authorities, bytes]]);
}

/** Keeps the certificates of a file too. Throws `input-chain` for a file that is not certificates in PEM alone. */
export async function addChain(folder: Folder, path: string): Promise<void> {
  const given = takeCertificates(new TextDecoder().decode(await readFileIfThere(path)));
  if (given.certificates.length === 0 || given.rest.trim() !== "")
    throw new RecountError(
      "input-chain",
      `got ${path}, wanted a file of certificates in PEM and nothing else`,
    );
  const kept = takeCertificates(fromUtf8((await readFileIfThere(pathOf(folder))) ?? new Uint8Array()));
  const blocks = [...kept.certificates, ...given.certificates].map(({ der }) => formatPem(der));
  await writeFileDurably(pathOf(folder), utf8([...new Set(blocks)].join("")));
}

/** RFC 7468. */
function formatPem(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
