/** `recount/ledger`: leaves, the Merkle tree, proofs and signed checkpoints. */
export {
  type Checkpoint,
  formatCheckpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from "./checkpoint.ts";
export {
  type Cosigned,
  type CosignerKey,
  cosign,
  cosignerKey,
  cosignersOf,
  formatCosignerKey,
  parseCosignerKey,
} from "./cosignature.ts";
export {
  type Disclosure,
  type Field,
  formatLeaf,
  formLeaf,
  type Leaf,
  leafHash,
  parseLeaf,
  readDisclosure,
} from "./leaf.ts";
export { formatLogProof, type LogProof, parseLogProof } from "./log-proof.ts";
export { type LogPolicy, meetsQuorum, parseLogPolicy, type WitnessGroup } from "./policy.ts";
export {
  formatSignedNote,
  type NoteSignature,
  noteSigners,
  parseSignedNote,
  type SignedNote,
  signNote,
} from "./signed-note.ts";
export {
  type AllowedSigner,
  formatAllowedSigner,
  formatSshKey,
  parseSshKey,
  sshFingerprint,
} from "./ssh-key.ts";
export {
  formatSshSignature,
  parseSshSignature,
  type SshSignature,
  sshSign,
  sshVerify,
} from "./ssh-signature.ts";
export { formatTilePath, parseTilePath, type Tile, tileBytes, tilesOf, treeOfTiles } from "./tile.ts";
export { consistencyProof, type HashTree, hashTree, inclusionProof, nodeHash, rootHash } from "./tree.ts";
export {
  formatVerifierKey,
  isKeyName,
  newSigningKey,
  parseVerifierKey,
  type SigningKey,
  type VerifierKey,
  verifierKey,
} from "./verifier-key.ts";
export { type ConsistencyClaim, verifyConsistency } from "./verify-consistency.ts";
export { type InclusionClaim, verifyInclusion } from "./verify-inclusion.ts";
