// A registry (技术合同认定登记机构): who recognises and registers contracts, for which places, through whom. Pure: fields, life, refusals, choice.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

/** A registry has two registrars at least, as is practised; the rule of 2026 is not in our hands. */
export const fewestRegistrars = 2;

const said = {
  name: line(200).meta({ title: 'registries:name' }),
  /** Reporting units; that of the city stands for all of it. */
  territory: z.array(z.string().max(40)).min(1).max(100).meta({ title: 'registries:territory' }),
  /** Of the register; null for a public body that is not in it. */
  organization: z.uuid().nullable().meta({ title: 'registries:organization' }),
  /** Organizations that own it: it decides on no contract of theirs. */
  owners: z.array(z.uuid()).max(50).meta({ title: 'registries:owners' }),
  entrustedBy: line(200).nullable().meta({ title: 'registries:entrustedBy' }),
  validFrom: day.nullable().meta({ title: 'registries:validFrom' }),
  validTo: day.nullable().meta({ title: 'registries:validTo' }),
};
export const appointed = {
  account: z.uuid().meta({ title: 'registries:account' }),
  trainedOn: day.meta({ title: 'registries:trainedOn' }),
  filedOn: day.meta({ title: 'registries:filedOn' }),
};
const code = z
  .string()
  .regex(/^[A-Z0-9]{2,10}$/)
  .meta({ title: 'registries:code' });

export const RegistryInput = z.strictObject({
  name: said.name,
  code,
  territory: said.territory,
  organization: said.organization.default(null),
  owners: said.owners.default([]),
  entrustedBy: said.entrustedBy.default(null),
  validFrom: said.validFrom.default(null),
  validTo: said.validTo.default(null),
  registrars: z.array(z.strictObject(appointed)).max(50).default([]).meta({ title: 'registries:registrars' }),
});
/** What is not named stays. Its code does not change: what was drawn and registered names it. */
export const RegistryEdit = z.strictObject(said).partial();

/** In office while `until` is null. */
export type Registrar = { account: string; trainedOn: string; filedOn: string; from: string; until: string | null };
export const inOffice = (registrars: readonly Registrar[]): Registrar[] => registrars.filter((one) => one.until === null);

const reason = z.string().trim().min(1).max(2000).meta({ title: 'registries:reason' });

export const life = lifecycle('registry', {
  states: ['preparing', 'active', 'suspended', 'closed'],
  parties: [],
  actions: {
    create: { from: 'nothing', to: 'preparing', by: 'bureauOfficer', input: RegistryInput },
    edit: { from: ['preparing', 'active', 'suspended'], to: 'same', by: 'bureauOfficer', input: RegistryEdit },
    appoint: {
      from: ['preparing', 'active', 'suspended'],
      to: 'same',
      by: 'bureauOfficer',
      input: z.strictObject(appointed),
    },
    dismiss: {
      from: ['preparing', 'active', 'suspended'],
      to: 'same',
      by: 'bureauOfficer',
      input: z.strictObject({ account: appointed.account, on: day.meta({ title: 'registries:on' }) }),
    },
    /** From here on contracts come to it. */
    open: { from: 'preparing', to: 'active', by: 'bureauOfficer' },
    /** Its open cases go to another one in the same act; their clocks run on. */
    suspend: {
      from: 'active',
      to: 'suspended',
      by: 'bureauOfficer',
      input: z.strictObject({ reason, handTo: z.uuid().nullable().default(null).meta({ title: 'registries:handTo' }) }),
    },
    resume: { from: 'suspended', to: 'active', by: 'bureauOfficer' },
    close: { from: ['preparing', 'suspended'], to: 'closed', by: 'bureauOfficer', input: z.strictObject({ reason }) },
  },
});

const shownRegistrar = z.strictObject({
  ...appointed,
  name: z.string().nullable(),
  from: day,
  until: day.nullable(),
});
export const fields = z.object({
  name: z.string(),
  code: z.string(),
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  owners: z.array(z.string()),
  ownerNames: z.array(z.string()),
  territory: z.array(z.string()),
  entrustedBy: z.string().nullable(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  registrarsInOffice: z.number().int(),
  /** Null for whoever does not work here. */
  registrars: z.array(shownRegistrar).nullable(),
  reason: z.string().nullable(),
  handedTo: z.string().nullable(),
  handedToName: z.string().nullable(),
});

export const registryRecords = recordKind({
  life,
  path: '/registries',
  fields,
  filters: { q: z.string().trim().min(1).max(100).optional(), state: z.string().max(100).optional() },
  readers: 'public',
});

const params = z.object({ id: z.uuid() });
/** What moves when it is suspended. */
export const getOpenCases = route({
  method: 'GET',
  path: '/registries/:id/open-cases',
  summary: 'registries:routes.openCases',
  access: ['bureauOfficer'],
  params,
  response: z.object({
    total: z.number().int(),
    states: z.array(z.object({ state: z.string(), count: z.number().int() })),
    /** The oldest of them. */
    items: z.array(z.object({ id: z.string(), title: z.string(), state: z.string(), submittedOn: day.nullable() })),
  }),
});
/** Accounts that may be appointed: those that hold the role. */
export const listCandidates = route({
  method: 'GET',
  path: '/registrars',
  summary: 'registries:routes.candidates',
  access: ['bureauOfficer'],
  response: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
});
/** The draws of a registry with what is needed to repeat them; what the checks found is for those who work here. */
export const listDraws = route({
  method: 'GET',
  path: '/registries/:id/draws',
  summary: 'registries:routes.draws',
  access: 'public',
  params,
  response: z.object({
    items: z.array(
      z.object({
        month: z.string(),
        batch: z.number().int(),
        seed: z.string(),
        numbers: z.array(z.string()),
        drawn: z.array(z.object({ number: z.string(), contract: z.string().nullable(), finding: z.string().nullable() })),
      }),
    ),
  }),
});

export const codeTaken = refusal('registry.codeTaken', 409, 'registries:refusals.codeTaken');
export const tooFewRegistrars = refusal('registry.tooFewRegistrars', 409, 'registries:refusals.tooFewRegistrars');

export type Choosable = {
  id: string;
  code: string;
  organization: string | null;
  owners: readonly string[];
  territory: readonly string[];
};

/**
 * The registry for a place: the most specific that holds it (`places`: from the place itself outwards to the city), never one of the
 * parties' own where another one holds it too. Null where none does.
 */
export function chooseRegistry(
  all: readonly Choosable[],
  { places, parties }: { places: readonly string[]; parties: ReadonlySet<string> },
): Choosable | null {
  const ranked = all
    .map((one) => ({ one, at: places.findIndex((place) => one.territory.includes(place)), own: isOf(one, parties) }))
    .filter(({ at }) => at >= 0);
  ranked.sort(
    (a, b) =>
      Number(a.own) - Number(b.own) ||
      a.at - b.at ||
      a.one.territory.length - b.one.territory.length ||
      (a.one.code < b.one.code ? -1 : 1),
  );
  return ranked[0]?.one ?? null;
}

/** Whether the registry itself or one of its owners is among these organizations. */
export const isOf = (one: Pick<Choosable, 'organization' | 'owners'>, organizations: ReadonlySet<string>): boolean =>
  [one.organization, ...one.owners].some((of) => of !== null && organizations.has(of));
