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
const link = (previous, { n, events, root }) => digest(Buffer.of(3), previous, `${n}:${events}:`, bytes(root));

try {
  const body = JSON.parse(proof.body);
  if (body.salt !== proof.salt) fail('NOT VALID: the salt is not the one in the sealed text.');
  if (body.batch !== proof.batch.n) fail('NOT VALID: the sealed text belongs to another batch.');
  let hash = digest(Buffer.of(0), proof.body);
  for (const step of proof.path) {
    const other = bytes(step.hash);
    hash = step.side === 'left' ? digest(Buffer.of(1), other, hash) : digest(Buffer.of(1), hash, other);
  }
  if (!hash.equals(bytes(proof.batch.root)))
    fail('NOT VALID: the text does not lead to the root of its batch; something was changed.');
  let chain = link(bytes(proof.batch.previous), proof.batch);
  if (!chain.equals(bytes(proof.chain))) fail('NOT VALID: the batch does not lead to the chain that the proof names.');
  let n = proof.batch.n;
  if (head) {
    if (head.algorithm !== proof.algorithm || head.city !== proof.city)
      fail('NOT VALID: the head is of another city or algorithm.');
    if (head.batch < n) fail(`NOT VALID: the head (batch ${head.batch}) is older than the proof (batch ${n}); use a later head.`);
    for (const next of proof.later) {
      if (n >= head.batch) break;
      chain = link(chain, next);
      n = next.n;
    }
    if (n !== head.batch)
      fail(`The proof reaches batch ${n}, the head stands at ${head.batch}; fetch the proof again and check once more.`);
    if (!chain.equals(bytes(head.chain))) fail('NOT VALID: the chain of the proof does not lead to the head.');
  }
  const against = head
    ? `and leads to the head of batch ${head.batch}`
    : 'in its chain (compare the chain with a published head)';
  console.log(
    `VALID: ${body.kind} ${body.record}, ${body.action} on ${body.day}, recorded at ${body.at}, stands unchanged in batch ${proof.batch.n} ${against}.`,
  );
  if (!head) console.log(`chain ${proof.chain}`);
} catch (error) {
  fail(`NOT VALID: the proof is incomplete: ${error.message}`);
}
