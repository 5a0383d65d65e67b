// A draft of the next plan: old and new side by side, edited in the table, then proposed and adopted by another officer.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { multiply, ratio } from '../../platform/shared/money.ts';
import { textIn } from '../../platform/shared/words.ts';
import { usePathParam } from '../../platform/web/address.ts';
import { address, newKey, request } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { shownInstant, shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { acted, Back, FactList, History, RecordActions, RecordFiles } from '../../records/web/index.ts';
import { comparators } from '../plan.ts';
import { life } from '../planDraft.ts';
import { draftTones } from './PlanDraftsPage.tsx';
import { draftsApi, type PlanDraft, useRecord } from './working.ts';
import './shares.css';

type Target = PlanDraft['targets'][number];
type Typed = { kept: boolean; comparator: Target['comparator']; value: string; baseline: string };

export default function PlanDraftPage() {
  const t = useWords();
  const { asked, key } = useRecord<PlanDraft>(draftsApi, usePathParam('id'));
  return (
    <div className="page">
      <Back to="/next-plan">{t('plans:draft.back')}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={12} height={520} />
        </>
      ) : null}
      {asked.isError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <One key={asked.data.version} one={asked.data} onDone={(after) => acted(key, after)} /> : null}
    </div>
  );
}

type Props = { one: PlanDraft; onDone: (after: PlanDraft) => void };

function One({ one, onDone }: Props) {
  const t = useWords();
  const language = useLanguage();
  return (
    <>
      <PageHead
        title={textIn(one.name, language)}
        note={
          <span className="head-names">
            <span>
              {one.from} – {one.to}
            </span>
            <Tag tone={draftTones[one.state as keyof typeof draftTones]}>{t(`planDrafts:states.${one.state}`)}</Tag>
          </span>
        }
        aside={
          <a className="button" href={address(`${draftsApi}/${one.id}/comparison`)} download>
            {t('plans:draft.export')}
          </a>
        }
      />
      <div className="stack">
        <Compared one={one} onDone={onDone} />
        <Doing one={one} onDone={onDone} />
        <section className="card" aria-label={t('plans:allocation.facts')}>
          <h2>{t('plans:allocation.facts')}</h2>
          <FactList
            facts={[
              [t('plans:draft.predecessor'), one.predecessorName],
              [t('plans:draft.code'), one.code],
              [t('plans:draft.documentNumber'), one.documentNumber],
              [t('plans:draft.adoptedOn'), one.adoptedOn ?? undefined],
            ]}
          />
        </section>
        <RecordFiles kind="planDraft" record={one.id} version={one.version} />
        <History api={draftsApi} id={one.id} words="planDrafts" title={t('plans:draft.history')} />
      </div>
    </>
  );
}

function Doing({ one, onDone }: Props) {
  const t = useWords();
  const actions = one.actions.filter((action) => action.name !== 'edit' && !(one.own && action.name === 'adopt'));
  return (
    <RecordActions
      one={{ ...one, actions }}
      life={life}
      api={draftsApi}
      words="planDrafts"
      primary={one.state === 'draft' ? 'propose' : 'adopt'}
      danger={['withdraw', 'sendBack']}
      note={one.own && one.state === 'proposed' ? <p className="note">{t('plans:draft.own')}</p> : null}
      onDone={onDone}
    >
      {one.state === 'adopted' ? (
        <p>
          <Link className="button" to={'/' as string} search={{ plan: one.code }}>
            {t('plans:draft.opened')}
          </Link>
        </p>
      ) : null}
    </RecordActions>
  );
}

const plain = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);
const typedOf = (value: string | null, factor: string): string =>
  value === null ? '' : plain(ratio(value, factor, 12) ?? value);
const begun = (one: Target): Typed => ({
  kept: one.kept,
  comparator: one.comparator,
  value: typedOf(one.value, one.display.factor),
  baseline: typedOf(one.baseline, one.display.factor),
});
const baseOf = (typed: string, factor: string): string =>
  /^-?\d+(\.\d+)?$/.test(typed.trim()) ? multiply(typed.trim(), factor) : typed.trim();

/** What changed in a line, as `edit` takes it. */
function editOf(one: Target, typed: Typed) {
  const before = begun(one);
  const factor = one.display.factor;
  const about = typed.comparator === 'about';
  return {
    code: one.code,
    ...(typed.kept === before.kept ? {} : { kept: typed.kept }),
    ...(typed.comparator === before.comparator
      ? {}
      : { comparator: typed.comparator, tolerance: about ? (one.tolerance ?? '0.1') : null }),
    ...(typed.value === before.value ? {} : { value: baseOf(typed.value, factor) }),
    ...(typed.baseline === before.baseline
      ? {}
      : { baseline: typed.baseline.trim() === '' ? null : baseOf(typed.baseline, factor) }),
  };
}

function Compared({ one, onDone }: Props) {
  const t = useWords();
  const edits = one.actions.some((action) => action.name === 'edit');
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const changed = one.targets.flatMap((target) => {
    const own = typed[target.code];
    const edit = own ? editOf(target, own) : null;
    return edit && Object.keys(edit).length > 1 ? [edit] : [];
  });
  const save = async () => {
    setSending(true);
    setRefused(null);
    try {
      const body = { targets: changed };
      onDone(
        await request<PlanDraft>('POST', `${draftsApi}/${one.id}/edit`, { body, ifMatch: one.version, idempotencyKey: newKey() }),
      );
    } catch (fault) {
      setRefused(fault);
      setSending(false);
    }
  };
  const titles = (['target', 'old', 'closing', 'baseline', 'next', 'change', 'shares'] as const).map((key) =>
    t(`plans:draft.column.${key}`),
  );
  return (
    <section className="card" aria-label={t('plans:draft.compared')}>
      <h2>
        {t('plans:draft.compared')}{' '}
        <small>{t('plans:draft.closing', { day: one.closingAsOf, at: shownInstant(one.closingKnownAt) })}</small>
      </h2>
      <table className="table table-list compared">
        <caption className="sr-only">{t('plans:draft.compared')}</caption>
        <thead>
          <tr>
            {titles.map((title, at) => (
              <th key={title} scope="col" className={at === 1 || at === 2 || at === 5 ? 'num' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {one.targets.map((target) => (
            <Line
              key={target.code}
              target={target}
              titles={titles}
              typed={edits ? (typed[target.code] ?? begun(target)) : null}
              onChange={(next) => setTyped({ ...typed, [target.code]: next })}
            />
          ))}
        </tbody>
      </table>
      {refused ? <ProblemView problem={refused} /> : null}
      {edits ? (
        <div className="form-foot">
          <button
            type="button"
            className="button button-primary"
            disabled={sending || changed.length === 0}
            onClick={() => void save()}
          >
            {sending ? t('shell:form.sending') : t('plans:draft.save')}
          </button>
          {changed.length > 0 ? <span className="note">{t('plans:allocation.unsaved')}</span> : null}
        </div>
      ) : null}
    </section>
  );
}

type LineProps = { target: Target; titles: readonly string[]; typed: Typed | null; onChange: (next: Typed) => void };

function Line({ target, titles, typed, onChange }: LineProps) {
  const t = useWords();
  const language = useLanguage();
  const { display, old, closing, shownName: name } = target;
  const number = (value: string | null) => (value === null ? t('plans:shares.noData') : shownNumber(value, display, language));
  const kept = typed?.kept ?? target.kept;
  const more = target.change !== null && !target.change.startsWith('-') ? '+' : '';
  return (
    <tr className={kept ? undefined : 'row-dropped'}>
      <Named {...{ target, typed, onChange, titles }} />
      <td className="num" data-title={titles[1]}>
        {old === null ? '–' : `${t(`plans:comparator.${old.comparator}`)} ${number(old.value)}`}
      </td>
      <td className="num" data-title={titles[2]}>
        <span>
          {number(closing.value)}
          {closing.value === null ? null : <small className="note"> {closing.on}</small>}
        </span>
      </td>
      <td data-title={titles[3]}>
        {typed ? (
          <input
            className="input"
            inputMode="decimal"
            aria-label={t('plans:draft.baselineOf', { name })}
            placeholder={t('plans:shares.noData')}
            value={typed.baseline}
            onChange={(event) => onChange({ ...typed, baseline: event.target.value })}
          />
        ) : (
          number(target.baseline)
        )}
      </td>
      <td data-title={titles[4]} className="next">
        {typed ? (
          <Next {...{ name, typed, onChange }} />
        ) : (
          `${t(`plans:comparator.${target.comparator}`)} ${number(target.value)}`
        )}
      </td>
      <td className="num" data-title={titles[5]}>
        {target.change === null ? '–' : `${more}${number(target.change)}`}
        {target.changeShare === null ? null : (
          <small className="note">
            {' '}
            {more}
            {target.changeShare}%
          </small>
        )}
      </td>
      <td data-title={titles[6]}>
        <span className="note">
          {target.shares.length === 0 ? t('plans:draft.sharesNone') : t('plans:draft.shares', { count: target.shares.length })}
        </span>
      </td>
    </tr>
  );
}

function Named({ target, typed, onChange }: LineProps) {
  const t = useWords();
  const { display, old, shownName: name } = target;
  const kept = typed?.kept ?? target.kept;
  return (
    <th scope="row">
      {typed ? (
        <input
          type="checkbox"
          aria-label={t('plans:draft.keep', { name })}
          checked={typed.kept}
          onChange={(event) => onChange({ ...typed, kept: event.target.checked })}
        />
      ) : null}{' '}
      {name} <small>{display.unit}</small>
      {old === null ? <Tag tone="blue">{t('plans:draft.isNew')}</Tag> : null}
      {kept ? null : <Tag>{t('plans:draft.dropped')}</Tag>}
    </th>
  );
}

function Next({ name, typed, onChange }: { name: string; typed: Typed; onChange: LineProps['onChange'] }) {
  const t = useWords();
  return (
    <span className="draft-next">
      <select
        className="input"
        aria-label={t('plans:draft.comparatorOf', { name })}
        value={typed.comparator}
        onChange={(event) =>
          onChange({ ...typed, comparator: comparators.find((one) => one === event.target.value) ?? 'atLeast' })
        }
      >
        {comparators.map((one) => (
          <option key={one} value={one}>
            {t(`plans:comparator.${one}`)}
          </option>
        ))}
      </select>
      <input
        className="input"
        inputMode="decimal"
        aria-label={t('plans:draft.valueOf', { name })}
        value={typed.value}
        onChange={(event) => onChange({ ...typed, value: event.target.value })}
      />
    </span>
  );
}
