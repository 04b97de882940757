/**
 * SHA-256 of four short messages at a time (FIPS 180-4, section 6.2), by the vector instructions of WebAssembly. A leaf
 * needs some 130 digests of a block or two: a call of the system's library costs several times what it computes then.
 */

/** Messages that are hashed beside one another. */
export const LANES = 4;

const BLOCK_WORDS = 16;
const STATE_WORDS = 8;
const LENGTH_WORDS = 2; // end the last block
const ROUNDS = 64;

/** Eight words between one block and the next. */
export type HashState = Int32Array;

// FIPS 180-4, sections 5.3.3 and 4.2.2: fractions of the square and cube roots of the first primes.
const primes = firstPrimes(ROUNDS);
const start: HashState = Int32Array.from(primes.slice(0, STATE_WORDS), (prime) => fraction(Math.sqrt(prime)));
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));

/** The state before the first block. */
export const startState = (): HashState => start.slice();

/**
 * The big-endian words of a message of `bytes`, with what section 5.1.1 wants after it: whole blocks of sixteen words.
 * `before` bytes, whole blocks, go ahead of the message.
 *
 * @example
 * paddedWords(new Uint8Array(60), 0).length; //=> 32
 */
export function paddedWords(bytes: Uint8Array, before: number): Int32Array {
  const words = Math.ceil((bytes.length + 1) / 4) + LENGTH_WORDS;
  const padded = new Int32Array(Math.ceil(words / BLOCK_WORDS) * BLOCK_WORDS);
  for (let i = 0; i < bytes.length; i++) padded[i >> 2]! |= (bytes[i] as number) << (24 - 8 * (i & 3));
  padded[bytes.length >> 2]! |= 0x80 << (24 - 8 * (bytes.length & 3));
  const length = before + bytes.length;
  padded[padded.length - 2] = Math.floor(length / 2 ** 29);
  padded[padded.length - 1] = 8 * length;
  return padded;
}

// Where things lie in the module's memory, in words; lane j of a vector is word j of its four.
const CONSTANTS = 0;
const STATE = CONSTANTS + LANES * ROUNDS;
const BLOCK = STATE + LANES * STATE_WORDS;

type Lanes = { readonly memory: Int32Array; readonly take: () => void };
const made: Lanes[] = [];

/**
 * Hashes up to four messages from the same state on; `states` gets the eight words of each, one after the other.
 * Requires messages of whole blocks, as `paddedWords` gives them.
 *
 * @example
 * const states = new Int32Array(32);
 * hashLanes(startState(), [paddedWords(new Uint8Array(), 0)], states);
 * (states[0] >>> 0).toString(16); //=> "e3b0c442"
 */
export function hashLanes(from: HashState, messages: readonly Int32Array[], states: Int32Array): void {
  const [{ memory, take } = makeLanes()] = made;
  for (let i = 0; i < LANES * STATE_WORDS; i++) memory[STATE + i] = from[i >> 2] as number;
  for (let block = 0, left = messages.length; left > 0; block += BLOCK_WORDS) {
    for (let lane = 0; lane < messages.length; lane++) {
      const words = messages[lane] as Int32Array;
      if (block >= words.length) continue;
      for (let i = 0; i < BLOCK_WORDS; i++) memory[BLOCK + LANES * i + lane] = words[block + i] as number;
    }
    take();
    for (let lane = 0; lane < messages.length; lane++) {
      if ((messages[lane] as Int32Array).length !== block + BLOCK_WORDS) continue;
      left--;
      for (let i = 0; i < STATE_WORDS; i++)
        states[STATE_WORDS * lane + i] = memory[STATE + LANES * i + lane] as number;
    }
  }
}

/** Made with the first message: who only reads leaves needs none. */
function makeLanes(): Lanes {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()));
  const { memory, take } = exports as { readonly memory: WebAssembly.Memory; readonly take: () => void };
  const words = new Int32Array(memory.buffer);
  for (let i = 0; i < LANES * ROUNDS; i++) words[CONSTANTS + i] = constants[i >> 2] as number;
  const lanes = { memory: words, take };
  made.push(lanes);
  return lanes;
}

/** A module of one function: a block of each lane into the states. WebAssembly core specification 2.0, section 5. */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const [VECTOR, NO_TYPE] = [0x7b, 0x60];
  const body = [1, ...unsigned(LOCALS), VECTOR, ...takeCode(), 0x0b];
  const name = (text: string) => [text.length, ...Array.from(text, (char) => char.charCodeAt(0))];
  const section = (id: number, bytes: readonly number[]) => [id, ...unsigned(bytes.length), ...bytes];
  return Uint8Array.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [1, NO_TYPE, 0, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]), // a page of memory
    ...section(7, [2, ...name("memory"), 2, 0, ...name("take"), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

// The function's locals: the letters of the standard, the last sixteen words of the schedule, one for sums.
const WORDS = STATE_WORDS;
const SUM = WORDS + BLOCK_WORDS;
const LOCALS = SUM + 1;

type Code = readonly number[];
const get = (local: number): Code => [0x20, local];
const set = (local: number): Code => [0x21, local];
const vector = (code: number): Code => [0xfd, ...unsigned(code)];
const [AND, OR, XOR, ADD] = [vector(78), vector(80), vector(81), vector(174)];
const load = (word: number): Code => [0x41, 0, ...vector(0), 4, ...unsigned(4 * word)];
const store = (word: number, value: Code): Code => [
  0x41,
  0,
  ...value,
  ...vector(11),
  4,
  ...unsigned(4 * word),
];
const shift = (local: number, by: number, code: number): Code => [...get(local), 0x41, by, ...vector(code)];
const right = (local: number, by: number): Code => shift(local, by, 173);
const turn = (local: number, by: number): Code => [...right(local, by), ...shift(local, 32 - by, 171), ...OR];
const sum = (first: Code, ...others: readonly Code[]): Code => [
  ...first,
  ...others.flatMap((each) => [...each, ...ADD]),
];
const mix = (a: Code, b: Code, c: Code): Code => [...a, ...b, ...XOR, ...c, ...XOR];

/** The 64 rounds, written out: in each the letters stand one local further. */
function takeCode(): Code {
  const code: number[] = [];
  for (let i = 0; i < STATE_WORDS; i++) code.push(...load(STATE + LANES * i), ...set(i));
  for (let i = 0; i < BLOCK_WORDS; i++) code.push(...load(BLOCK + LANES * i), ...set(WORDS + i));
  for (let round = 0; round < ROUNDS; round++) {
    if (round >= BLOCK_WORDS) code.push(...scheduleCode(round));
    code.push(...roundCode(round));
  }
  for (let i = 0; i < STATE_WORDS; i++)
    code.push(...store(STATE + LANES * i, sum(load(STATE + LANES * i), get(i))));
  return code;
}

function scheduleCode(round: number): Code {
  const word = (back: number) => WORDS + ((round - back) % BLOCK_WORDS);
  const low = mix(turn(word(15), 7), turn(word(15), 18), right(word(15), 3));
  const high = mix(turn(word(2), 17), turn(word(2), 19), right(word(2), 10));
  return [...sum(get(word(16)), low, get(word(7)), high), ...set(word(16))];
}

function roundCode(round: number): Code {
  const letter = (at: number) => (at - (round % STATE_WORDS) + STATE_WORDS) % STATE_WORDS;
  const [a, b, c, d] = [letter(0), letter(1), letter(2), letter(3)];
  const [e, f, g, h] = [letter(4), letter(5), letter(6), letter(7)];
  const chosen = [...get(f), ...get(g), ...XOR, ...get(e), ...AND, ...get(g), ...XOR];
  const most = [...get(a), ...get(b), ...OR, ...get(c), ...AND, ...get(a), ...get(b), ...AND, ...OR];
  const keyed = sum(load(CONSTANTS + LANES * round), get(WORDS + (round % BLOCK_WORDS)));
  return [
    ...sum(get(h), keyed, chosen, mix(turn(e, 6), turn(e, 11), turn(e, 25))),
    ...set(SUM),
    ...sum(get(d), get(SUM)),
    ...set(d),
    ...sum(get(SUM), most, mix(turn(a, 2), turn(a, 13), turn(a, 22))),
    ...set(h),
  ];
}

/** Unsigned LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >> 7)];
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
