// Answers what the platform would fill of a form: to an organization of its own, to an officer of those in his charge. Keeps nothing.
import type { FastifyInstance } from 'fastify';
import type { QueryExecutorProvider } from 'kysely';
import { type Actor, hasRole, type Language } from '../../../platform/shared/actor.ts';
import { notAllowed, notFound, wrongField } from '../../../platform/shared/errors.ts';
import { textIn } from '../../../platform/shared/words.ts';
import { mount } from '../../../platform/server/mount.ts';
import { type Item, itemsOf } from '../../../forms/form.ts';
import { lengthOf, periodBefore, periodOf, spanOf } from '../../../forms/period.ts';
import type { Forms } from '../../../forms/server/index.ts';
import { inUnit } from '../../../forms/unit.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { Fact } from '../../fact.ts';
import { type FactsSaid, getFacts, otherLength, periodNotOver } from '../../facts.ts';
import type { Facts } from './open.ts';
import { readsRoll, rollAt } from './people.ts';

type With = {
  db: QueryExecutorProvider;
  forms: Forms;
  facts: Facts;
  organizations: Pick<Organizations, 'survivors' | 'names'>;
  today: () => Promise<string>;
};

export function mountFacts(app: FastifyInstance, { db, forms, facts, organizations, today }: With): void {
  /** Whose facts are asked, if the actor may know them. What was merged answers as the one that it is one with. */
  async function asked(actor: Actor, said: string | undefined): Promise<FactsSaid['organization']> {
    const own = hasRole(actor, 'member', 'organizationAdmin') ? actor.organization : null;
    const officer = hasRole(actor, 'bureauOfficer', 'districtOfficer');
    if (said === undefined && own === null)
      throw officer ? wrongField('organization', 'required', 'platform:form.required') : notAllowed();
    const id = said ?? own ?? '';
    if (id !== own && !officer) throw notAllowed();
    const found = (await organizations.survivors(db, [id])).get(id);
    if (found === undefined) throw notFound();
    const inCharge =
      hasRole(actor, 'bureauOfficer') ||
      (hasRole(actor, 'districtOfficer') && actor.region !== null && found.region === actor.region);
    if (found.id !== own && !inCharge) throw notAllowed();
    return { id: found.id, name: (await organizations.names([found.id], db)).get(found.id) ?? '' };
  }

  mount(app, getFacts, async ({ params, query, actor }) => {
    const form = forms.one(params.form);
    const organization = await asked(actor, query.organization);
    const now = await today();
    const period = query.period ?? periodBefore(periodOf(form.length, now));
    if (lengthOf(period) !== form.length)
      throw otherLength({}, [{ path: 'period', code: 'otherLength', words: 'facts:refusals.otherLength' }]);
    const { from, to } = spanOf(period);
    if (to >= now)
      throw periodNotOver({ to }, [{ path: 'period', code: 'notOver', words: 'facts:refusals.notOver', params: { to } }]);
    const { version } = forms.version(form.code, { on: to });
    const found = await facts.of(version, { organization: organization.id, from, to }, db);
    const said = (code: string, name: { zh: string; en: string }, of: Pick<Fact, 'words' | 'address'> | null) => ({
      code,
      name: textIn(name, actor.language),
      words: of && textIn(of.words, actor.language),
      address: of && openTo(actor, of.address),
    });
    return {
      form: form.code,
      name: textIn(form.name, actor.language),
      version: version.version,
      period,
      from,
      to,
      organization,
      of: itemsOf(version).length,
      items: itemsOf(version).flatMap((item) => {
        const of = found.items[item.code];
        if (of === undefined) return [];
        const unit = item.kind === 'number' ? item.unit : null;
        return [{ ...said(item.code, item.name, of), line: item.line, unit, value: of && shown(item, of.value, actor.language) }];
      }),
      tables: version.tables.flatMap(({ code, name }) => {
        const of = found.tables[code];
        return of === undefined ? [] : [{ ...said(code, name, of), rows: of && of.rows.length }];
      }),
    };
  });
}

const shown = (item: Item, value: string, language: Language): string => {
  if (item.kind === 'number') return inUnit(value, item.unit);
  const option = item.kind === 'choice' ? item.options.find((one) => one.code === value) : undefined;
  return option ? textIn(option.name, language) : value;
};

/** The address of the records behind a fact; null where the list is closed to the reader, who would find it empty. */
export const openTo = (actor: Actor, address: string | null): string | null =>
  address?.startsWith(rollAt) && !readsRoll(actor) ? null : address;
