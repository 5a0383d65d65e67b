// The city that a process serves: head of its pack, `city.json`. Pure; not its regions, plan or registers (modules read those).
import { z } from 'zod';
import { roles } from './actor.ts';
import { day } from './dates.ts';
import { text } from './words.ts';

/** How numbers of the official register are read: how many digits each part has, in their order. */
const numberForm = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        part: z.enum(['year', 'province', 'city', 'registry', 'serial']),
        digits: z.number().int().min(1).max(12),
      }),
    )
    .min(1),
  /** How sure that reading is (`confirmed`: told by a guide to the form; `derived`: fits what is known). */
  sure: z.enum(['confirmed', 'derived']),
});

/** Which way technology contracts are registered here, and how numbers look. */
const contracts = z.strictObject({
  /** `companion`: the national or provincial system decides, this platform goes beside it; `ofRecord`: the registry decides here. */
  mode: z.enum(['companion', 'ofRecord']),
  numbers: z.strictObject({
    /** Of the platform itself; `{year}` and `{serial}` are filled. */
    own: z.strictObject({
      pattern: z.string().regex(/^[A-Z0-9-]*\{year\}[A-Z0-9-]*\{serial\}$/),
      digits: z.number().int().min(4).max(12),
    }),
    official: z.array(numberForm).min(1),
  }),
});
export type ContractWays = z.infer<typeof contracts>;

/** What the city says of its open data. Absent: it has stated no terms, and its agency is called by its code. */
const openData = z.strictObject({
  /** On what terms the data may be used; `address` is where the city says so. */
  terms: z.strictObject({ words: text, address: z.url().nullable() }).nullable(),
  /** By which id SDMX knows who maintains the data. */
  agency: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/)
    .optional(),
});

/** Name and reporting unit of the demo account of a role; no password, no organization of a real city. */
const demoAccount = z.strictObject({
  account: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: text,
  /** Reporting unit (`CZ-WJ`), null for the whole city. */
  region: z.string().nullable(),
});

export const city = z.strictObject({
  /** Folder of the pack and name of the schema: `changzhou`. */
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: text,
  /** An invented city says so on every page; a real one never shows a generated figure. */
  kind: z.enum(['real', 'invented']),
  /** IANA name, said once for the whole city. */
  timeZone: z.string().refine(isTimeZone, 'not an IANA time zone'),
  /** Suite of the seals: SHA-256 or SM3. */
  algorithm: z.enum(['sha256', 'sm3']),
  /** First day of the platform in this city: before it `knownAt` has nothing to say. */
  firstDay: day,
  /** Version of the pack, told by whoever edits it; the digest says what was really loaded. */
  version: z.string().min(1),
  /** Names of the place that are left out when names of organizations are compared, longest first. */
  placeWords: z.array(z.string().min(1)),
  /** 审图号 of the outline on the map; null until the deployer supplies an approved map. */
  mapApproval: z.string().min(1).nullable(),
  /** Where it lies as law goes, from the widest inward: `CN-JS-CZ`. Rules of wider places hold in it. */
  jurisdiction: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]+)*$/),
  /** Region id of the whole city. */
  root: z.string().min(1),
  contracts,
  openData: openData.optional(),
  demo: z.strictObject({
    accounts: z.record(z.enum(roles), demoAccount),
    /** Further ones: a second officer, without whom nobody could try what needs two. `creditCode`: the organization that a member acts for. */
    more: z.array(demoAccount.extend({ role: z.enum(roles), creditCode: z.string().optional() })).default([]),
  }),
});
export type City = z.infer<typeof city>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
