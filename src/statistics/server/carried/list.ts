// What was carried into an application, for who judges it: the figures with whose they are and of which return, never the return itself. Reads alone.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { textIn } from '../../../platform/shared/words.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Forms } from '../../../forms/server/index.ts';
import { type Application, type Carried, type CarriedSaid, listCarried } from '../../carried.ts';
import { chainInCharge } from '../aboveScale.ts';
import type { StatisticsTables } from '../tables.ts';

type Of = { db: Kysely<StatisticsTables>; forms: Forms };

export function mountCarried(app: FastifyInstance, of: Of): void {
  mount(app, listCarried, async ({ params, actor }) => ({ items: await carriedInto(of, params, actor) }));
}

type Row = { id: string; form: string; period: string; edition: number; organization: string; name: string; carried: Carried[] };
/** By its index: a return that was voided is read no more. */
async function carriedInto({ db, forms }: Of, { kind, id }: Application, actor: Actor): Promise<CarriedSaid[]> {
  const sight = chainInCharge(actor);
  if (sight === 'none') return [];
  const { rows } = await sql<Row>`select id, form, period, edition, organization, carried,
      (select o.name from organizations o where o.id = statistical_returns.organization) as name
    from statistical_returns where carried <> '[]' and carried @> ${JSON.stringify([{ application: { kind, id } }])}::jsonb
      and state <> 'voided' and ${sight === 'all' ? sql`true` : sight} order by period_to, id`.execute(db);
  return rows.flatMap((row) =>
    row.carried
      .filter(({ application, withdrawnOn }) => application.id === id && withdrawnOn === null)
      .map(({ number, items, edition, purpose, on }) => ({
        number,
        items,
        edition,
        purpose,
        on,
        return: { id: row.id, form: textIn(forms.one(row.form).name, actor.language), period: row.period },
        respondent: { id: row.organization, name: row.name },
        older: edition < row.edition,
      })),
  );
}
