// One return: filled in by its respondent, read, asked about and decided on by those in charge; its life and its files.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordFiles, RecordPage, useRecord } from '../../../records/web/index.ts';
import type { ReturnSheet } from '../../returnRoutes.ts';
import { life, typing } from '../../statisticalReturn.ts';
import { useRegionName } from '../view.ts';
import { Proposed, Superseded } from './Amendments.tsx';
import { Rounds } from './Answering.tsx';
import { CarryCard } from './Carry.tsx';
import { Filling } from './Filling.tsx';
import { Reading } from './Reading.tsx';
import { SealedCopyCard } from './SealedCopy.tsx';
import { Standing } from './Standing.tsx';
import './returns.css';
import { type Return, returnsApi, toneOf, useClassName, usePeriodName, useSheet } from './view.ts';

export default function ReturnPage() {
  const t = useWords();
  const { asked, key } = useRecord<Return>(returnsApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/returns', words: t('returns:nav') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

type Props = { one: Return; onDone: (after: Return) => void };

function Shown({ one, onDone }: Props) {
  const t = useWords();
  const name = usePeriodName();
  const asked = useSheet(one);
  const [amends, setAmends] = useState(0);
  const sheet = asked.data;
  const types = typing.some((state) => state === one.state);
  const fills = sheet?.editable === true && (types || sheet.draft !== null || amends === one.version);
  const mayAmend = !fills && sheet?.editable === true && one.actions.some((offer) => offer.name === 'amend');
  const hand = sheet ? { one, sheet, onDone } : null;
  return (
    <>
      <PageHead
        title={t('filling:page.title', { form: one.form.name, period: name(one.period) })}
        note={
          <span className="head-names">
            <Link to={`/organizations/${one.organization.id}` as string}>
              <AsWritten>{one.organization.name}</AsWritten>
            </Link>
            <Tag tone={toneOf(one.state)}>{t(`returns:states.${one.state}`)}</Tag>
            <span>{t('filling:page.due', { day: shownDay(one.dueOn, undefined, 'long') })}</span>
            {one.late === null ? null : <Tag tone="bad">{t('returns:lateBy', { count: one.late })}</Tag>}
          </span>
        }
      />
      <div className={sheet && sheet.form.rows.length > 0 ? 'two sheet-wide' : 'two'}>
        <div className="stack">
          {asked.isPending ? <Skeleton lines={14} height={560} /> : null}
          {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
          {hand ? <Words of={hand} fills={fills} /> : null}
          {hand && fills ? (
            <Filling key={`${one.id} ${one.version}`} {...hand} onRead={async () => freshOf(await asked.refetch())} />
          ) : null}
          {hand && !fills ? <Reading key={`${one.id} ${one.version}`} {...hand} /> : null}
          {sheet ? <Superseded sheet={sheet} /> : null}
          <RecordFiles kind="statisticalReturn" record={one.id} version={one.version} />
          <History api={returnsApi} id={one.id} words="returns" title={t('filling:page.history')} />
        </div>
        <div className={fills ? 'stack sheet-aside' : 'stack sheet-aside sheet-first'}>
          <RecordActions
            one={one}
            life={life}
            api={returnsApi}
            words="returns"
            danger={['void', 'declineAmendment', 'reopen', 'markMissing']}
            actions={one.actions.filter((offer) => !elsewhere.includes(offer.name))}
            onDone={onDone}
          >
            {fills || mayAmend || one.actions.some((offer) => offer.name === 'sendBack') ? (
              <Elsewhere fills={fills} amend={mayAmend ? () => setAmends(one.version) : null} />
            ) : null}
          </RecordActions>
          <Beside one={one} sheet={fills ? undefined : sheet} onDone={onDone} />
          {sheet ? <Standing form={sheet.form} /> : null}
        </div>
      </div>
    </>
  );
}

/** Its copy, what was carried of it, what it is. */
const Beside = ({ one, sheet, onDone }: Props & { sheet: ReturnSheet | undefined }) => (
  <>
    <SealedCopyCard one={one} onDone={onDone} />
    {sheet ? <CarryCard one={one} sheet={sheet} onDone={onDone} /> : null}
    <Facts one={one} />
  </>
);

/** Actions that have their own place beside the sheet. */
const elsewhere: readonly string[] = ['submit', 'amend', 'sendBack', 'attachSealed', 'carry', 'withdrawCarried'];

function freshOf({ data, error }: { data: ReturnSheet | undefined; error: unknown }): ReturnSheet {
  if (data === undefined || error) throw error ?? new Error('There is no sheet');
  return data;
}

function Elsewhere({ fills, amend }: { fills: boolean; amend: (() => void) | null }) {
  const t = useWords();
  if (amend)
    return (
      <p>
        <button type="button" className="button" onClick={amend}>
          {t('returns:actions.amend')}
        </button>
      </p>
    );
  return <p className="note">{t(fills ? 'filling:page.below' : 'filling:page.belowAsk')}</p>;
}

/** What stands above the sheet: what was asked of it as a whole, why it is open again, what waits to be decided. */
function Words({ of: { one, sheet }, fills }: { of: { one: Return; sheet: ReturnSheet }; fills: boolean }) {
  const t = useWords();
  // While he mends it, each stands with its place for an answer below.
  const general = fills && one.rounds.length > 0 ? [] : one.queries.filter(({ place }) => place === null);
  const empty = !fills && sheet.draft === null && typing.some((state) => state === one.state);
  return (
    <>
      {one.state === 'sentBack' ? (
        <section className="card warns" aria-label={t('returns:queries')}>
          <p>
            <b>{t('filling:page.sentBack', { count: one.queries.length })}</b> {fills ? t('filling:page.answer') : null}
          </p>
          {general.map(({ words }) => (
            <p key={words} className="sheet-asked">
              <AsWritten>{words}</AsWritten>
            </p>
          ))}
        </section>
      ) : null}
      {empty ? <p className="card note">{t('filling:page.empty')}</p> : null}
      {fills && one.state === 'sentBack' ? null : <Rounds one={one} sheet={sheet} />}
      <Proposed sheet={sheet} />
    </>
  );
}

function Facts({ one }: { one: Return }) {
  const t = useWords();
  const region = useRegionName();
  const className = useClassName();
  return (
    <section className="card" aria-label={t('filling:page.facts')}>
      <h2>{t('filling:page.facts')}</h2>
      <FactList
        facts={[
          [t('returns:region'), one.region && region(one.region)],
          [t('returns:class'), one.class === null ? null : className(one.class)],
          [t('returns:size'), one.size && t(`organizations:sizes.${one.size}`)],
          [t('returns:dueOn'), one.dueOn],
          [t('returns:submittedOn'), one.submittedOn ?? undefined],
          [t('returns:acceptedOn'), one.acceptedOn ?? undefined],
          [t('filling:page.amendments'), one.amendments > 0 ? String(one.amendments) : undefined],
          [t('returns:reason'), one.reason ?? undefined],
        ]}
      />
    </section>
  );
}
