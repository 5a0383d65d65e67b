// SM3 (GB/T 32905-2016), the hash of the commercial suite, for the browser, whose WebCrypto has none. Pure; the server uses node:crypto.

const initial = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

const turn = (word: number, by: number): number => (word << (by % 32)) | (word >>> ((32 - (by % 32)) % 32));
const p0 = (word: number): number => word ^ turn(word, 9) ^ turn(word, 17);
const p1 = (word: number): number => word ^ turn(word, 15) ^ turn(word, 23);

/** The 32-byte digest of a message. */
export function sm3(message: Uint8Array): Uint8Array {
  const padded = pad(message);
  const view = new DataView(padded.buffer);
  let state = initial;
  for (let at = 0; at < padded.length; at += 64) state = compress(state, view, at);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setUint32(at * 4, word >>> 0));
  return new Uint8Array(digest.buffer);
}

/** A one bit, zeros, and the length in bits as 64 bits, up to a multiple of 64 bytes. */
function pad(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  return padded;
}

function compress(state: readonly number[], view: DataView, from: number): number[] {
  const words = expand(view, from);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round++) {
    const early = round < 16;
    const s1 = turn((turn(a, 12) + e + turn(early ? 0x79cc4519 : 0x7a879d8a, round)) | 0, 7);
    const s2 = s1 ^ turn(a, 12);
    const word = words[round] ?? 0;
    const t1 = ((early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + s2 + (word ^ (words[round + 4] ?? 0))) | 0;
    const t2 = ((early ? e ^ f ^ g : (e & f) | (~e & g)) + h + s1 + word) | 0;
    [a, b, c, d, e, f, g, h] = [t1, a, turn(b, 9), c, p0(t2), e, turn(f, 19), g];
  }
  const after = [a, b, c, d, e, f, g, h];
  return state.map((word, at) => word ^ (after[at] ?? 0));
}

/** The 68 words that a block of 64 bytes is spread over. */
function expand(view: DataView, from: number): Int32Array {
  const words = new Int32Array(68);
  for (let at = 0; at < 16; at++) words[at] = view.getInt32(from + at * 4);
  const word = (at: number): number => words[at] ?? 0;
  for (let at = 16; at < 68; at++)
    words[at] = p1(word(at - 16) ^ word(at - 9) ^ turn(word(at - 3), 15)) ^ turn(word(at - 13), 7) ^ word(at - 6);
  return words;
}
