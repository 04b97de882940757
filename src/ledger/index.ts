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
  type Disclosure,
  type Field,
  formatLeaf,
  formLeaf,
  type Leaf,
  leafHash,
  parseLeaf,
  readDisclosure,
} from "./leaf.ts";
export {
  formatSignedNote,
  type NoteSignature,
  noteSigners,
  parseSignedNote,
  type SignedNote,
  signNote,
} from "./signed-note.ts";
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
