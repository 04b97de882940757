/** `VERIFY.txt`: how a stranger checks the folder with public tools. */

/** The same for every folder; digits of the ledger stand in the files it names. */
export const verifyText = `How to check this folder

1. With tools that every computer has, that no file of the text was changed:

     sha256sum -c manifest-sha256.txt        (Linux)
     shasum -a 256 -c manifest-sha256.txt    (macOS)

   This covers the page, the text, statements.json, the keys and this file.
   Not covered by it: the files in proofs/, and checkpoint. They are covered by step 2.

2. With Recount (https://www.npmjs.com/package/recount), offline:

     recount verify .

   It checks that
   - there is no file that should not be here, and none is missing;
   - the checkpoint is signed by the key in keys/log.vkey;
   - proofs/publication.json shows that the digest of manifest-sha256.txt stands in the ledger;
   - statements.json says what appeal.md says;
   - for each figure with open proof, each counted entity is shown by a record in the ledger, no record twice,
     and the records add up to the figure;
   - overlaps of lists add up, and estimates follow from them.

3. The key in keys/log.vkey came with this folder, so whoever remade the whole folder could have put another one in.
   Compare it with what the organisations publish on their own sites or on paper, in a file of one key per line:

     recount verify . --keys keys-from-elsewhere.txt

What no check of this folder can show: that the sources are true, that no record was left out of the ledger,
and that two records in it are not of one person.

The formats are described in docs/spec of the package.
`;
