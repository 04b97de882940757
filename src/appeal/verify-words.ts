/** `VERIFY.txt`: how a stranger checks the folder with public tools. */
import type { Digest } from "../model/ids.ts";

/**
 * The text, the same for every folder but for the digest of the page with the verifier in it, where there is one.
 *
 * @example
 * formatVerifyText().includes("verify.html, as it lies here"); //=> false
 */
export function formatVerifyText(page?: Digest): string {
  return verifyText.replace("{page}", page === undefined ? "" : pageWords(page));
}

const pageWords = (page: Digest) => `
   The SHA-256 of verify.html, as it lies here, is
     ${page}
   Whoever has Recount prints that of its own copy with recount verify --page-digest; every release names it.
`;

const verifyText = `How to check this folder

1. With tools that every computer has, that no file was changed since it was published:

     sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt        (Linux)
     shasum -a 256 -c manifest-sha256.txt tagmanifest-sha256.txt    (macOS)

   Not covered by it: the files in proofs/, and checkpoint. They are covered by step 3.

2. With OpenSSH, that an organisation's key signed the text and its figures. NAME is a name in keys/allowed_signers:

     ssh-keygen -Y verify -f keys/allowed_signers -I NAME -n recount-appeal \\
       -s signatures/NAME.sig < manifest-sha256.txt

   A key that was changed or given up since holds no more today: add -Overify-time=YYYYMMDD with the day in beside.json.
   Letters (letters/1.json and so on) are checked in the same way with -n recount-letter.

3. With Recount (https://www.npmjs.com/package/recount), offline:

     recount verify .

   It checks that
   - the folder is a BagIt bag, there is no file that should not be here, and none is missing;
   - the checkpoint is signed by the key in data/log.vkey;
   - proofs/publication.json shows that the digests of both manifests stand in the ledger;
   - data/statements.json says what data/appeal.md says;
   - signatures, withdrawals and disputes are signed, by the keys in this folder;
   - for each figure with open proof, each counted entity is shown by a record in the ledger, no record twice,
     and the records add up to the figure;
   - overlaps of lists add up, and estimates follow from them.

   verify.html does the same in a browser, without installing anything. Use a copy that you had from elsewhere, or
   compare its SHA-256 with one that is published elsewhere: whoever doctored this folder could have doctored it too.
{page}
4. All keys in this folder came with it, so whoever remade the whole folder could have put others in. Compare them with
   what the organisations publish on their own sites or on paper, in a file of one line per key:

     NAME SHA256:...           an organisation's fingerprint, or its line of allowed_signers
     ledger.example+...        the ledger's verifier key, as in data/log.vkey

     recount verify . --keys keys-from-elsewhere.txt

5. With OpenSSL, when the checkpoint was there, if the folder has proofs/timestamp-1.tsr. Get authority.pem from the authority:

     openssl ts -verify -in proofs/timestamp-1.tsr -data checkpoint -CAfile authority.pem

   recount verify says it too, when the certificate stands in keys-from-elsewhere.txt, in PEM.

What no check of this folder can show: that the sources are true, that no record was left out of the ledger,
and that two records in it are not of one person.

The formats are described in docs/spec of the package.
`;
