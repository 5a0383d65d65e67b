#!/usr/bin/env node
// Checks a proof of Touyan without Touyan: node verify.mjs proof.json [head.json]. Exits 0 or 1 with one sentence. Needs Node 20 alone.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const fail = (sentence) => {
  console.log(sentence);
  process.exit(1);
};
const [proofFile, headFile] = process.argv.slice(2);
if (!proofFile) fail('Usage: node verify.mjs proof.json [head.json]');
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(`${file} could not be read as JSON: ${error.message}`);
  }
};
const proof = read(proofFile);
const head = headFile ? read(headFile) : null;
if (!['sha256', 'sm3'].includes(proof.algorithm)) fail(`The proof names an unknown algorithm: ${proof.algorithm}`);

const digest = (...parts) => {
  const hash = createHash(proof.algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const bytes = (hex) => Buffer.from(String(hex), 'hex');
/** Climbs from a leaf to the root: at each step the neighbour, on the side it stands on. */
const climb = (leaf, path) =>
  path.reduce(
    (hash, { side, hash: other }) =>
      side === 'left' ? digest(Buffer.of(1), bytes(other), hash) : digest(Buffer.of(1), hash, bytes(other)),
    leaf,
  );

try {
  const body = JSON.parse(proof.body);
  const { n, openedAt, closedAt, events, root, path } = proof.batch;
  if (body.salt !== proof.salt) fail('NOT VALID: the salt is not the one in the sealed text.');
  if (body.batch !== n) fail('NOT VALID: the sealed text belongs to another batch.');
  if (!climb(digest(Buffer.of(0), proof.body), proof.path).equals(bytes(root)))
    fail('NOT VALID: the text does not lead to the root of its batch; something was changed.');
  const batch = digest(Buffer.of(3), `${n}:${openedAt}:${closedAt}:${events}:`, bytes(root));
  if (!climb(batch, path).equals(bytes(proof.chain)))
    fail('NOT VALID: the batch does not lead to the chain that the proof names.');
  if (head) {
    if (head.algorithm !== proof.algorithm || head.city !== proof.city)
      fail('NOT VALID: the head is of another city or algorithm.');
    if (head.batch < n) fail(`NOT VALID: the head (batch ${head.batch}) is older than the proof (batch ${n}); use a later head.`);
    if (head.batch !== proof.head)
      fail(
        `NOT COMPARED: the proof leads to the head of batch ${proof.head}, the head given is of batch ${head.batch}; ` +
          `fetch the proof again with head=${head.batch} and check once more.`,
      );
    if (bytes(head.chain).compare(bytes(proof.chain)) !== 0)
      fail('NOT VALID: the chain of the proof is not the one of the head.');
  }
  const against = head
    ? `and leads to the head given, of batch ${head.batch}`
    : `and leads to chain ${proof.chain} of batch ${proof.head} (compare it with a head that was published)`;
  console.log(
    `VALID: ${body.kind} ${body.record}, ${body.action} on ${body.day}, recorded at ${body.at}, stands unchanged in batch ${n} ${against}.`,
  );
} catch (error) {
  fail(`NOT VALID: the proof is incomplete: ${error.message}`);
}
