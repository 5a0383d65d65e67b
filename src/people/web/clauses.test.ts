// What makes a technology manager count, and what is said to who does not: the three clauses agree with the ledger's rule.
import { expect, test } from 'vitest';
import { standingOn } from '../contributes.ts';
import { clausesOn, countsUntil } from './clauses.ts';

const today = '2026-11-24';
const certificate = { level: 'junior' as const, from: '2024-01-10', to: '2029-01-09' };
const affiliation = {
  organization: 'o',
  organizationName: 'Cloud Bridge',
  on: '2025-01-01',
  statedBy: 'officer' as const,
  saidOn: '2025-01-02',
  confirmations: ['2026-03-01'],
  endedOn: null,
  endReason: null,
};
const one = { state: 'registered', certificates: [certificate], affiliations: [affiliation], confirmedUntil: '2027-03-01' };
const said = (of: typeof one) => clausesOn(of, today).map((clause) => [clause.holds, clause.why, clause.mend]);

test('one who counts has three clauses that hold, until the first of them ends', () => {
  expect(said(one)).toEqual([
    ['yes', 'certificateValid', null],
    ['yes', 'affiliated', null],
    ['yes', 'confirmed', null],
  ]);
  expect(countsUntil(one, today)).toBe('2027-03-01');
  expect(countsUntil({ ...one, confirmedUntil: '2029-06-01' }, today)).toBe('2029-01-09');
});

test('one who does not is told which clause fails and what would make it hold', () => {
  expect(said({ ...one, certificates: [{ ...certificate, to: '2026-10-01' }] })[0]).toEqual([
    'no',
    'certificateExpired',
    'renew',
  ]);
  expect(said({ ...one, affiliations: [{ ...affiliation, confirmations: [] }] })[2]).toEqual([
    'unknown',
    'notConfirmed',
    'confirm',
  ]);
  expect(said({ ...one, affiliations: [{ ...affiliation, confirmations: ['2025-02-01'] }] })[2]).toEqual([
    'no',
    'lapsed',
    'confirm',
  ]);
  expect(said({ ...one, affiliations: [] }).slice(1)).toEqual([
    ['no', 'notAffiliated', 'affiliate'],
    ['unknown', 'nothingToConfirm', null],
  ]);
});

test('nothing mends a record that no longer stands, and the clauses agree with the rule of the ledger', () => {
  expect(said({ ...one, state: 'erased', certificates: [] }).map(([, , mend]) => mend)).toEqual([null, null, null]);
  for (const confirmations of [[], ['2025-11-24'], ['2025-11-23'], ['2026-11-24']])
    for (const to of [today, '2026-11-23', null]) {
      const of = {
        ...one,
        certificates: [{ ...certificate, to }],
        affiliations: [{ ...affiliation, confirmations }],
      } as typeof one;
      const all = clausesOn(of, today).every((clause) => clause.holds === 'yes');
      expect(all).toBe(standingOn(of, today) !== null);
    }
});
