// The forms of reported figures: titles of nested fields, choices, and a value said again in its display unit. What may be asked, the server says.
import { useQuery } from '@tanstack/react-query';
import { type DefinitionThroughTime, listDefinitions } from '../../indicators/indicator.ts';
import { call } from '../../platform/web/call.ts';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { type Display, withUnit } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import type { Draft } from '../../platform/web/schema.ts';
import type { Offer } from '../../records/record.ts';
import { qualifiers } from '../reportedFigure.ts';
import type { Reported } from './view.ts';

/** Titles, helps and controls by the path of a field. */
const asked: Record<string, Partial<Schema>> = {
  scope: { help: 'statistics:form.scope' },
  period: { help: 'statistics:form.period', control: 'partialDay' },
  value: { help: 'statistics:form.value' },
  qualifier: { options: 'statistics:qualifiers' },
  'basis.zh': { title: 'statistics:form.chinese' },
  'basis.en': { title: 'statistics:form.english' },
  'source.title': { title: 'statistics:sourceTitle' },
  'source.address': { title: 'statistics:form.address' },
  'source.verified': { title: 'statistics:form.verified' },
  'source.confidence': { title: 'statistics:form.confidence', options: 'pages:source.confidence' },
  'source.note': { title: 'statistics:form.note' },
  'source.note.zh': { title: 'statistics:form.chinese' },
  'source.note.en': { title: 'statistics:form.english' },
  statedOn: { help: 'statistics:form.statedOn' },
  reason: { control: 'textarea' },
};
const order = ['title', 'address', 'verified', 'confidence', 'note'];

function titled(of: Schema, path: string): Schema {
  const properties = of.properties
    ? Object.fromEntries(
        Object.entries(of.properties)
          .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
          .map(([name, field]) => [name, titled(field, path === '' ? name : `${path}.${name}`)]),
      )
    : undefined;
  const anyOf = of.anyOf?.map((one) => titled(one, path));
  return { ...of, ...asked[path], ...(properties ? { properties } : {}), ...(anyOf ? { anyOf } : {}) };
}

/** An offered action with the words and controls of its fields. */
export function asAsked(offer: Offer): Offer {
  const schema = titled((offer.input ?? {}) as Schema, '');
  const create =
    offer.name === 'create' ? { reason: { ...schema.properties?.['reason'], help: 'statistics:form.reasonFar' } } : {};
  const help = offer.name === 'void' ? { help: 'statistics:confirm.void' } : {};
  return { ...offer, input: { ...schema, ...help, properties: { ...schema.properties, ...create } } };
}

type Series = { series: string; name: string; unit: string; display: Display };

/** What an indicator reads, and each further source that it names: a bulletin is reported like a return. */
function seriesOf({ versions }: DefinitionThroughTime): Series[] {
  const last = versions.at(-1);
  if (!last) return [];
  const { name, unit, display } = last;
  const main = 'series' in last.compute ? last.compute.series : last.reported;
  const others = last.sources.flatMap((one) =>
    one.series === null || one.series === main ? [] : [{ series: one.series, name: `${name} · ${one.name}`, unit, display }],
  );
  return [...(main ? [{ series: main, name, unit, display }] : []), ...others];
}

/** The series that the city's indicators read, by their definitions. They change with the pack alone. */
function useSeries(wanted: boolean): readonly Series[] {
  const language = useLanguage();
  return (
    useQuery({
      queryKey: ['indicators', 'definitions', language],
      enabled: wanted,
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: async () => (await call(listDefinitions)).items,
      // A series that two indicators name is one, by the first of them.
      select: (items) =>
        [...Map.groupBy(items.flatMap(seriesOf), (one) => one.series).values()].flatMap(([first]) => first ?? []),
    }).data ?? []
  );
}

const textOf = (draft: Draft, field: string): string => (typeof draft[field] === 'string' ? draft[field].trim() : '');

/** Choices of the forms. `one` is the figure being amended; null for a new one. */
export function useFormSources(one: Reported | null): FieldSources {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const series = useSeries(one === null);
  const unitIn = (draft: Draft) => one ?? series.find((each) => each.series === draft['series']) ?? null;
  return {
    options: {
      series: series.map((each) => ({ value: each.series, title: each.name })),
      region: regions.map((each) => ({ value: each.id, title: each.name })),
      qualifier: qualifiers.map((value) => ({ value, title: t(`statistics:qualifiers.${value}`) })),
    },
    notes: {
      value: (draft) => {
        const of = unitIn(draft);
        return of ? <ValueNote said={textOf(draft, 'value')} unit={of.unit} display={of.display} /> : null;
      },
    },
  };
}

/** The value as readers will see it: a value entered in the wrong unit shows at once. */
function ValueNote({ said, unit, display }: { said: string; unit: string; display: Display }) {
  const t = useWords();
  const base = t(`shell:units.${unit}`);
  if (!/^-?\d+(\.\d+)?$/.test(said)) return <p className="note">{t('statistics:form.inUnit', { unit: base })}</p>;
  const shown = withUnit(said, display);
  return <output className="value-note">{t('statistics:form.reads', { value: shown })}</output>;
}
