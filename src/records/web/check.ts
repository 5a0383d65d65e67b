// Checks a proof in the browser by the rules of public/verify.mjs: nothing of it leaves the reader's machine. Not its page.
import type { Body } from '../body.ts';
import type { Proof } from '../record.ts';
import { sm3 } from '../sm3.ts';

export type SealHead = { algorithm: string; city: string; batch: number; chain: string };
/** What is checked, in order; `head` only where one was given. */
export const steps = ['salt', 'batch', 'root', 'chain', 'head'] as const;
export type Step = (typeof steps)[number];
/** `false` is a proof that does not hold; `null` could not be told (`reason` says why). */
export type Checked = { step: Step; holds: boolean | null; reason?: 'olderHead' | 'differentHead' | 'otherHead' };
export type Verdict = { valid: boolean; checks: Checked[]; body: Body; proof: Proof };

const utf8 = new TextEncoder();
type Bytes = Uint8Array<ArrayBuffer>;

export function bytesOf(hex: string): Bytes {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new SyntaxError('not hexadecimal');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');

async function digest(algorithm: Proof['algorithm'], ...parts: readonly (Uint8Array | string)[]): Promise<Bytes> {
  const all = parts.map((part) => (typeof part === 'string' ? utf8.encode(part) : part));
  const message = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    message.set(part, at);
    at += part.length;
  }
  return algorithm === 'sm3' ? new Uint8Array(sm3(message)) : new Uint8Array(await crypto.subtle.digest('SHA-256', message));
}

/** Hash of the sealed text, whose beginning a document carries as its check code. */
export const leafOf = async ({ algorithm, body }: Proof): Promise<string> =>
  hexOf(await digest(algorithm, Uint8Array.of(0), body));

/** Whether this browser can hash here: without https (and not on this machine) it offers no WebCrypto. */
export const canCheck = (algorithm: Proof['algorithm']): boolean =>
  algorithm === 'sm3' || globalThis.crypto?.subtle !== undefined;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A file's text as a proof or a head; null for what is neither. */
export function readSealFile(text: string): { proof: Proof } | { head: SealHead } | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(said) || (said['algorithm'] !== 'sha256' && said['algorithm'] !== 'sm3') || typeof said['chain'] !== 'string')
    return null;
  if (
    typeof said['body'] === 'string' &&
    Array.isArray(said['path']) &&
    isObject(said['batch']) &&
    typeof said['head'] === 'number'
  )
    return { proof: said as Proof };
  return typeof said['batch'] === 'number' && typeof said['city'] === 'string' ? { head: said as SealHead } : null;
}

/** Checks a proof, and whether it leads to a head if one is given. Throws on a proof that lacks a part (SyntaxError, TypeError). */
export async function check(proof: Proof, head: SealHead | null): Promise<Verdict> {
  const body: Body = JSON.parse(proof.body);
  const hashed = (...parts: readonly (Uint8Array | string)[]) => digest(proof.algorithm, ...parts);
  const climb = async (leaf: Bytes, path: Proof['path']): Promise<string> => {
    let hash = leaf;
    for (const { side, hash: hex } of path) {
      const other = bytesOf(hex);
      hash = await hashed(Uint8Array.of(1), ...(side === 'left' ? [other, hash] : [hash, other]));
    }
    return hexOf(hash);
  };
  const { n, openedAt, closedAt, events, root, path } = proof.batch;
  const text = await hashed(Uint8Array.of(0), proof.body);
  const batch = await hashed(Uint8Array.of(3), `${n}:${openedAt}:${closedAt}:${events}:`, bytesOf(root));
  const checks: Checked[] = [
    { step: 'salt', holds: body.salt === proof.salt },
    { step: 'batch', holds: body.batch === n },
    { step: 'root', holds: (await climb(text, proof.path)) === root.toLowerCase() },
    { step: 'chain', holds: (await climb(batch, path)) === proof.chain.toLowerCase() },
  ];
  if (head) checks.push(againstHead(proof, head));
  return { valid: checks.every((one) => one.holds === true), checks, body, proof };
}

function againstHead(proof: Proof, head: SealHead): Checked {
  if (head.algorithm !== proof.algorithm || head.city !== proof.city) return { step: 'head', holds: false, reason: 'otherHead' };
  if (head.batch < proof.batch.n) return { step: 'head', holds: null, reason: 'olderHead' };
  if (head.batch !== proof.head) return { step: 'head', holds: null, reason: 'differentHead' };
  return { step: 'head', holds: head.chain.toLowerCase() === proof.chain.toLowerCase() };
}
