// Words that stand for one another (同义词组), as operators hold them: asked beside each other in matching and search while they are used. Fields, life, refusals. Pure; which words of confirmed matches are proposed: wordPairs.ts.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { plain } from '../retrieval/tokens.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';

export const mostWords = 12;
/** Who reads the whole table; the bureau decides, as a word counts for the whole city. */
export const operators = ['bureauOfficer', 'districtOfficer', 'systemAdmin'] as const;
/** Whoever reads what fits a listing may propose. */
export const proposers = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member', 'technologyManager'] as const;
/** Where a group came from: somebody proposed or wrote it, or words of confirmed matches showed it. */
export const origins = ['person', 'matches'] as const;

const words = z
  .array(line(40, 1))
  .min(2)
  .max(mostWords)
  .overwrite((all) => all.filter((one, at) => all.findIndex((other) => plain(other) === plain(one)) === at))
  .meta({ title: 'wordGroups:words' });
const note = line(200, 1).nullable().default(null).meta({ title: 'wordGroups:note' });
const reason = line(200, 1).meta({ title: 'wordGroups:reason' });

export const life = lifecycle('wordGroup', {
  states: ['suggested', 'used', 'refused', 'retired'],
  parties: [],
  actions: {
    create: { from: 'nothing', to: 'suggested', by: proposers, input: z.strictObject({ words, note }) },
    /** An operator's own, or his word on what confirmed matches showed: what he refuses is not shown again. */
    add: {
      from: 'nothing',
      to: { field: 'as', among: ['used', 'refused'], otherwise: 'used' },
      by: 'bureauOfficer',
      input: z.strictObject({
        words,
        note,
        as: z.enum(['used', 'refused']).default('used'),
        origin: z.enum(origins).default('person'),
        reason: reason.nullable().default(null),
      }),
    },
    edit: { from: ['suggested', 'used'], to: 'same', by: 'bureauOfficer', input: z.strictObject({ words, note }) },
    use: { from: ['suggested', 'refused', 'retired'], to: 'used', by: 'bureauOfficer' },
    refuse: { from: 'suggested', to: 'refused', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    retire: { from: 'used', to: 'retired', by: 'bureauOfficer', input: z.strictObject({ reason }) },
  },
});

export const fields = z.object({
  words: z.array(z.string()),
  note: z.string().nullable(),
  origin: z.enum(origins),
  /** Why it was refused or retired. */
  reason: z.string().nullable(),
  on: day,
});

const filters = {
  q: z.string().trim().min(1).max(100).optional(),
  state: z.string().max(100).optional(),
};
export const wordGroupRecords = recordKind({
  life,
  path: '/word-groups',
  fields,
  filters,
  readers: [...operators, 'organizationAdmin', 'member', 'technologyManager'],
});

const shown = z.strictObject({ id: z.string(), title: z.string() });
/** Words of confirmed matches that may stand for one another, for who decides. */
export const listWordPairs = route({
  method: 'GET',
  path: '/market/word-pairs',
  summary: 'wordGroups:routes.pairs',
  access: operators,
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        words: z.tuple([z.string(), z.string()]),
        /** In how many confirmed matches of different parties the one stands on one side and the other on the other. */
        matches: z.number().int(),
        /** Whether the texts of the hall put the two together. */
        beside: z.boolean(),
        /** Some of these matches; empty for who reads no more than how many there are. */
        evidence: z.array(z.strictObject({ demand: shown, supply: shown })),
      }),
    ),
  }),
});

export const getWordGroupsSheet = route({
  method: 'GET',
  path: '/word-groups/export',
  summary: 'wordGroups:routes.sheet',
  access: operators,
  query: z.strictObject({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const groupAlready = refusal('wordGroup.already', 409, 'wordGroups:refusals.already');
export const refusedBefore = refusal('wordGroup.refusedBefore', 409, 'wordGroups:refusals.refusedBefore');

/** A single sign or a mark alone is no word: it would stand in every text. */
export const isWord = (word: string): boolean => /[\p{Script=Han}\p{L}\p{N}].*[\p{Script=Han}\p{L}\p{N}]/u.test(plain(word));

const named = ['named'] as const;
export const tells: readonly Tell<ActionOf<typeof life>, object>[] = [
  { after: 'use', to: named, topic: 'matches', words: 'wordGroups:tells.used' },
  { after: 'refuse', to: named, topic: 'matches', words: 'wordGroups:tells.refused' },
];
