// Figures of registered contracts for officers: by one dimension, with the year before, as of a day and as known; the entries behind each. Pure: shapes and routes.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { decimal, money } from '../platform/shared/money.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { publicDimensions as figureDimensions } from './publicContract.ts';

export { publicDimensions as figureDimensions } from './publicContract.ts';
export type FigureDimension = (typeof figureDimensions)[number];
/** Who works on contracts in the administration: reads single entries, and figures that are not published. */
export const contractOfficers = ['bureauOfficer', 'districtOfficer', 'registrar', 'auditAdmin'] as const;

const sums = z.strictObject({ count: decimal, amount: decimal, technologyAmount: decimal });
export type FigureSums = z.output<typeof sums>;
const asked = {
  /** Counted from 1 January of its year; today when absent. */
  asOf: day.optional(),
  knownAt: instant.optional(),
  /** A reporting unit with the functional areas inside it; the whole city when absent. */
  region: z.string().max(40).optional(),
};
const by = z.enum(figureDimensions);
const line = sums.extend({
  key: z.string(),
  name: z.string(),
  /** Of the same days a year before. */
  before: sums,
});
export type FigureLine = z.output<typeof line>;

export const getContractFigures = route({
  method: 'GET',
  path: '/contracts/figures',
  summary: 'contractFigures:routes.figures',
  access: contractOfficers,
  query: z.strictObject({ ...asked, by: by.default('type') }),
  response: z.strictObject({
    asOf: day,
    knownAt: instant,
    by,
    region: z.string(),
    /** Whether the register of contracts is complete for these days, and for those a year before. */
    complete: z.boolean(),
    completeBefore: z.boolean(),
    all: sums.extend({ before: sums }),
    items: z.array(line),
  }),
});
const file = {
  method: 'GET',
  access: contractOfficers,
  query: z.strictObject({ ...asked, by: by.default('type') }),
  response: z.unknown(),
} as const;
export const getContractFiguresCsv = route({
  ...file,
  path: '/contracts/figures.csv',
  summary: 'contractFigures:routes.file',
  file: 'text/csv',
});
export const getContractFiguresXlsx = route({
  ...file,
  path: '/contracts/figures.xlsx',
  summary: 'contractFigures:routes.file',
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

/** Entries of turnover behind one line, newest first: they add up to its amount. */
export const listFigureEntries = route({
  method: 'GET',
  path: '/contracts/figures/entries',
  summary: 'contractFigures:routes.entries',
  access: contractOfficers,
  query: z.strictObject({ ...asked, by: by.optional(), key: z.string().max(40).optional(), ...pageQuery }),
  response: pageOf(
    z.strictObject({
      id: z.string(),
      on: day,
      recordedAt: instant,
      region: z.string(),
      amount: decimal,
      contract: z.string(),
      /** Null for a contract that the reader does not see. */
      title: z.string().nullable(),
    }),
  ).extend({ sum: decimal, count: z.number().int() }),
});

/** Contracts of the year whose amount was changed after the registration: both figures. */
export const listFigureChanges = route({
  method: 'GET',
  path: '/contracts/figures/changes',
  summary: 'contractFigures:routes.changes',
  access: contractOfficers,
  query: z.strictObject({ ...asked, ...pageQuery }),
  response: pageOf(
    z.strictObject({
      contract: z.string(),
      title: z.string().nullable(),
      what: z.enum(['amended', 'settled']),
      on: day,
      registeredOn: day,
      amount: money,
      technologyAmount: money,
      amountBefore: money,
      technologyAmountBefore: money,
    }),
  ),
});
