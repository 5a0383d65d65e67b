// What the house holds of persons, module by module, for who asks to see it or to have it erased; what passes with a post; the auditor's question. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Actor } from './platform/shared/actor.ts';
import type { AccountTables } from './platform/server/accounts.ts';
import { seenAs, withinAs } from './platform/server/database.ts';
import { type Board, type Desk, type DeskTables, openHandOver, type Searches } from './desk/server/index.ts';
import type { SignUps } from './organizations/server/index.ts';
import { type ContractTables, eraseWork, workHeldOf } from './contracts/server/index.ts';
import type { People, PeopleTables } from './people/server/index.ts';
import {
  type ErasureTables,
  type HoldsOfPersons,
  type Kernel,
  logReads,
  mountAudit,
  openErasures,
} from './records/server/index.ts';

type Around = { kernel: Kernel; people: People; signUps: SignUps; board: Board; searches: Searches; desk: Desk };
type Kept = Record<string, unknown>[];
const all = (items: Kept) => ({ total: items.length, items });

export function openRights(db: Kysely<DeskTables & ErasureTables>, { kernel, people, signUps, board, searches, desk }: Around) {
  const { notices, comments } = board;
  const inDesk = (tx: object) => withinAs<DeskTables>(tx);
  const parts: HoldsOfPersons[] = [
    ...ofNotices(notices),
    {
      part: 'notices',
      held: async (account) => all((await notices.heldOf(account)).notices),
      erase: (tx, account) => notices.erase(account, inDesk(tx)),
    },
    {
      part: 'comments',
      held: async (account) => all(await comments.heldOf(account)),
      erase: (tx, account) => comments.erase(account, inDesk(tx)),
    },
    {
      part: 'searches',
      held: async (account) => all(await searches.heldOf(account)),
      erase: (tx, account) => searches.erase(account, inDesk(tx)),
    },
    ofApplicant(kernel, signUps),
    ...ofManager(kernel, people),
    {
      part: 'workingTime',
      held: (account) => workHeldOf(kernel.db, account),
      erase: (tx, account) => eraseWork(withinAs<ContractTables>(tx), account),
    },
  ];
  const erasures = openErasures(kernel, seenAs<ErasureTables>(db), parts);
  return {
    erasures,
    matters: openHandOver(kernel, desk, seenAs<DeskTables>(db)),
    mount(app: FastifyInstance): void {
      erasures.mount(app);
      mountAudit(app, kernel);
    },
  };
}

/** Addresses, wishes and followed records: shown apart, erased with the notices. */
const ofNotices = ({ heldOf }: Board['notices']): HoldsOfPersons[] =>
  (['contacts', 'choices', 'times', 'follows'] as const).map((part) => ({
    part,
    held: async (account) => all((await heldOf(account))[part] as Kept),
  }));

/** What was said of him when his organization came in, with the letter. */
const ofApplicant = (kernel: Kernel, signUps: SignUps): HoldsOfPersons => ({
  part: 'signUp',
  held: async (account, reader) => {
    const { rows } = await sql<{ record: string; field: string; value: string }>`
      select p.record, p.field, p.value from personal_values p
      join sign_ups s on s.id = p.record where s.account = ${account}::uuid order by p.record, p.field`.execute(kernel.db);
    await logValues(kernel, reader, rows);
    return all(rows);
  },
  erase: async (tx, account, by) => {
    const { rows } = await sql<{ id: string }>`select id from sign_ups where account = ${account}::uuid and not erased`.execute(
      withinAs<AccountTables>(tx),
    );
    for (const { id } of rows) await signUps.act('erase', { actor: by, id, input: { reason: 'PIPL 47' }, within: withinAs(tx) });
    return rows.length;
  },
});

function logValues(kernel: Kernel, reader: Actor, rows: readonly { record: string; field: string }[]): Promise<void> {
  const records = Map.groupBy(rows, (one) => one.record);
  return logReads(
    kernel,
    reader,
    [...records].map(([record, held]) => ({ record, fields: held.map((one) => one.field) })),
  );
}

/** The register of technology managers: the record of the person himself, and who read it. */
function ofManager(kernel: Kernel, people: People): HoldsOfPersons[] {
  const own = async (on: object, account: string) =>
    (
      await sql<{
        id: string;
        state: string;
      }>`select id, state from technology_managers where account = ${account}::uuid`.execute(withinAs<AccountTables>(on))
    ).rows;
  return [
    {
      part: 'technologyManager',
      held: async (account, reader) => {
        const { rows } = await sql<{
          record: string;
          field: string;
          value: string;
        }>`select p.record, p.field, p.value from personal_values p
          join technology_managers t on t.id = p.record where t.account = ${account}::uuid order by p.record, p.field`.execute(
          kernel.db,
        );
        await logValues(kernel, reader, rows);
        return all(rows);
      },
      erase: async (tx, account, by) => {
        const records = await own(tx, account);
        for (const { id } of records)
          await people.act('erase', { actor: by, id, input: { reason: 'PIPL 47' }, within: withinAs<PeopleTables>(tx) });
        return records.length;
      },
    },
    {
      part: 'readBy',
      kept: 'reads',
      held: async (account) => {
        const { rows } = await sql<Record<string, unknown>>`select r.at, r.fields, a.name, b.name as "for" from personal_reads r
          join technology_managers t on t.id = r.record join accounts a on a.id = r.account left join accounts b on b.id = r.acted_for
          where t.account = ${account}::uuid and r.account <> t.account order by r.at desc limit 500`.execute(kernel.db);
        return all(rows);
      },
    },
  ];
}
