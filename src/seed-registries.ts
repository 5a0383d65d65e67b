// The invented city's registries: opened on the first day, with registrars who decided on its past contracts; the last months' draws; and the demo accounts that work there.
import { type Transaction } from 'kysely';
import { z } from 'zod';
import type { House, Tables } from './app.ts';
import { type AccountTables, writeAccount } from './platform/server/accounts.ts';
import { seenAs, withinAs } from './platform/server/database.ts';
import type { Pack } from './platform/server/pack.ts';
import { addDays } from './platform/shared/dates.ts';
import { visitor } from './platform/shared/actor.ts';
import { loader, step } from './seed-acting.ts';
import { text } from './platform/shared/words.ts';
import { type ContractTables, drawDue } from './contracts/server/index.ts';
import { inOffice } from './contracts/registry.ts';
import type { Calendar, Deed } from './seed-deed.ts';

const account = z.string().regex(/^[a-z][a-z0-9-]*$/);
export const registryPlan = z.strictObject({
  note: text,
  registries: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      territory: z.array(z.string()).min(1),
      entrustedBy: z.string(),
      /** Those who decided in the past, three at least: four eyes need two, and one may be away. */
      registrars: z.array(z.strictObject({ account, name: text })).min(3),
      /** Demo accounts in office beside them. */
      demo: z.array(account),
    }),
  ),
  /** What a registrar of another registry objected to in a spot check. */
  objection: z.string(),
});
export type RegistryPlan = z.infer<typeof registryPlan>['registries'];

export const registriesOf = (pack: Pick<Pack, 'read' | 'has'>): RegistryPlan =>
  pack.has('registries.json') ? pack.read('registries.json', registryPlan).registries : [];

/** Within the seed a registrar is called so; the account has this name without what stands before it. */
const keyOf = (name: string): string => `registrar ${name}`;
const trained = 200;
const filed = 150;

/** Prepared and opened on the first working day after New Year. */
export function makeRegistries(plan: RegistryPlan, calendar: Calendar): Deed[] {
  return plan.flatMap(({ code, name, territory, entrustedBy, registrars }, at): Deed[] => {
    const key = `registry ${code}`;
    const opened = new Date(Date.parse(`${calendar.workday(addDays(calendar.first, 1))}T01:30:00Z`) + at * 60_000);
    const appointed = registrars.map(() => ({
      trainedOn: addDays(calendar.first, -trained),
      filedOn: addDays(calendar.first, -filed),
    }));
    const refers = Object.fromEntries(registrars.map((one, index) => [`registrars.${index}.account`, keyOf(one.account)]));
    const input = { name, code, territory, entrustedBy, registrars: appointed };
    return [
      { of: 'registry', key, action: 'create', at: opened, input, refers },
      { of: 'registry', key, action: 'open', at: new Date(opened.getTime() + 30_000), input: {} },
    ];
  });
}

type Place = { id: string; within?: string | null | undefined };
/** The registrars of the place, called as within the seed: of the nearest registry from it outwards, as contracts come to them. */
export function registrarsOf(plan: RegistryPlan, regions: readonly Place[], root: string): (region: string) => readonly string[] {
  const among = (place: string) => plan.find((one) => one.territory.includes(place))?.registrars.map((one) => keyOf(one.account));
  return (region) => {
    for (let at: string | null | undefined = region; at; at = regions.find((one) => one.id === at)?.within) {
      const own = among(at);
      if (own) return own;
    }
    return among(root) ?? [];
  };
}

/** Accounts of the past: nobody signs in with them, for they have no password. Gives their ids by the names within the seed. */
export async function ensurePast(plan: RegistryPlan, tx: Transaction<Tables>): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { account: name, name: said } of plan.flatMap((one) => one.registrars)) {
    const whose = { account: name, name: said.zh, nameInEnglish: said.en, roles: ['registrar' as const], password: null };
    ids.set(keyOf(name), await writeAccount(withinAs<AccountTables>(tx), { ...whose, duty: 'business', password_hash: null }));
  }
  return ids;
}

/** How many of the last months are drawn from; what was drawn of the last one still waits. */
const months = 3;

/** Draws from the last months by the head under which the city was loaded, and lets registrars of the past check all but the last. */
export async function drawPast(house: House): Promise<void> {
  const { kernel, contracts, pack } = house;
  const db = seenAs<ContractTables>(kernel.db);
  if (!pack.has('registries.json') || (await drawDue(kernel, db, contracts, months)) === 0) return;
  const { objection } = pack.read('registries.json', registryPlan);
  const registries = await db
    .selectFrom('registries')
    .select(['id', 'registrars'])
    .where('state', '=', 'active')
    .orderBy('id')
    .execute();
  const drawn = await db
    .selectFrom('contracts')
    .select(['id', 'registry', 'spot_check'])
    .where('spot_check', 'is not', null)
    .orderBy('id')
    .execute();
  const last = drawn
    .map((one) => one.spot_check?.month ?? '')
    .sort()
    .at(-1);
  for (const [at, { id, registry, spot_check: drawnIn }] of drawn.entries()) {
    const other = registries.filter((one) => one.id !== registry)[at % Math.max(1, registries.length - 1)];
    const by = other ? inOffice(other.registrars)[at % 2]?.account : undefined;
    if (by === undefined || drawnIn?.month === last) continue;
    const finding = at % 17 === 5 ? 'objection' : 'sound';
    const input = { finding, note: finding === 'objection' ? objection : null } as const;
    await contracts.act('spotCheck', { actor: { ...visitor, account: by, roles: ['registrar'] }, id, input });
  }
}

/** Demo registrars are appointed where the pack says, once: who was dismissed by hand stays so. */
export async function staffDemo(house: House): Promise<void> {
  const { kernel, registries, pack } = house;
  const db = seenAs<AccountTables & ContractTables>(kernel.db);
  for (const { code, demo } of registriesOf(pack)) {
    const of = await db
      .selectFrom('registries')
      .select(['id', 'registrars', 'state'])
      .where('code', '=', code)
      .executeTakeFirst();
    if (!of || of.state === 'closed' || demo.length === 0) continue;
    const accounts = await db.selectFrom('accounts').select('id').where('account', 'in', demo).where('demo', '=', true).execute();
    for (const { id: named } of accounts) {
      if (of.registrars.some((one) => one.account === named)) continue;
      const first = of.registrars[0];
      const input = { account: named, trainedOn: first?.trainedOn ?? '', filedOn: first?.filedOn ?? '' };
      await step(registries.act('appoint', { actor: loader, id: of.id, input }));
    }
  }
}
