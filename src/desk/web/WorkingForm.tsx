// Confirms a changed working-day calendar: which days, which deadlines move, by which document or why. Nothing is written before that.
import { type FormEvent, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, newKey, request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { previewYear, type WorkingYear } from '../deadline.ts';
import '../../platform/web/form.css';

export type Draft = { daysOff: readonly string[]; workingDays: readonly string[] };
type Moved = Awaited<ReturnType<typeof asked>>;
const asked = (year: number, draft: Draft) =>
  call(previewYear, { body: { year, daysOff: [...draft.daysOff], workingDays: [...draft.workingDays] } });

type Props = { of: WorkingYear; draft: Draft; changed: readonly string[]; reset: () => void };

export function WorkingForm({ of, draft, changed, reset }: Props) {
  const t = useWords();
  const text = JSON.stringify(draft);
  const [seen, setSeen] = useState<{ text: string; moved: Moved } | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const preview = async () => {
    setProblem(null);
    try {
      setSeen({ text, moved: await asked(of.year, draft) });
    } catch (fault) {
      setSeen(null);
      setProblem(fault);
    }
  };
  // A preview of other days than these is none.
  const moved = seen?.text === text ? seen.moved : null;
  return (
    <section className="card" aria-label={t('desk:working.preview')}>
      <h2>
        {changed.length === 0
          ? t('desk:working.publish', { year: of.year })
          : t('desk:working.changed', { count: changed.length })}
      </h2>
      <p className="note">{changed.join(' · ')}</p>
      {problem === null ? null : <ProblemView problem={problem} />}
      {moved ? <Moves moved={moved} /> : null}
      {moved ? (
        <Confirm of={of} draft={draft} />
      ) : (
        <div className="form-foot">
          <button type="button" className="button button-primary" onClick={() => void preview()}>
            {t('desk:working.preview')}
          </button>
          {changed.length > 0 ? (
            <button type="button" className="button" onClick={reset}>
              {t('desk:working.reset')}
            </button>
          ) : null}
        </div>
      )}
    </section>
  );
}

function Moves({ moved }: { moved: Moved }) {
  const t = useWords();
  const day = (of: string | null) => of ?? t('desk:working.cannot');
  return (
    <>
      <p>
        <strong>{moved.count === 0 ? t('desk:working.movesNone') : t('desk:working.moves', { count: moved.count })}</strong>
      </p>
      <ul className="ahead">
        {moved.items.map((one) => (
          <li key={`${one.title} ${one.asked} ${one.was} ${one.becomes}`}>
            <span>
              <AsWritten>{one.title}</AsWritten> <span className="note">{one.asked}</span>
            </span>
            <span className="ahead-day">
              {day(one.was)} → {day(one.becomes)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Confirm({ of, draft }: { of: WorkingYear; draft: Draft }) {
  const t = useWords();
  const [said, setSaid] = useState({ title: '', number: '', reason: '' });
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<unknown>(null);
  const { record } = of;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    try {
      if (record)
        await request('POST', `/calendar-years/${record.id}/amend`, {
          body: { ...draft, reason: said.reason },
          ifMatch: record.version,
          idempotencyKey: key,
        });
      else
        await request('POST', '/calendar-years', {
          body: { year: of.year, ...draft, document: { title: said.title, number: said.number.trim() || null, address: null } },
          idempotencyKey: key,
        });
      await queries.invalidateQueries();
    } catch (fault) {
      setProblem(fault);
    }
  };
  const field = (name: keyof typeof said, title: string, required = true) => (
    <div className="field">
      <label className="field-label" htmlFor={`working-${name}`}>
        {title} {required ? null : <span className="field-optional">{t('shell:form.optional')}</span>}
      </label>
      <input
        id={`working-${name}`}
        className="input"
        required={required}
        maxLength={200}
        value={said[name]}
        onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
      />
    </div>
  );
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {record ? (
        field('reason', t('calendar:reason'))
      ) : (
        <>
          {field('title', t('calendar:document.title'))}
          {field('number', t('calendar:document.number'), false)}
        </>
      )}
      {problem === null ? null : <ProblemView problem={problem} />}
      <div className="form-foot">
        <button type="submit" className="button button-primary">
          {record ? t('desk:working.amend') : t('desk:working.publish', { year: of.year })}
        </button>
      </div>
    </form>
  );
}
