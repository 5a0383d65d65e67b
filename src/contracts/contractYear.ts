// The year of the contracts' figures: its check list, its closing by two officers, its numbered revisions. Pure: fields, life, refusals, operations.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { refusal } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

/** What is looked through before a year closes. `taxClaimed`: a tax benefit was claimed on it, as its parties or a tax or fiscal body said. */
export const checkLines = ['large', 'taxClaimed', 'crossBorder', 'nearDuplicates', 'nonTechnology', 'missingNumber'] as const;
export type CheckLine = (typeof checkLines)[number];

const reason = z.string().trim().min(1).max(2000).meta({ title: 'contractYears:reason' });
const note = z.string().trim().min(1).max(2000).meta({ title: 'contractYears:note' });
const line = z.enum(checkLines).meta({ title: 'contractYears:line' });
/** More are another revision: each named contract is a decision. */
export const mostRevised = 200;

export const life = lifecycle('contractYear', {
  states: ['open', 'proposed', 'closed', 'revisionProposed', 'revising'],
  parties: [],
  actions: {
    create: {
      from: 'nothing',
      to: 'open',
      by: 'bureauOfficer',
      input: z.strictObject({ year: z.number().int().min(1985).max(2999).meta({ title: 'contractYears:year' }) }),
    },
    /** A line was looked through; how it stood is kept with it. */
    tick: { from: 'open', to: 'same', by: 'bureauOfficer', input: z.strictObject({ line, note }) },
    untick: { from: 'open', to: 'same', by: 'bureauOfficer', input: z.strictObject({ line }) },
    propose: { from: 'open', to: 'proposed', by: 'bureauOfficer' },
    sendBack: { from: 'proposed', to: 'open', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    /** By another officer than the one who proposed it. */
    close: { from: 'proposed', to: 'closed', by: 'bureauOfficer' },
    proposeRevision: {
      from: 'closed',
      to: 'revisionProposed',
      by: 'bureauOfficer',
      input: z.strictObject({
        reason,
        contracts: z.array(z.uuid()).min(1).max(mostRevised).meta({ title: 'contractYears:contracts' }),
      }),
    },
    dropRevision: { from: 'revisionProposed', to: 'closed', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    /** It gets its number, and the year is open for the contracts that it names. By another officer than the one who proposed it. */
    admitRevision: { from: 'revisionProposed', to: 'revising', by: 'bureauOfficer' },
    concludeRevision: { from: 'revising', to: 'closed', by: 'bureauOfficer', input: z.strictObject({ note }) },
  },
});

/** How a line stood when it was ticked; `by` and `for` are accounts. */
export type Tick = {
  line: CheckLine;
  note: string;
  by: string | null;
  for: string | null;
  on: string;
  count: number | null;
  amount: string | null;
  digest: string | null;
};
export type Proposal = { reason: string; contracts: string[]; by: string | null; for: string | null; on: string };
export type Revision = Proposal & {
  n: number;
  admittedBy: string | null;
  admittedFor: string | null;
  admittedOn: string;
  admittedAt: string;
  concludedOn: string | null;
  concludedAt: string | null;
  note: string | null;
};

const shownTick = z.strictObject({
  line: z.enum(checkLines),
  note: z.string(),
  by: z.string().nullable(),
  on: day,
  count: z.number().int().nullable(),
  amount: decimal.nullable(),
});
const shownProposal = z.strictObject({ reason: z.string(), contracts: z.number().int(), by: z.string().nullable(), on: day });
const shownRevision = z.strictObject({
  ...shownProposal.shape,
  n: z.number().int(),
  admittedBy: z.string().nullable(),
  admittedOn: day,
  concludedOn: day.nullable(),
  /** As known before this instant the year's figure is that after this revision; null while it runs. */
  concludedAt: instant.nullable(),
  note: z.string().nullable(),
});
export const fields = z.object({
  year: z.number().int(),
  ticks: z.array(shownTick),
  proposedBy: z.string().nullable(),
  proposedOn: day.nullable(),
  /** What waits for a second officer came from the reader's own hands. */
  own: z.boolean(),
  closedBy: z.string().nullable(),
  closedOn: day.nullable(),
  /** As known before this instant the year's figure is that of the closing. */
  closedAt: instant.nullable(),
  /** Why the closing was sent back, or a revision dropped. */
  reason: z.string().nullable(),
  proposal: shownProposal.nullable(),
  revisions: z.array(shownRevision),
});

export const yearReaders = ['bureauOfficer', 'districtOfficer', 'registrar', 'auditAdmin'] as const;
export const contractYearRecords = recordKind({
  life,
  path: '/contract-years',
  fields,
  filters: {
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    state: z.string().max(100).optional(),
  },
  readers: 'signedIn',
});

const params = z.object({ id: z.uuid() });
const ofYear = { method: 'GET', access: yearReaders, params } as const;

const listedLine = z.object({
  line: z.enum(checkLines),
  /** Null while the self-check has not judged all. */
  count: z.number().int().nullable(),
  amount: decimal.nullable(),
  /** Whether other contracts stand in it than when it was ticked. */
  changed: z.boolean(),
  /** Judged, of all that are to be; null where the line is known at once, and once the list is settled. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
});
/** The check list as it stands now, and what still stands against closing. */
export const getCheckList = route({
  ...ofYear,
  path: '/contract-years/:id/check-list',
  summary: 'contractYears:routes.checkList',
  response: z.object({
    lines: z.array(listedLine),
    /** Contracts registered in the year. */
    contracts: z.number().int(),
    /** Cases handed in up to the year's end that are not decided. */
    waiting: z.number().int(),
    over: z.boolean(),
  }),
});

const listedContract = z.object({
  id: z.string(),
  title: z.string(),
  ownNumber: z.string().nullable(),
  registeredOn: day.nullable(),
  submittedOn: day.nullable(),
  state: z.string(),
  amount: decimal.nullable(),
  region: z.string().nullable(),
  sellerName: z.string().nullable(),
});
/** The contracts behind a line that the reader sees; `waiting` for the cases that are not decided. */
export const listLine = route({
  ...ofYear,
  path: '/contract-years/:id/contracts',
  summary: 'contractYears:routes.line',
  query: z.strictObject({ ...pageQuery, line: z.enum([...checkLines, 'waiting']) }),
  response: pageOf(listedContract),
});

/** Decimal strings: turnover, technology turnover, number of contracts. */
const amounts = z.object({ turnover: decimal, technologyTurnover: decimal, contractCount: decimal });
export type Amounts = z.output<typeof amounts>;
const part = amounts.extend({ key: z.string() });
const figure = amounts.extend({ types: z.array(part), regions: z.array(part) });
export type YearFigure = z.output<typeof figure>;
/** A contract behind a difference; those that the reader does not see are gathered in one without an id. */
const behind = z.object({
  id: z.string().nullable(),
  title: z.string().nullable(),
  ownNumber: z.string().nullable(),
  region: z.string().nullable(),
  count: z.number().int(),
  turnover: decimal,
});
export type Behind = z.output<typeof behind>;
const revised = figure.extend({
  n: z.number().int(),
  /** The year after this revision. */
  after: amounts,
  contracts: z.array(behind),
});
/** The year as it was closed, what each revision changed, and what was taken back in later years because it was closed. */
export const yearFigures = z.object({
  year: z.number().int(),
  /** Null while it is open. */
  asClosed: figure.nullable(),
  revisions: z.array(revised),
  now: figure,
  /** Of this year, but posted on a later day: for it was closed by then. */
  later: z.array(amounts.extend({ year: z.number().int() })),
  laterContracts: z.array(behind),
});
export type YearFigures = z.output<typeof yearFigures>;
export const getYearFigures = route({
  ...ofYear,
  path: '/contract-years/:id/figures',
  summary: 'contractYears:routes.figures',
  response: yearFigures,
});
export const getYearSheet = route({
  ...ofYear,
  path: '/contract-years/:id/figures.xlsx',
  summary: 'contractYears:routes.sheet',
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const yearTaken = refusal('contractYear.taken', 409, 'contractYears:refusals.taken');
export const yearNotOver = refusal('contractYear.notOver', 409, 'contractYears:refusals.notOver');
export const casesWait = refusal('contractYear.casesWait', 409, 'contractYears:refusals.casesWait');
export const notTicked = refusal('contractYear.notTicked', 409, 'contractYears:refusals.notTicked');
export const changedSince = refusal('contractYear.changedSince', 409, 'contractYears:refusals.changedSince');
export const stillJudging = refusal('contractYear.stillJudging', 409, 'contractYears:refusals.stillJudging');
/** Four eyes: who proposed it does not confirm it. */
export const ownProposal = refusal('contractYear.ownProposal', 409, 'contractYears:refusals.ownProposal');
/** What would change a closed year is refused, and told what would make it possible. */
export const yearClosed = refusal('contract.yearClosed', 409, 'contractYears:refusals.yearClosed');
