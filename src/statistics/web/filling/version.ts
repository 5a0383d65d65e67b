// A form as the server says it, back in the shape in which its cells are read and judged: so the browser judges while one types, by the same code. Pure.
import type { Text } from '../../../platform/shared/words.ts';
import type { FormVersion, Item } from '../../../forms/form.ts';
import type { FormSaid, ItemSaid } from '../../../forms/routes.ts';

/** One language stands for both: what is read here is read by codes and numbers. */
const both = (said: string): Text => ({ zh: said, en: said });

/** Checks of the version in its own words are left out: they run on the server. */
export const versionOf = (form: FormSaid): FormVersion => ({
  version: form.version,
  from: '',
  to: null,
  basis: { text: both(form.basis.text), sure: form.basis.sure },
  sections: form.sections.map(({ code, name, items }) => ({ code, name: both(name), items: items.map(itemOf) })),
  tables: form.rows.map(({ code, name, columns, key, most }) => ({
    code,
    name: both(name),
    columns: columns.map(itemOf),
    key,
    most,
  })),
  checks: [],
  ratios: [],
});

function itemOf(of: ItemSaid): Item {
  const { code, line, required } = of;
  const common = { code, line, required, name: both(of.name), elsewhere: null };
  if (of.kind === 'text') return { ...common, kind: of.kind, longest: of.longest ?? 200 };
  if (of.kind === 'day') return { ...common, kind: of.kind };
  if (of.kind === 'choice' || of.unit === null)
    return { ...common, kind: 'choice', options: of.options.map((one) => ({ code: one.code, name: both(one.name) })) };
  return {
    ...common,
    kind: 'number',
    unit: of.unit,
    signed: of.signed,
    cumulative: of.cumulative,
    watched: of.watched,
    ...(of.partOf === null ? {} : { partOf: of.partOf }),
    ...(of.sumOf.length === 0 ? {} : { sumOf: of.sumOf }),
    ...(of.totalOf === null ? {} : { totalOf: of.totalOf }),
  };
}
