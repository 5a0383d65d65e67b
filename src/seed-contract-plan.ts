// What an invented city's technology contracts are made of, as its pack says in `contracts.json`. Not the making.
import { z } from 'zod';
import { costKinds, objectives, subtypes, technologyFields, contractTypes } from './contracts/terms.ts';
import { refusalGrounds, revocationGrounds } from './contracts/contract.ts';
import { text } from './platform/shared/words.ts';

const some = z.array(z.string().min(1)).min(1);
const share = z.number().positive();

export const contractPlan = z.strictObject({
  note: text,
  /** Registered over the plan's three years in a city of the usual size. */
  count: z.number().int().min(0),
  /** Series of reported figures: what is registered in a month and a district comes to what was reported of it. */
  series: z.string(),
  /** How many of a year's contracts fall to each month: three quarters into the second half, a quarter into December. */
  months: z.array(share).length(12),
  /** Share of the number, mean size against the others, and titles with `{scene}`, `{method}`, `{topic}`. */
  types: z.array(
    z.strictObject({
      type: z.enum(contractTypes),
      share,
      size: share,
      subtypes: z.array(z.tuple([z.enum(subtypes), share])),
      titles: some,
    }),
  ),
  /** Standard deviation of the logarithm of amounts. */
  spread: share,
  fields: z.array(
    z.strictObject({
      code: z.enum(technologyFields),
      /** Where what it is about is used; beside the scenes of all fields. */
      scenes: some,
      share,
      objectives: z.array(z.enum(objectives)).min(1),
      industries: some,
      topics: some,
    }),
  ),
  scenes: some,
  /** Names of rights, with `{topic}`. */
  rights: z.strictObject({ patent: z.string(), secret: z.string(), software: z.string() }),
  methods: some,
  /** Kind of party by the kind of organization; others are enterprises. */
  natures: z.record(z.string(), z.string()),
  /** Buyers that are not in the city's register, and those abroad with the customs code of the country. */
  elsewhere: z.strictObject({
    places: some,
    brands: some,
    lines: some,
    form: z.string(),
    abroad: z.array(z.tuple([z.string(), z.string()])),
  }),
  costs: z.array(z.tuple([z.enum(costKinds), some])),
  conditions: some,
  refusals: z.array(z.tuple([z.enum(refusalGrounds), z.string()])).min(1),
  revocations: z.array(z.tuple([z.enum(revocationGrounds), z.string()])).min(1),
  defects: z.array(z.strictObject({ path: z.string().nullable(), words: z.string() })).min(1),
  reasons: z.strictObject({ amend: some, settle: some, cancel: some, decline: some }),
});
export type ContractPlan = z.infer<typeof contractPlan>;
