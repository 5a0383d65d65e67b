// One allocation: its parts, whether they come to the city's target, what may be done with it, history. A draft is edited in place.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { documentFormats } from '../../platform/shared/document.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { newKey, request } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { shownNumber, withUnit } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { acted, Back, FactList, History, RecordActions, RecordFiles } from '../../records/web/index.ts';
import { life } from '../allocation.ts';
import { AllocationEditor } from './AllocationEditor.tsx';
import { Balanced, stateTones } from './AllocationsPage.tsx';
import { bodyOf, writtenOf } from './editing.ts';
import { type Allocation, allocationsApi, useBureau, useChoices, useRecord } from './working.ts';
import './shares.css';

export default function AllocationPage() {
  const t = useWords();
  const { asked, key } = useRecord<Allocation>(allocationsApi, usePathParam('id'));
  return (
    <div className="page">
      <Back to="/allocations">{t('plans:allocation.back')}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={12} height={520} />
        </>
      ) : null}
      {asked.isError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <One one={asked.data} onDone={(after) => acted(key, after)} /> : null}
    </div>
  );
}

type Props = { one: Allocation; onDone: (after: Allocation) => void };

function One({ one, onDone }: Props) {
  const t = useWords();
  const edits = one.actions.some((action) => action.name === 'edit');
  return (
    <>
      <PageHead
        title={`${one.targetName} ${one.year}`}
        note={
          <span className="head-names">
            <span>{one.planName}</span>
            <Tag tone={stateTones[one.state as keyof typeof stateTones]}>{t(`allocations:states.${one.state}`)}</Tag>
          </span>
        }
        aside={
          one.decidedOn === null ? null : (
            <span className="head-names">
              <DocumentButtons
                path={`${allocationsApi}/${one.id}/extract`}
                name={t('planPapers:extract.button')}
                formats={documentFormats}
              />
            </span>
          )
        }
      />
      <div className="stack">
        <section className="card" aria-label={t('plans:allocation.parts')}>
          <h2>{t('plans:allocation.parts')}</h2>
          {edits ? <Editing one={one} onDone={onDone} /> : <Parts one={one} />}
        </section>
        <Doing one={one} onDone={onDone} />
        <Facts one={one} />
        <RecordFiles kind="allocation" record={one.id} version={one.version} />
        <History api={allocationsApi} id={one.id} words="allocations" title={t('plans:allocation.history')} />
      </div>
    </>
  );
}

/** The buttons but `edit`, which is the table itself. */
function Doing({ one, onDone }: Props) {
  const t = useWords();
  const bureau = useBureau();
  const actions = one.actions.filter((action) => action.name !== 'edit' && !(one.own && action.name === 'decide'));
  return (
    <RecordActions
      one={{ ...one, actions }}
      life={life}
      api={allocationsApi}
      words="allocations"
      danger={['withdraw', 'sendBack']}
      keys={{ d: 'decide', s: 'submit' }}
      note={one.own && one.state === 'submitted' ? <p className="note">{t('plans:allocation.own')}</p> : null}
      onDone={onDone}
    >
      {bureau && one.state === 'decided' ? (
        <p>
          <Link
            className="button"
            to={'/allocations/new' as string}
            search={{ plan: one.plan, target: one.target, year: String(one.year), from: one.id }}
          >
            {t('plans:shares.amend')}
          </Link>
        </p>
      ) : null}
    </RecordActions>
  );
}

function Editing({ one, onDone }: Props) {
  const t = useWords();
  const regions = useRegions().data?.items;
  const choices = useChoices(one.plan).data;
  if (!regions || !choices) return <Skeleton lines={8} height={320} />;
  const places = regions.filter((each) => each.kind !== 'city').map((each) => each.id);
  const said =
    choices.targets.find((each) => each.code === one.target)?.years.find((each) => each.year === one.year)?.said ?? null;
  return <Form key={one.version} {...{ one, onDone, places, said, t }} departments={choices.departments} />;
}

type FormProps = Props & {
  places: readonly string[];
  said: string | null;
  departments: readonly { code: string; name: string }[];
  t: ReturnType<typeof useWords>;
};

function Form({ one, onDone, places, said, departments, t }: FormProps) {
  const [begun] = useState(() => writtenOf(one, places, one.display));
  const [written, setWritten] = useState(begun);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const save = async () => {
    setSending(true);
    setRefused(null);
    try {
      const body = bodyOf(written, one.display, said);
      onDone(
        await request<Allocation>('POST', `${allocationsApi}/${one.id}/edit`, {
          body,
          ifMatch: one.version,
          idempotencyKey: newKey(),
        }),
      );
    } catch (fault) {
      setRefused(fault);
    }
    setSending(false);
  };
  return (
    <>
      <AllocationEditor
        plan={one.plan}
        target={one.target}
        year={one.year}
        unit={one.unit}
        display={one.display}
        said={said}
        allocation={one.id}
        departments={departments}
        written={written}
        onChange={setWritten}
      />
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button
          type="button"
          className="button button-primary"
          disabled={sending || written === begun}
          onClick={() => void save()}
        >
          {sending ? t('shell:form.sending') : t('plans:allocation.save')}
        </button>
        {written === begun ? null : <span className="note">{t('plans:allocation.unsaved')}</span>}
      </div>
    </>
  );
}

function Parts({ one }: { one: Allocation }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <>
      <table className="table table-list">
        <caption className="sr-only">{t('plans:allocation.parts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('plans:shares.column.place')}</th>
            <th scope="col" className="num">
              {t('plans:allocation.part', { unit: one.display.unit })}
            </th>
            <th scope="col">{t('plans:allocation.force')}</th>
            <th scope="col">{t('plans:allocation.department')}</th>
            <th scope="col">{t('plans:allocation.pace')}</th>
          </tr>
        </thead>
        <tbody>
          {one.parts.map((part) => (
            <tr key={`${part.place} ${part.department ?? ''}`}>
              <th scope="row">{part.placeName}</th>
              <td className="num" data-title={t('plans:shares.column.share')}>
                {shownNumber(part.amount, one.display, language)}
              </td>
              <td data-title={t('plans:allocation.force')}>{t(`plans:force.${part.force}`)}</td>
              <td data-title={t('plans:allocation.department')}>{part.departmentName ?? t('plans:allocation.noDepartment')}</td>
              <td data-title={t('plans:allocation.pace')}>
                {part.pace.path === 'linear'
                  ? t('plans:allocation.linear')
                  : `${t('plans:allocation.months')}: ${part.pace.shares.join(' ')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="allocation-sum">
        <b>
          {t('plans:allocation.sum')} {withUnit(one.sum, one.display)}
        </b>
        <Balanced row={one} />
      </p>
    </>
  );
}

function Facts({ one }: { one: Allocation }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('plans:allocation.facts')}>
      <h2>{t('plans:allocation.facts')}</h2>
      <FactList
        facts={[
          [t('plans:allocation.total'), one.city === null ? null : withUnit(one.city, one.display)],
          [t('plans:allocation.holdsFrom'), one.holdsFrom],
          [t('plans:allocation.decidedOn'), one.decidedOn ?? undefined],
          [t('plans:allocation.documentNumber'), one.documentNumber],
          [t('plans:allocation.reason'), one.reason ?? undefined],
          [
            t('plans:allocation.replaces'),
            one.replaces === null ? undefined : (
              <Link key="before" to={`/allocations/${one.replaces}` as string}>
                {t('plans:allocation.earlier')}
              </Link>
            ),
          ],
        ]}
      />
    </section>
  );
}
