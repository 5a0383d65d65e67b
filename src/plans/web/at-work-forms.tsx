// The forms of the plan at work: titles and controls of their fields, choices of departments, districts, tasks, targets, records. What may be asked, the server says.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { call, request } from '../../platform/web/call.ts';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import type { OwnControl } from '../../platform/web/Fields.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import type { Option } from '../../platform/web/table.ts';
import { findOrganizations } from '../../organizations/web/index.ts';
import type { Offer } from '../../records/record.ts';
import { listDepartments } from '../atWork.ts';
import { usePlan, usePlans } from './view.ts';

const Picker = lazy(() => import('../../platform/web/Picker.tsx'));

/** Titles, helps and controls by the path of a field. */
const asked: Record<string, Partial<Schema>> = {
  reason: { control: 'textarea' },
  note: { control: 'textarea' },
  organizations: { items: { control: 'organization' } },
  'records.kind': { title: 'milestones:records.kind', options: 'milestones:evidenceKinds' },
  'records.id': { title: 'milestones:records.id' },
  daysKind: { options: 'orders:daysKinds' },
  type: { options: 'workReports:types' },
  period: { help: 'workReports:new.period' },
  target: { help: 'orders:form.about' },
  days: { help: 'orders:form.due' },
};
const ofLanguage: Record<string, Partial<Schema>> = {
  zh: { title: 'atWork:form.chinese' },
  en: { title: 'atWork:form.english', help: 'atWork:form.optional' },
};

function titled(of: Schema, path: string, name: string): Schema {
  const properties = of.properties
    ? Object.fromEntries(
        Object.entries(of.properties).map(([inner, field]) => [
          inner,
          titled(field, path === '' ? inner : `${path}.${inner}`, inner),
        ]),
      )
    : undefined;
  const own = { ...(path.includes('.') ? ofLanguage[name] : {}), ...asked[path] };
  const items = of.items ? { ...titled(of.items, path, ''), ...own.items } : undefined;
  const anyOf = of.anyOf?.map((one) => titled(one, path, name));
  return { ...of, ...own, ...(properties ? { properties } : {}), ...(items ? { items } : {}), ...(anyOf ? { anyOf } : {}) };
}

/** An offered action as its form asks it. */
export const asAsked = (offer: Offer): Offer => ({ ...offer, input: offer.input && titled(offer.input as Schema, '', '') });

const apis: Record<string, string> = {
  recognition: '/recognitions',
  reportedFigure: '/reported-figures',
  release: '/releases',
  organization: '/organizations',
};
type Found = { id: string; title?: string; name?: string; seriesName?: string; period?: string | null };

async function findRecords(kind: string, words: string): Promise<Option[]> {
  const api = apis[kind];
  if (api === undefined) return [];
  // Releases are few, and not searched by words.
  const query = kind === 'release' || words === '' ? { limit: 20 } : { limit: 20, q: words };
  const { items } = await request<{ items: Found[] }>('GET', api, { query });
  return items.map((one) => ({
    value: one.id,
    title: one.title ?? one.name ?? [one.seriesName, one.period].filter(Boolean).join(' '),
  }));
}

/** A number that stands for a task of the plan. */
const taskChoice =
  (tasks: readonly Option[]) =>
  ({ common, value, onChange }: OwnControl) => <TaskChoice {...{ common, value, onChange, tasks }} />;

function TaskChoice({
  common,
  value,
  onChange,
  tasks,
}: Pick<OwnControl, 'common' | 'value' | 'onChange'> & { tasks: readonly Option[] }) {
  const t = useWords();
  return (
    <select {...common} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('shell:form.choose')}</option>
      {tasks.map((one) => (
        <option key={one.value} value={one.value}>
          {one.title}
        </option>
      ))}
    </select>
  );
}

function RecordPicker({ common, value, onChange, draft }: OwnControl) {
  const t = useWords();
  const kind = typeof draft['kind'] === 'string' ? draft['kind'] : '';
  const typed = <input {...common} className="input" value={value} disabled />;
  return kind === '' ? (
    typed
  ) : (
    <Suspense fallback={typed}>
      <Picker
        key={kind}
        {...{ common, value, onChange }}
        title={t(`milestones:evidenceKinds.${kind}`)}
        find={(words) => findRecords(kind, words)}
      />
    </Suspense>
  );
}

export function useDepartments() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['departments', language],
    queryFn: () => call(listDepartments),
    select: (page) => page.items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Choices of the forms. `plan` is the code of the plan whose tasks and targets are chosen from; `hidden` fields are filled already. */
export function useAtWorkSources(hidden: readonly string[] = []): FieldSources {
  const regions = useRegions().data?.items ?? [];
  const departments = (useDepartments().data ?? []).map((one) => ({ value: one.code, title: one.name }));
  const plans = usePlans().data?.items ?? [];
  const plan = usePlan(plans[0]?.code, {}).data;
  const districts = regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name }));
  const tasks = (plan?.tasks ?? []).map((one) => ({ value: String(one.number), title: `${one.number} ${one.title}` }));
  return {
    findOrganizations,
    options: {
      region: districts,
      regions: districts,
      department: departments,
      owner: departments,
      coOperating: departments,
      plan: plans.map((one) => ({ value: one.code, title: one.name })),
      target: (plan?.targets ?? []).map((one) => ({ value: one.code, title: one.name })),
    },
    controls: { id: (props) => <RecordPicker {...props} />, task: taskChoice(tasks) },
    shown: Object.fromEntries(hidden.map((name) => [name, () => false])),
  };
}
