/**
 * SHA-256 of many short messages in one place (FIPS 180-4, section 6.2). A leaf needs some 130 digests of a block or
 * two: a call of the system's library costs several times what it computes then, and its answer is a new object.
 */

/** Eight words between one block and the next. */
export type HashState = Int32Array;

const BLOCK = 64; // bytes
const LENGTH_SIZE = 8; // bytes that end the last block
const ROUNDS = 64;

// FIPS 180-4, sections 5.3.3 and 4.2.2: fractions of the square and cube roots of the first primes.
const primes = firstPrimes(ROUNDS);
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const words = new Int32Array(ROUNDS);

/** The state before the first block. */
export function startState(): HashState {
  return start.slice();
}

/**
 * Takes a block of sixteen big-endian words into `state`.
 *
 * @example
 * const state = startState();
 * takeWords(state, new Int32Array(16));
 * state[0] === startState()[0]; //=> false
 */
export function takeWords(state: HashState, block: Int32Array): void {
  for (let i = 0; i < 16; i++) words[i] = block[i] as number;
  mixWords(state);
}

/** Takes the block of bytes that begins at `at` into `state`. */
export function takeBlock(state: HashState, bytes: DataView, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = bytes.getInt32(at + 4 * i);
  mixWords(state);
}

/** The 64 rounds over the first sixteen of `words`; the letters are the standard's. */
function mixWords(state: HashState): void {
  for (let i = 16; i < ROUNDS; i++) {
    const x = words[i - 15] as number;
    const y = words[i - 2] as number;
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = ((words[i - 16] as number) + low + (words[i - 7] as number) + high) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < ROUNDS; i++) {
    const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + turned + ((e & f) ^ (~e & g)) + (constants[i] as number) + (words[i] as number)) | 0;
    const other = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = ((state[0] as number) + a) | 0;
  state[1] = ((state[1] as number) + b) | 0;
  state[2] = ((state[2] as number) + c) | 0;
  state[3] = ((state[3] as number) + d) | 0;
  state[4] = ((state[4] as number) + e) | 0;
  state[5] = ((state[5] as number) + f) | 0;
  state[6] = ((state[6] as number) + g) | 0;
  state[7] = ((state[7] as number) + h) | 0;
}

/** Room for a message, as bytes and as words. */
export type HashRoom = { readonly bytes: Uint8Array; readonly view: DataView };

const PADDING = BLOCK + LENGTH_SIZE; // bytes after a message, at most

/** Room for a message of so many bytes and for what SHA-256 puts after it. */
export function hashRoom(length: number): HashRoom {
  const bytes = new Uint8Array(length + PADDING);
  return { bytes, view: new DataView(bytes.buffer) };
}

/**
 * Puts after a message of `length` bytes what section 5.1.1 wants there; gives the size of the whole, in blocks of 64
 * bytes. `before` bytes, whole blocks, go ahead of the message.
 *
 * @example
 * padMessage(hashRoom(60), 60, 0); //=> 128
 */
export function padMessage({ bytes, view }: HashRoom, length: number, before: number): number {
  const size = Math.ceil((length + 1 + LENGTH_SIZE) / BLOCK) * BLOCK;
  bytes[length] = 0x80;
  for (let at = length + 1; at < size - LENGTH_SIZE; at++) bytes[at] = 0;
  view.setInt32(size - LENGTH_SIZE, Math.floor((before + length) / 2 ** 29));
  view.setInt32(size - LENGTH_SIZE / 2, 8 * (before + length));
  return size;
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let next = 2; found.length < count; next++)
    if (found.every((prime) => next % prime !== 0)) found.push(next);
  return found;
}

/** The first 32 bits of a fraction. */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}
