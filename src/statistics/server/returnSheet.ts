// The sheet of a return as it is read and typed, and its draft. Figures change here for nobody but the respondent.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { notAllowed, notFound } from '../../platform/shared/errors.ts';
import { disclosed } from '../../platform/shared/disclosed.ts';
import { sure } from '../../platform/shared/sure.ts';
import { textIn } from '../../platform/shared/words.ts';
import type { Say } from '../../platform/server/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Kernel, now, transact } from '../../records/server/index.ts';
import { type Answers, type Given, writtenCell, writtenOf } from '../../forms/answers.ts';
import { type FormVersion, itemsOf } from '../../forms/form.ts';
import { periodBefore, spanOf, yearEarlier } from '../../forms/period.ts';
import { type CheckedForm, type Forms, formSaidOf, namedAt, readTemplateOf, templateOf } from '../../forms/server/index.ts';
import type { Past } from '../../forms/structure.ts';
import { dropDraft, getSheet, readReturn, type ReturnSheet, returnTemplate, saveDraft } from '../returnRoutes.ts';
import { closedForDrafts, drafting, draftMoved, ofAnother, returnRecords } from '../statisticalReturn.ts';
import { openTo } from './facts/index.ts';
import { type Judging, withFilled } from './returnJudging.ts';
import type { Filling, ReturnRow } from './returnShapes.ts';
import { isRespondent, type Returns } from './returns.ts';
import type { StatisticsTables } from './tables.ts';

type Db = Kysely<StatisticsTables>;
type Draft = { revision: number; given: Given; explanations: Record<string, string>; saved_at: Date };
export type SheetsOf = { kernel: Kernel; db: Db; returns: Returns; judging: Judging; forms: Forms; say: Say };

export function mountSheets(app: FastifyInstance, of: SheetsOf): void {
  const { kernel, db, judging, forms, say } = of;
  const today = async () => kernel.dayOf(await now(kernel.db));
  const seen = async (id: string, actor: Actor): Promise<ReturnRow> => {
    if (!(await kernel.kinds.get(returnRecords.life.kind)?.seen(kernel.db, id, actor))) throw notFound();
    return db.selectFrom('statistical_returns').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  };
  /** Whoever answers for the organization, while there is something to answer. */
  const own = async (id: string, actor: Actor): Promise<ReturnRow> => {
    const row = await seen(id, actor);
    if (!isRespondent(actor, row)) throw notAllowed();
    if (!drafting.includes(row.state)) throw closedForDrafts();
    return row;
  };
  const templating = async (row: ReturnRow, actor: Actor) => {
    const form = judging.formOf(row);
    const reader = { language: actor.language, say, today: await today() };
    return { form, reader, of: forms.one(row.form), commission: forms.commissionOf(row.form) };
  };

  mount(app, getSheet, async ({ params, actor }) => {
    const row = await seen(params.id, actor);
    return sheetOf(of, row, actor, await today());
  });
  mount(app, saveDraft, async ({ params, body, actor }) => {
    const row = await own(params.id, actor);
    const { revision, explanations, ...given } = body;
    return keep(of, row, { given, explanations }, { actor, seen: revision, today: await today() });
  });
  mount(app, dropDraft, async ({ params, actor }) => {
    const row = await own(params.id, actor);
    await db.deleteFrom('return_drafts').where('return', '=', row.id).execute();
    return {};
  });
  mount(app, returnTemplate, async ({ params, actor }) => {
    const row = await seen(params.id, actor);
    const { form, reader, of: one, commission } = await templating(row, actor);
    const shown = await shownOf(of, row, actor);
    return templateOf(one, form.version, commission, reader, {
      key: row.id,
      words: `${row.period} ${(await nameOf(of, row)) ?? ''}`,
      given: shown.given,
      locked: new Set(Object.keys(shown.filled.items)),
      before: writtenItems(form.version, (await judging.pastOf(row, db)).before),
    });
  });
  mount(app, readReturn, async ({ params, file, actor }) => {
    const row = await own(params.id, actor);
    const { form, of: one } = await templating(row, actor);
    const { key, ...given } = await readTemplateOf(one, form.version, file);
    if (key !== null && key !== row.id) throw ofAnother();
    const before = await draftOf(db, row.id);
    const explanations = before?.explanations ?? row.explanations;
    return keep(of, row, { given, explanations }, { actor, seen: before?.revision ?? 0, today: await today() });
  });
}

const nameOf = async ({ db }: SheetsOf, row: ReturnRow): Promise<string | undefined> =>
  (await sql<{ name: string }>`select name from organizations where id = ${row.organization}`.execute(db)).rows[0]?.name;

const draftOf = (db: Db, id: string): Promise<Draft | undefined> =>
  db
    .selectFrom('return_drafts')
    .select(['revision', 'given', 'explanations', 'saved_at'])
    .where('return', '=', id)
    .executeTakeFirst();

type Typed = { given: Given; explanations: Record<string, string> };
type Saving = { actor: Actor; seen: number; today: string };
/** Keeps what was typed, faults and all, unless another window has saved since; and says what is to be mended. */
async function keep({ db, kernel, judging }: SheetsOf, row: ReturnRow, typed: Typed, { actor, seen, today }: Saving) {
  const form = judging.formOf(row);
  const filled = await judging.filledOf(row, db);
  const given = withFilled(form, typed.given, filled);
  const judged = judging.judge(form, given, await judging.pastOf(row, db), filled);
  const at = await now(kernel.db);
  const kept = {
    given: JSON.stringify(given),
    explanations: JSON.stringify(typed.explanations),
    saved_by: actor.account,
    saved_at: at,
  };
  const revision = await transact(db, async (tx) => {
    const standing = await sql<{ state: string }>`select state from statistical_returns where id = ${row.id} for share`.execute(
      tx,
    );
    if (!drafting.some((state) => state === standing.rows[0]?.state)) throw closedForDrafts();
    const before = await tx
      .selectFrom('return_drafts')
      .select('revision')
      .where('return', '=', row.id)
      .forUpdate()
      .executeTakeFirst();
    if ((before?.revision ?? 0) !== seen) throw draftMoved({ revision: before?.revision ?? 0 });
    const made = await tx
      .insertInto('return_drafts')
      .values({ return: row.id, revision: seen + 1, ...kept })
      .onConflict((on) =>
        on
          .column('return')
          .doUpdateSet({ revision: seen + 1, ...kept })
          .where('return_drafts.revision', '=', seen),
      )
      .returning('revision')
      .executeTakeFirst();
    if (!made) throw draftMoved({ revision: seen + 1 });
    return made.revision;
  });
  const { explanations } = typed;
  return {
    revision,
    savedAt: at.toISOString(),
    verdict: judging.verdict(form, judged, { explanations, today, language: actor.language }),
  };
}

export type Shown = Typed & { draft: { revision: number; savedAt: string } | null; filled: Filling };
/** What the reader sees in the cells: the respondent his draft, everybody else what was handed in. */
export async function shownOf({ db, judging }: Pick<SheetsOf, 'db' | 'judging'>, row: ReturnRow, actor: Actor): Promise<Shown> {
  const form = judging.formOf(row);
  const types = isRespondent(actor, row) && drafting.includes(row.state);
  const draft = types ? await draftOf(db, row.id) : undefined;
  if (draft === undefined && row.answers !== null)
    return {
      given: writtenOf(form.version, disclosed(row.answers)),
      explanations: row.explanations,
      draft: null,
      filled: { items: disclosed(row.filled), tables: {} },
    };
  const filled = await judging.filledOf(row, db);
  return {
    given: withFilled(form, draft?.given ?? emptyOf(form.version), filled),
    explanations: draft?.explanations ?? {},
    draft: draft ? { revision: draft.revision, savedAt: draft.saved_at.toISOString() } : null,
    filled,
  };
}

const emptyOf = (version: FormVersion): Given => ({
  items: Object.fromEntries(itemsOf(version).map(({ code }) => [code, null])),
  tables: Object.fromEntries(version.tables.map(({ code }) => [code, []])),
});

async function sheetOf(of: SheetsOf, row: ReturnRow, actor: Actor, today: string): Promise<ReturnSheet> {
  const { judging, forms, db, say } = of;
  const { language } = actor;
  const form = judging.formOf(row);
  const reader = { language, say, today };
  const [shown, past] = [await shownOf(of, row, actor), await judging.pastOf(row, db)];
  const judged = judging.judge(form, shown.given, past, shown.filled);
  const { from, to } = spanOf(row.period);
  const [stands, proposed] = [row.answers && disclosed(row.answers), row.proposed && disclosed(row.proposed)];
  const superseded = disclosed(row.superseded);
  const changes = (before: Answers, after: Answers) => changesOf(form, before, after, language);
  return {
    form: formSaidOf(forms.one(row.form), form.version, forms.commissionOf(row.form), reader),
    period: row.period,
    from,
    to,
    editable: isRespondent(actor, row) && drafting.includes(row.state),
    draft: shown.draft,
    given: shown.given,
    explanations: shown.explanations,
    filled: filledSaid(form, shown.filled, actor),
    filledTables: Object.keys(shown.filled.tables),
    before: besideOf(form.version, periodBefore(row.period), past.before),
    lastYear: besideOf(form.version, yearEarlier(row.period), past.lastYear),
    verdict: judging.verdict(form, judged, { explanations: shown.explanations, today, language }),
    proposed:
      proposed && stands ? { on: proposed.on, reason: proposed.reason, changes: changes(stands, proposed.answers) } : null,
    superseded: superseded.map(({ on, reason, answers }, at) => ({
      on,
      reason,
      changes: changes(answers, sure(superseded[at - 1]?.answers ?? stands, 'what came after')),
    })),
  };
}

const filledSaid = (form: CheckedForm, { items }: Filling, actor: Actor): ReturnSheet['filled'] =>
  itemsOf(form.version).flatMap((item) => {
    const fact = items[item.code];
    return fact
      ? [
          {
            item: item.code,
            value: writtenCell(item, fact.value) ?? '',
            words: textIn(fact.words, actor.language),
            address: openTo(actor, fact.address),
          },
        ]
      : [];
  });

const writtenItems = (version: FormVersion, answers: Past['before']): Record<string, string | null> | null =>
  answers === null ? null : writtenOf(version, answers).items;
const besideOf = (version: FormVersion, period: string, answers: Past['before']): ReturnSheet['before'] => {
  const items = writtenItems(version, answers);
  return items === null ? null : { period, items };
};

/** Cells that differ, each with its name, as the form writes them. A table's rows are compared by their place. */
function changesOf({ version }: CheckedForm, before: Answers, after: Answers, language: Actor['language']) {
  const [was, is] = [writtenOf(version, before), writtenOf(version, after)];
  const places = (given: Given): [string, string | null][] => [
    ...Object.entries(given.items),
    ...Object.entries(given.tables).flatMap(([table, rows]) =>
      rows.flatMap((row, at) =>
        Object.entries(row).map(([column, value]): [string, string | null] => [`${table}.${at}.${column}`, value]),
      ),
    ),
  ];
  const [old, now] = [new Map(places(was)), new Map(places(is))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((place) => {
    const [a, b] = [old.get(place) ?? null, now.get(place) ?? null];
    return a === b ? [] : [{ place, name: namedAt(version, place, language), before: a, after: b }];
  });
}
