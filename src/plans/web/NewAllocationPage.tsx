// A new allocation, or a new version of a decided one: target and year first, then the table of places.
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { newKey, request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { Back } from '../../records/web/index.ts';
import { AllocationEditor } from './AllocationEditor.tsx';
import { bodyOf, writtenOf } from './editing.ts';
import { usePlans } from './view.ts';
import { type Allocation, allocationsApi, useBureau, useChoices, useRecord } from './working.ts';
import './shares.css';

export default function NewAllocationPage() {
  const t = useWords();
  const search = useSearch();
  const change = useChangeSearch();
  const bureau = useBureau();
  const plans = usePlans().data?.items ?? [];
  const plan = search['plan'] ?? plans[0]?.code;
  const choices = useChoices(plan).data;
  const target = choices?.targets.find((one) => one.code === search['target']);
  const year = target?.years.find((one) => String(one.year) === search['year']) ?? null;
  return (
    <div className="page">
      <Back to="/allocations">{t('plans:allocation.back')}</Back>
      <PageHead title={t('plans:allocation.new')} note={t('plans:allocation.note')} />
      <section className="card" aria-label={t('plans:allocation.new')}>
        {bureau ? null : <EmptyState title={t('shell:actions.none')}>{t('plans:allocation.onlyBureau')}</EmptyState>}
        {bureau && !choices ? <Skeleton lines={8} height={320} /> : null}
        {bureau && choices && plan ? (
          <>
            <div className="list-bar">
              <Choice
                title={t('plans:allocation.target')}
                value={target?.code ?? ''}
                options={choices.targets.map((one) => [one.code, one.name])}
                onChange={(code) => change({ target: code, year: undefined, from: undefined })}
              />
              <Choice
                title={t('plans:allocation.year')}
                value={year ? String(year.year) : ''}
                options={(target?.years ?? []).map((one) => [String(one.year), String(one.year)])}
                onChange={(of) => change({ year: of, from: undefined })}
              />
            </div>
            {target && year ? (
              <Draft
                key={`${target.code} ${year.year}`}
                {...{ plan, target, year }}
                departments={choices.departments}
                from={search['from'] ?? ''}
              />
            ) : (
              <EmptyState title={t('plans:allocation.choose')} />
            )}
          </>
        ) : null}
      </section>
    </div>
  );
}

type ChoiceProps = {
  title: string;
  value: string;
  options: readonly (readonly [value: string, title: string])[];
  onChange: (value: string) => void;
};
function Choice({ title, value, options, onChange }: ChoiceProps) {
  return (
    <label className="filter">
      <span>{title}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">–</option>
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

type DraftProps = {
  plan: string;
  target: { code: string; name: string; unit: string; display: { unit: string; factor: string } };
  year: { year: number; said: string | null };
  departments: readonly { code: string; name: string }[];
  /** Id of the version that it amends. */
  from: string;
};

function Draft(props: DraftProps) {
  const regions = useRegions().data?.items;
  const before = useRecord<Allocation>(allocationsApi, props.from).asked;
  if (!regions || (props.from !== '' && before.isPending)) return <Skeleton lines={8} height={320} />;
  const places = regions.filter((one) => one.kind !== 'city').map((one) => one.id);
  return <Writing {...props} places={places} before={before.data ?? null} />;
}

function Writing({
  plan,
  target,
  year,
  departments,
  places,
  before,
}: DraftProps & { places: readonly string[]; before: Allocation | null }) {
  const t = useWords();
  const navigate = useNavigate();
  const { display } = target;
  // A new version holds from a day of its own: the server fills in today.
  const [written, setWritten] = useState(() => ({ ...writtenOf(before, places, display), holdsFrom: '' }));
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const sent = useRef({ text: '', key: newKey() });
  const save = async () => {
    const body = { plan, target: target.code, year: year.year, ...bodyOf(written, display, year.said) };
    const text = JSON.stringify(body);
    if (sent.current.text !== text) sent.current = { text, key: newKey() };
    setSending(true);
    setRefused(null);
    try {
      const made = await request<{ id: string }>('POST', allocationsApi, { body, idempotencyKey: sent.current.key });
      await queries.invalidateQueries();
      await navigate({ to: `/allocations/${made.id}` });
    } catch (fault) {
      setRefused(fault);
    }
    setSending(false);
  };
  return (
    <>
      <AllocationEditor
        plan={plan}
        target={target.code}
        year={year.year}
        unit={target.unit}
        display={display}
        said={year.said}
        departments={departments}
        written={written}
        onChange={setWritten}
        {...(before ? { allocation: before.id } : {})}
      />
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="button" className="button button-primary" disabled={sending} onClick={() => void save()}>
          {sending ? t('shell:form.sending') : t('plans:allocation.save')}
        </button>
      </div>
    </>
  );
}
