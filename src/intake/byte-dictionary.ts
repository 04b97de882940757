/** Ids of distinct runs of bytes: the cells of a column, each text held once. */
import { isAscii } from "node:buffer";

export type ByteDictionary = {
  /** The id of a run of bytes, whose hash (`hashByte` over them) is given; ids count from 1, "" is 0. */
  readonly idOf: (range: ByteRange) => number;
  readonly size: () => number; // ids are below it
  /** Texts of the ids, "" first. */
  readonly texts: () => readonly string[];
  readonly textOf: (id: number) => string;
  readonly byteOf: (id: number, place: number) => number; // 0 past the end
  readonly state: DictionaryState;
};

/** All that a dictionary holds, to go on with it in another thread. */
export type DictionaryState = {
  arena: Uint8Array;
  ends: Uint32Array; // of the bytes of each id in the arena
  hashes: Int32Array;
  slots: Uint32Array; // open addressing by hash; empty while `ascends`
  ascends: boolean; // each text is longer than the one before, or as long and greater: running numbers
  count: number;
};

const emptyState = (): DictionaryState => ({
  arena: Buffer.allocUnsafeSlow(1 << 12),
  ends: new Uint32Array(1 << 8),
  hashes: new Int32Array(1 << 8),
  slots: new Uint32Array(1 << 9),
  ascends: true,
  count: 1,
});

/** Bytes [start, end), and their hash. */
export type ByteRange = { bytes: Uint8Array; start: number; end: number; hash: number };

export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193; // FNV-1a, a byte at a time: hash = imul(hash ^ byte, HASH_PRIME)

/** A dictionary that is empty, or goes on from `state`. */
export function byteDictionary(state: DictionaryState = emptyState()): ByteDictionary {
  const startOf = (id: number) => state.ends[id - 1] as number;
  const isSame = (id: number, { bytes, start, end }: ByteRange) => {
    const { arena } = state;
    let at = startOf(id);
    if ((state.ends[id] as number) - at !== end - start) return false;
    for (let i = start; i < end; i++) if (arena[at++] !== bytes[i]) return false;
    return true;
  };
  // Above 0 where the range comes after the newest text, 0 where it is the same.
  const compareWithNewest = ({ bytes, start, end }: ByteRange) => {
    const newest = state.count - 1;
    let at = startOf(newest);
    const longer = end - start - ((state.ends[newest] as number) - at);
    if (longer !== 0) return longer;
    for (let i = start; i < end; i++, at++) {
      const apart = (bytes[i] as number) - (state.arena[at] as number);
      if (apart !== 0) return apart;
    }
    return 0;
  };
  const append = (range: ByteRange) => {
    const id = state.count++;
    if (id === state.ends.length) growIds(state);
    const start = startOf(id);
    const end = start + range.end - range.start;
    if (end > state.arena.length) growArena(state, end);
    for (let i = range.start, at = start; i < range.end; i++, at++)
      state.arena[at] = range.bytes[i] as number;
    state.ends[id] = end;
    state.hashes[id] = range.hash;
    return id;
  };
  const add = (range: ByteRange, slot: number) => {
    const id = append(range);
    state.slots[slot] = id;
    if (2 * state.count > state.slots.length) growSlots(state);
    return id;
  };
  const idOf = (range: ByteRange) => {
    if (range.start === range.end) return 0;
    if (state.ascends) {
      const order = state.count === 1 ? 1 : compareWithNewest(range);
      if (order >= 0) return order === 0 ? state.count - 1 : append(range);
      state.ascends = false;
      growSlots(state);
    }
    const { slots, hashes } = state;
    let slot = slotOf(range.hash, slots.length);
    for (;;) {
      const id = slots[slot] as number;
      if (id === 0) return add(range, slot);
      if (hashes[id] === range.hash && isSame(id, range)) return id;
      slot = (slot + 1) & (slots.length - 1);
    }
  };
  const bytesOf = (start: number, end = state.arena.length) =>
    Buffer.from(state.arena.buffer, state.arena.byteOffset + start, end - start);
  const textOf = (id: number) => (id === 0 ? "" : bytesOf(startOf(id), state.ends[id]).toString("utf8"));
  return {
    state,
    idOf,
    size: () => state.count,
    textOf,
    byteOf: (id, place) => {
      const at = startOf(id) + place;
      return at < (state.ends[id] as number) ? (state.arena[at] as number) : 0;
    },
    texts: () => {
      const used = bytesOf(0, startOf(state.count));
      if (!isAscii(used)) return Array.from({ length: state.count }, (_, id) => textOf(id));
      // Decoded at once: a byte is a letter.
      const all = used.toString("latin1");
      return Array.from({ length: state.count }, (_, id) =>
        id === 0 ? "" : all.slice(startOf(id), state.ends[id]),
      );
    },
  };
}

function slotOf(hash: number, slots: number): number {
  return (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 7) & (slots - 1);
}

function growIds(state: DictionaryState): void {
  const ends = new Uint32Array(2 * state.ends.length);
  const hashes = new Int32Array(2 * state.ends.length);
  ends.set(state.ends);
  hashes.set(state.hashes);
  state.ends = ends;
  state.hashes = hashes;
}

function growArena(state: DictionaryState, wanted: number): void {
  const arena = Buffer.allocUnsafeSlow(Math.max(wanted, 2 * state.arena.length));
  arena.set(state.arena);
  state.arena = arena;
}

function growSlots(state: DictionaryState): void {
  let size = 4 * state.slots.length;
  while (size < 4 * state.count) size *= 2;
  const slots = new Uint32Array(size);
  for (let id = 1; id < state.count; id++) {
    let slot = slotOf(state.hashes[id] as number, slots.length);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = id;
  }
  state.slots = slots;
}
