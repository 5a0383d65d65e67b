// A certified list (登记清单) of chosen registered contracts: its fields, its life, what makes it fall, its HTTP operations. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { documentTypes, recordId } from '../platform/shared/document.ts';
import { line } from '../platform/shared/line.ts';
import { compare, decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

/** One list holds no more. */
export const mostListed = 200;

export const CertifiedListInput = z.strictObject({
  contracts: z.array(z.uuid()).min(1).max(mostListed).meta({ title: 'certifiedLists:contracts' }),
  /** What it is handed in for: stands on the paper. */
  purpose: line(300).meta({ title: 'certifiedLists:purpose' }),
});

/** Why a list no longer holds: what happened to one of its contracts. */
export const causes = ['revoked', 'cancelled', 'amended', 'renumbered'] as const;
export type Cause = (typeof causes)[number];

export const life = lifecycle('certifiedList', {
  states: ['valid', 'invalid', 'withdrawn'],
  /** `holder`: whom it was made for. */
  parties: ['holder'],
  actions: {
    create: { from: 'nothing', to: 'valid', by: ['holder', 'registrar', 'bureauOfficer'], input: CertifiedListInput },
    /** In the same act by which one of its contracts ceases to be what the paper says. It never holds again: another list is made. */
    invalidate: {
      from: 'valid',
      to: 'invalid',
      by: 'clock',
      input: z.strictObject({ because: z.enum(causes), number: z.string().nullable() }),
    },
    withdraw: {
      from: 'valid',
      to: 'withdrawn',
      by: 'holder',
      input: z.strictObject({ reason: z.string().trim().min(1).max(500).meta({ title: 'certifiedLists:reason' }) }),
    },
  },
});

/** One contract as it stands on the paper; of natural persons no name is kept. */
export const listed = z.strictObject({
  ownNumber: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  title: z.string(),
  seller: z.string().nullable(),
  buyer: z.string().nullable(),
  registeredOn: day,
  amount: decimal.nullable(),
  technologyAmount: decimal.nullable(),
});
export type Listed = z.output<typeof listed> & { contract: string };

type Standing = {
  state: string;
  amount: string | null;
  technologyAmount: string | null;
  registrationNumber: string | null;
  registeredOn: string | null;
};

const differ = (a: string | null, b: string | null): boolean => (a === null || b === null ? a !== b : compare(a, b) !== 0);

/**
 * What makes a paper untrue that holds this contract; null while it stays true. A cancelled contract counts on, but is registered no
 * longer; an official number that was not given yet is no change, another one is, and so is another day.
 */
export function fallsBy(of: Omit<Listed, 'contract'>, now: Standing): Cause | null {
  if (now.state === 'revoked') return 'revoked';
  if (now.state !== 'registered') return 'cancelled';
  if (differ(of.amount, now.amount) || differ(of.technologyAmount, now.technologyAmount)) return 'amended';
  const renumbered = of.registrationNumber !== null && of.registrationNumber !== now.registrationNumber;
  return renumbered || of.registeredOn !== now.registeredOn ? 'renumbered' : null;
}

export const offices = ['organization', 'registry', 'bureau'] as const;
/** What the paper says of the list itself, and how it stands. */
const paper = {
  number: z.string(),
  purpose: z.string(),
  madeOn: day,
  count: z.number().int(),
  amount: decimal,
  technologyAmount: decimal,
  invalidOn: day.nullable(),
  invalidBecause: z.enum(causes).nullable(),
  /** Own number of the contract because of which. */
  invalidNumber: z.string().nullable(),
};
export const fields = z.object({
  ...paper,
  office: z.enum(offices),
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  registryName: z.string().nullable(),
  code: z.string(),
  reason: z.string().nullable(),
});

export const certifiedListRecords = recordKind({
  life,
  path: '/certified-lists',
  fields,
  filters: { state: z.enum(life.states).optional(), contract: z.uuid().optional() },
  readers: 'signedIn',
});

/** The contracts of a list, each with its id: for who sees the list. */
export const getListed = route({
  method: 'GET',
  path: '/certified-lists/:id/contracts',
  summary: 'certifiedLists:routes.contracts',
  access: 'signedIn',
  params: recordId,
  response: z.object({ items: z.array(listed.extend({ contract: z.string() })) }),
});
const ofOne = { method: 'GET', access: 'signedIn', params: recordId, response: z.any() } as const;
export const getListPdf = route({
  ...ofOne,
  path: '/certified-lists/:id/list.pdf',
  summary: 'certifiedLists:routes.pdf',
  file: documentTypes.pdf,
});
export const getListSheet = route({
  ...ofOne,
  path: '/certified-lists/:id/list.xlsx',
  summary: 'certifiedLists:routes.sheet',
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

/** Number and check code of a paper, as they are typed or come with its QR code. */
export const numberShape = z.string().regex(/^[Qq][Dd]\d{4}-\d{6,9}$/);
export const codeShape = z.string().regex(/^[0-9A-Fa-f]{4}(-[0-9A-Fa-f]{4}){3}$/);
/** For whoever holds the paper: what it says and whether it still holds. A number without its code tells nothing. */
export const getStanding = route({
  method: 'GET',
  path: '/list-standings/:number',
  summary: 'certifiedLists:routes.standing',
  access: 'public',
  params: z.object({ number: numberShape }),
  query: z.strictObject({ code: codeShape }),
  response: z.object({ state: z.enum(life.states), ...paper, items: z.array(listed) }),
});
export const standingPath = (number: string, code: string): string => `/certified-lists/check?number=${number}&code=${code}`;
