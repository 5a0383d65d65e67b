// Which registry a contract comes to, who is in charge of it, and who never decides on it. Reads in the caller's transaction.
import { type QueryExecutorProvider, type Selectable, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../platform/shared/errors.ts';
import type { Region } from '../../organizations/region.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { ownContract, ownSpotCheck, registryNotActive } from '../contract.ts';
import { type Choosable, chooseRegistry, isOf, type Registrar } from '../registry.ts';
import { foreseenIn, type KeptRegistry } from './foreseen.ts';
import type { Contracts as Table } from './tables.ts';

type Row = Selectable<Table>;
type Tx = QueryExecutorProvider;

/** Whoever acts for a registrar acts as that one: training and filing are a person's own, and are not handed over with a post. */
export const personOf = (actor: Actor): string | null => actor.for ?? actor.account;
export const inOfficeAs = (account: string | null) =>
  sql`registrars @> ${JSON.stringify([{ account: account ?? '', until: null }])}::jsonb`;

/** Contracts that the actor is in charge of as a registrar: of his registries, and those of none. A condition on the table of contracts. */
export const inCharge = (actor: Actor) =>
  sql<boolean>`(registry is null or registry in (select r.id from registries r where ${inOfficeAs(personOf(actor))}))`;

/** Drawn contracts that wait for somebody of another registry, and those that this person has checked. Likewise. */
export const inSpotCheck = (
  actor: Actor,
) => sql<boolean>`(spot_check is not null and (spot_check ->> 'by' = ${personOf(actor) ?? ''}
  or (spot_check ->> 'finding' is null
    and exists (select from registries r where r.state = 'active' and ${inOfficeAs(personOf(actor))})
    and registry not in (select r.id from registries r where ${inOfficeAs(personOf(actor))}))))`;

/** Whether one of the registrars in office is this person. */
export const isRegistrarOf = (registrars: readonly Registrar[], actor: Actor): boolean =>
  registrars.some((one) => one.until === null && one.account === personOf(actor));

const idsNow = async (tx: Tx, { survivors }: Organizations, ids: readonly (string | null)[]): Promise<Set<string>> => {
  const named = [...new Set(ids.filter((one) => one !== null))];
  if (named.length === 0) return new Set();
  const read = foreseenIn(tx)?.survivors;
  const now = read && named.every((id) => read.has(id)) ? read : await survivors(tx, named);
  return new Set(named.map((one) => now.get(one)?.id ?? one));
};

type Asked = { actor: Actor; record: Row; day: string };

/** Throws unless the actor is a registrar of the registry in charge, and neither it nor he is one of the parties. */
export async function mayDecide(tx: Tx, organizations: Organizations, { actor, record, day }: Asked): Promise<void> {
  const registry = record.registry === null ? null : await registryOf(tx, record.registry);
  if (registry) {
    if (!isRegistrarOf(registry.registrars, actor)) throw notAllowed();
    if (registry.state !== 'active') throw registryNotActive({ registry: registry.name });
  }
  await refuseOwn(tx, organizations, { actor, record, day }, registry ? [registry] : []);
}

/** Throws unless the actor is a registrar of another registry that is at work, and neither it nor he is one of the parties. */
export async function mayCheck(tx: Tx, organizations: Organizations, asked: Asked): Promise<void> {
  if (await isInCharge(tx, asked)) throw ownSpotCheck();
  const { rows } = await sql<Kept>`select * from registries r
    where r.state = 'active' and ${inOfficeAs(personOf(asked.actor))}`.execute(tx);
  if (rows.length === 0) throw notAllowed();
  await refuseOwn(tx, organizations, asked, rows);
}

/** Throws unless the actor decides on it, or checks it while it is drawn: then he notes what he looked at. */
export async function mayNote(tx: Tx, organizations: Organizations, asked: Asked): Promise<void> {
  if (!hasRole(asked.actor, 'registrar')) throw notAllowed();
  if (await isInCharge(tx, asked)) return mayDecide(tx, organizations, asked);
  if (asked.record.spot_check?.finding !== null) throw notAllowed();
  await mayCheck(tx, organizations, asked);
}

/** Throws where the person, or one of these registries with its owners, is among the parties. */
export const refuseOwn = (tx: Tx, organizations: Organizations, { actor, record, day }: Asked, of: readonly Choosable[]) =>
  refuseOwnOf(tx, organizations, { actor, day, parties: record.organizations }, of);

/** The same for parties of what is no record yet. */
export async function refuseOwnOf(
  tx: Tx,
  organizations: Organizations,
  { actor, day, parties: named }: Pick<Asked, 'actor' | 'day'> & { parties: readonly string[] },
  of: readonly Choosable[],
): Promise<void> {
  const read = async () => {
    const ofRegistries = of.flatMap((one) => [one.organization, ...one.owners]);
    return idsNow(tx, organizations, [...(await ownOrganizations(tx, actor, day)), ...ofRegistries]);
  };
  const key = of.map((one) => one.id).join();
  const before = foreseenIn(tx)?.ours;
  const ours = await (before?.get(key) ?? read());
  before?.set(key, Promise.resolve(ours));
  if (ours.size === 0) return;
  const parties = await idsNow(tx, organizations, named);
  if ([...ours].some((one) => parties.has(one))) throw ownContract();
}

/** What the session acts for, and every organization that the person belongs to on this day. */
async function ownOrganizations(tx: Tx, actor: Actor, day: string): Promise<(string | null)[]> {
  const person = personOf(actor);
  if (person === null) return [actor.organization];
  const { rows } = await sql<{ organization: string }>`select organization from memberships
    where account = ${person}::uuid and since <= ${day}::date and (until is null or until >= ${day}::date)`.execute(tx);
  return [actor.organization, ...rows.map((one) => one.organization)];
}

/** Whether the actor is in charge as a registrar, whatever else he is. */
export async function isInCharge(tx: Tx, { actor, record }: { actor: Actor; record: Pick<Row, 'registry'> }): Promise<boolean> {
  if (!hasRole(actor, 'registrar')) return false;
  if (record.registry === null) return true;
  const registry = await registryOf(tx, record.registry);
  return registry !== undefined && isRegistrarOf(registry.registrars, actor);
}

/** Accounts of the registrars in office of the registry in charge of a contract. */
export async function registrarsOf(tx: Tx, contract: string): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`select one ->> 'account' as account from contracts c
    join registries r on r.id = c.registry, jsonb_array_elements(r.registrars) one
    where c.id = ${contract}::uuid and one ->> 'until' is null`.execute(tx);
  return rows.map(({ account }) => account);
}

type Kept = KeptRegistry;
export async function registryOf(tx: Tx, id: string): Promise<Kept | undefined> {
  const read = foreseenIn(tx)?.registries;
  if (read) return read.get(id);
  const { rows } = await sql<Kept>`select * from registries where id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** From a place outwards to the city. */
export function placesAround(regions: readonly Region[], root: string, place: string | null): string[] {
  const found: string[] = [];
  let at = place;
  while (at !== null && at !== root && !found.includes(at)) {
    found.push(at);
    at = regions.find((one) => one.id === found.at(-1))?.within ?? null;
  }
  return [...found, root];
}

/**
 * The registry that a contract comes to on this day. It is held until the act is done, so that it is not suspended between the choice
 * and it. The one that has the contract keeps it while it can.
 */
export async function routed(
  tx: Tx,
  organizations: Organizations,
  { record, region, day }: { record: Row; region: string | null; day: string },
): Promise<string | null> {
  const { rows } = await sql<Choosable>`select id, code, organization, owners, territory from registries
    where state = 'active' and (valid_from is null or valid_from <= ${day}::date)
      and (valid_to is null or valid_to >= ${day}::date)`.execute(tx);
  if (rows.length === 0) return null;
  const parties = new Set([...record.organizations, ...(await idsNow(tx, organizations, record.organizations))]);
  const { regions, root } = organizations.pack;
  const places = placesAround(regions, root, region);
  for (let left = rows; ; ) {
    const present = left.find((one) => one.id === record.registry && !isOf(one, parties));
    const chosen = present ?? chooseRegistry(left, { places, parties });
    if (chosen === null || (await isHeld(tx, chosen.id))) return chosen?.id ?? null;
    left = left.filter((one) => one !== chosen);
  }
}

async function isHeld(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from registries where id = ${id}::uuid and state = 'active' for share`.execute(tx);
  return rows.length > 0;
}

/** Holds the registry that a contract is passed to: it stays active until the act is done. */
export async function holdActive(tx: Tx, id: string, field: 'registry' | 'handTo'): Promise<void> {
  if (!(await isHeld(tx, id))) throw wrongField(field, 'notActive', 'contracts:wrong.registryNotActive');
}
