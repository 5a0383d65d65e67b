// Fairs and their projects over HTTP, and the ledger of one: what became of what was signed.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { notFound } from '../../../platform/shared/errors.ts';
import { scaled, sum } from '../../../platform/shared/money.ts';
import { mount } from '../../../platform/server/mount.ts';
import { linkedContracts } from '../../../contracts/server/index.ts';
import { type Kernel, mountKind, now } from '../../../records/server/index.ts';
import type { Stage } from '../../fair.ts';
import { getFairLedger, ledgerOf, stepsOf } from '../../fairLedger.ts';
import type { MarketTables } from '../tables.ts';
import { type FairProjects, type ProjectRow, standingOf } from './projects.ts';
import type { Fairs } from './service.ts';

type With = { kernel: Kernel; db: Kysely<MarketTables>; fairs: Fairs; fairProjects: FairProjects };

export function mountFairs(app: FastifyInstance, { kernel, db, fairs, fairProjects }: With): void {
  mountKind(app, kernel, fairs);
  mountKind(app, kernel, fairProjects);
  mount(app, getFairLedger, async ({ params }) => {
    const known = await sql`select from fairs where id = ${params.id}::uuid`.execute(db);
    if (known.rows.length === 0) throw notFound();
    const today = kernel.dayOf(await now(kernel.db));
    const { rows } =
      await sql<ProjectRow>`select * from fair_projects where fair = ${params.id}::uuid and state <> 'voided'`.execute(db);
    const contracts = await linkedContracts(
      db,
      rows.flatMap((row) => row.contract ?? []),
    );
    const projects = rows.map((row) => ({
      beganOn: row.began_on,
      lapsedOn: row.lapsed_on,
      steps: stepsOf(row.steps, standingOf(row.contract === null ? undefined : contracts.get(row.contract))),
    }));
    const standing = projects.filter(({ lapsedOn }) => lapsedOn === null);
    const amounts = (stage: Stage) =>
      scaled(sum(standing.flatMap(({ steps }) => steps.find((one) => one.stage === stage)?.amount ?? [])), 2);
    return {
      looks: ledgerOf(projects, today),
      projects: projects.length,
      withoutAmount: projects.filter(({ steps }) => (steps[0]?.amount ?? null) === null).length,
      registered: amounts('registered'),
      received: amounts('moneyIn'),
    };
  });
}
