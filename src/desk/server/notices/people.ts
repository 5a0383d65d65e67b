// Persons as the desk knows them: accounts as actors, for the organization that they act for now, and whether each sees a record.
import type { Actor } from '../../../platform/shared/actor.ts';
import { actorsOf, type KnownAccount } from '../../../platform/server/actors.ts';
import type { Around, On } from './around.ts';

type House = Pick<Around, 'kernel' | 'ports' | 'demo'>;

/** Accounts by id: not those that are disabled, nor demo accounts where the demonstration is off. */
export async function peopleOf(
  { kernel, ports, demo }: House,
  on: On,
  accounts: readonly string[],
  at: Date,
): Promise<Map<string, KnownAccount>> {
  const known = await actorsOf(on, accounts, kernel.dayOf(at));
  const organizations = [...known.values()].flatMap(({ actor }) => actor.organization ?? []);
  const survivors = await ports.survivors(on, organizations);
  const found = new Map<string, KnownAccount>();
  for (const [id, one] of known) {
    const { organization } = one.actor;
    const now = organization === null ? null : (survivors.get(organization)?.id ?? organization);
    if (demo || !one.actor.demo) found.set(id, { ...one, actor: { ...one.actor, organization: now } });
  }
  return found;
}

/** Whether the actor sees the record, by its kind; what is no record (an import, a message) is known to its own person alone. */
export async function seesRecord(
  { kernel }: Pick<Around, 'kernel'>,
  on: On,
  { kind, record }: { kind: string; record: string },
  actor: Actor,
): Promise<boolean> {
  const opened = kernel.kinds.get(kind);
  return !opened || (await opened.seen(on, record, actor)) !== null;
}
