// Recording what a past register holds: with its number and day, by a registrar of that registry or by the bureau. Decides nothing.
import type { Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import type { ContractWays } from '../../platform/shared/city.ts';
import { notAllowed, wrongField } from '../../platform/shared/errors.ts';
import { regionOn } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Statement } from '../contract.ts';
import { readOfficialNumber } from '../officialNumber.ts';
import type { RegisteredInput } from '../pastRegister.ts';
import { foreseenIn } from './foreseen.ts';
import { isRegistrarOf, refuseOwnOf, registryOf } from './in-charge.ts';
import type { ClosedYears } from './closed-years.ts';
import { blank } from './handlers.ts';
import { knownParties } from './parties.ts';
import type { ContractTables } from './tables.ts';
import { columnsOf } from './terms.ts';
import type { Known } from './whileLoading.ts';

type Tx = Transaction<ContractTables>;
type With = { organizations: Organizations; known: Known; closed: ClosedYears; forms: ContractWays['numbers']['official'] };
type Recording = { tx: Tx; input: RegisteredInput; actor: Actor; day: string };

/** The handler of `recordRegistered`. */
export const openPastRegister =
  ({ organizations, known, closed, forms }: With) =>
  async ({ tx, input, actor, day }: Recording) => {
    const { seller, registrationNumber, registeredOn: on, registry, ...said } = input;
    if (on > day) throw wrongField('registeredOn', 'inFuture', 'contracts:wrong.inFuture', { on, today: day });
    const number = readOfficialNumber(registrationNumber, forms, day);
    if (!number.ok)
      throw wrongField('registrationNumber', number.code, `official:numberWrong.${number.code}`, { value: registrationNumber });
    if (said.signedOn !== null && said.signedOn > on)
      throw wrongField('signedOn', 'afterRegistration', 'official:wrong.signedAfter', { on });
    if (!(await known.names([seller], tx)).has(seller)) throw wrongField('seller', 'unknown', 'contracts:wrong.organization');
    await knownParties(tx, known, { parties: said.parties, before: [], actor });
    // What is not here yet no revision can name: a year is closed when its register is complete.
    await closed.admit(tx, { id: '' }, 'registeredOn', on);
    const columns = columnsOf({ ...said, noSecrets: false }, seller);
    await mayRecord(tx, organizations, { actor, day, registry, parties: columns.organizations });
    const first: Statement = {
      what: 'registered',
      on,
      amount: columns.amount ?? '0.00',
      technologyAmount: columns.technology_amount ?? '0.00',
      reason: null,
    };
    return {
      ...columns,
      seller,
      region: regionOn(await known.seats(tx, seller), on),
      text_digest: null,
      ...blank,
      registry,
      registration_number: registrationNumber,
      // A past register tells one day: it was handed in by then, and decided then.
      submitted_on: on,
      decided_on: on,
      registered_on: on,
      statements: [first],
    };
  };

type Asked = { actor: Actor; day: string; registry: string | null; parties: readonly string[] };

/** The bureau for every registry, a registrar for his own; and he on nothing in which he or his registry is a party. */
async function mayRecord(tx: Tx, organizations: Organizations, { actor, day, registry, parties }: Asked): Promise<void> {
  const found = registry === null ? null : await registryOf(tx, registry);
  if (found === undefined) throw wrongField('registry', 'unknown', 'official:wrong.registry');
  if (hasRole(actor, 'bureauOfficer')) return;
  // Without a registry it would be every registrar's: only where the city has none.
  if (found === null ? await anyRegistry(tx) : !isRegistrarOf(found.registrars, actor)) throw notAllowed();
  await refuseOwnOf(tx, organizations, { actor, day, parties }, found === null ? [] : [found]);
}

async function anyRegistry(tx: Tx): Promise<boolean> {
  const read = foreseenIn(tx)?.registries;
  if (read) return read.size > 0;
  return (await tx.selectFrom('registries').select('id').limit(1).execute()).length > 0;
}
