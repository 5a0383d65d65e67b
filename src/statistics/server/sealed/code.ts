// The version code of a return: what its figures come to, in a few letters that a person can read out. Changes with any value.
import { createHash } from 'node:crypto';
import { closed, disclosed } from '../../../platform/shared/disclosed.ts';
import { canonical } from '../../../records/canonical.ts';
import { codeLetters, writtenCode } from '../../sealedCopy.ts';
import type { ReturnRow } from '../returnShapes.ts';

type Coded = Pick<ReturnRow, 'id' | 'form' | 'form_version' | 'period' | 'edition' | 'answers' | 'explanations'>;

/** How often figures were handed in or put right. What was handed in before editions were counted is the first. */
export const editionOf = ({ edition, answers }: Pick<ReturnRow, 'edition' | 'answers'>): number =>
  answers === null ? edition : Math.max(edition, 1);

/** Sixty bits: nobody finds other figures of the same code by trying, and it is typed in ten seconds. */
export function codeOf(row: Coded): string {
  const { id, form, form_version, period, explanations } = row;
  const answers = row.answers === null ? null : disclosed(row.answers);
  const edition = editionOf(row);
  const bytes = createHash('sha256')
    .update(canonical({ id, form, form_version, period, edition, answers, explanations }))
    .digest();
  let bits = bytes.readBigUInt64BE();
  let digest = '';
  for (let at = 0; at < 12; at += 1) {
    digest += codeLetters[Number(bits & 31n)];
    bits >>= 5n;
  }
  return writtenCode(edition, digest);
}

/** As it will stand, and under which code, once the amendment that waits is accepted; null where none does. */
export function amendedRow(row: ReturnRow): ReturnRow | null {
  const { proposed } = row;
  if (row.state !== 'amending' || proposed === null) return null;
  const { answers, explanations } = disclosed(proposed);
  return { ...row, answers: closed(answers), explanations, edition: editionOf(row) + 1 };
}
