// One reported figure: what a source says, where and of when; where it answers; the others of its series; what may be done; history.
import { Link } from '@tanstack/react-router';
import { textIn } from '../../platform/shared/words.ts';
import { usePathParam } from '../../platform/web/address.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { exactNumber, unitOf } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import {
  acted,
  FactList,
  History,
  NotVerified,
  RecordActions,
  RecordFiles,
  RecordPage,
  SourceLine,
} from '../../records/web/index.ts';
import { life } from '../reportedFigure.ts';
import { lastDayOf } from '../../platform/shared/dates.ts';
import { asAsked, useFormSources } from './form.tsx';
import { Compared } from './ConfirmPage.tsx';
import { groupsOf } from './lines.ts';
import { SeriesChart } from './SeriesChart.tsx';
import {
  figuresApi,
  type Reported,
  useIndicators,
  usePeriod,
  useRecord,
  useRegionName,
  useReported,
  useShownValue,
} from './view.ts';
import './statistics.css';

export default function FigurePage() {
  const t = useWords();
  const { asked, key } = useRecord<Reported>(figuresApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/figures', words: t('statistics:figures.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Reported; onDone: (after: Reported) => void }) {
  const t = useWords();
  const region = useRegionName();
  const period = usePeriod();
  const value = useShownValue();
  const session = useSession();
  const place = [region(one.region), one.scope].filter(Boolean).join(' · ');
  return (
    <>
      <PageHead
        title={one.seriesName}
        note={
          <span className="head-names">
            <span>
              {place} · {period(one.period)}
            </span>
            <Tag tone={one.state === 'reported' ? 'blue' : one.state === 'voided' || one.state === 'sentBack' ? 'bad' : 'warn'}>
              {t(`statistics:states.${one.state}`)}
            </Tag>
            {one.source?.verified === false ? <NotVerified /> : null}
          </span>
        }
        aside={<DocumentButtons path={`${figuresApi}/${one.id}/slip`} name={t('statistics:paper.button')} />}
      />
      <div className="two">
        <div className="stack">
          <section className="card" aria-label={t('statistics:figure.value')}>
            <p className="reported-value">
              <span className={one.state === 'voided' ? 'row-voided' : undefined}>{value(one, true)}</span>{' '}
              <span className="figure-unit">{unitOf(value(one, true), one.display)}</span>{' '}
              {one.approximate ? <Tag tone="warn">{t('statistics:approximate')}</Tag> : null}
            </p>
            {one.display.factor === '1' ? null : (
              <p className="note">
                {t('statistics:figure.base', { value: exactNumber(one.value), unit: t(`shell:units.${one.unit}`) })}
              </p>
            )}
            <Answers one={one} />
          </section>
          <Facts one={one} />
          <RecordFiles kind="reportedFigure" record={one.id} version={one.version} />
          <Others one={one} />
        </div>
        <div className="stack">
          {session ? <Actions one={one} onDone={onDone} /> : null}
          <History api={figuresApi} id={one.id} words="statistics" title={t('statistics:figure.history')} />
        </div>
      </div>
    </>
  );
}

/** What its reader may do with it. */
function Actions({ one, onDone }: { one: Reported; onDone: (after: Reported) => void }) {
  const t = useWords();
  const sources = useFormSources(one);
  const waits = one.state === 'waiting' || one.state === 'correcting';
  return (
    <RecordActions
      one={one}
      life={life}
      api={figuresApi}
      words="statistics"
      danger={['void', 'sendBack', 'decline']}
      actions={one.actions.filter((action) => !(one.own && action.name === 'confirm'))}
      asked={asAsked}
      sources={sources}
      given={(action) => (action === 'amend' || action === 'revise' ? { ...one } : undefined)}
      note={
        waits ? (
          <>
            {one.own ? <p className="note">{t('statistics:queue.ownNote')}</p> : null}
            <Compared one={one} />
          </>
        ) : null
      }
      warns
      onDone={onDone}
    />
  );
}

/** Whether it stands for its region in a figure, and in which. */
function Answers({ one }: { one: Reported }) {
  const t = useWords();
  const indicator = useIndicators().data?.find((each) => each.code === one.series);
  const value = useShownValue();
  if (one.state === 'waiting') return <Verdict tone="none">{t('statistics:figure.waiting')}</Verdict>;
  if (one.state === 'sentBack')
    return <Verdict tone="bad">{t('statistics:figure.sentBack', { reason: one.returned ?? '' })}</Verdict>;
  if (one.state === 'voided') return <Verdict tone="bad">{t('statistics:figure.voided')}</Verdict>;
  if (!one.answers)
    return <Verdict tone="none">{t(one.scope === null ? 'statistics:figure.undated' : 'statistics:scoped.yes')}</Verdict>;
  return (
    <p className="answers">
      <Verdict tone="good">{t('statistics:figure.answers')}</Verdict>
      {one.correction ? (
        <Verdict tone="warn">{t('statistics:figure.correction', { value: value({ ...one, ...one.correction }) })}</Verdict>
      ) : null}
      {indicator && one.period ? (
        <Link to={`/indicators/${indicator.code}` as string} search={{ asOf: lastDayOf(one.period), region: one.region }}>
          {t('statistics:figures.indicator')}
        </Link>
      ) : null}
    </p>
  );
}

function Facts({ one }: { one: Reported }) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const period = usePeriod();
  return (
    <section className="card" aria-label={t('statistics:figure.facts')}>
      <h2>{t('statistics:figure.facts')}</h2>
      <FactList
        facts={[
          [t('statistics:series'), one.seriesName],
          [t('statistics:period'), period(one.period)],
          [t('statistics:region'), region(one.region)],
          [t('statistics:scope'), one.scope ?? t('statistics:scoped.no')],
          [
            t('statistics:qualifier'),
            one.qualifier === null ? t('statistics:figure.exact') : t(`statistics:qualifiers.${one.qualifier}`),
          ],
          [t('statistics:basis'), one.basis ? textIn(one.basis, language) : null],
          [t('statistics:statedOn'), one.statedOn],
          [t('statistics:documentNumber'), one.documentNumber ?? undefined],
          [t('statistics:figure.confirmedOn'), one.confirmedOn ?? undefined],
          [t('statistics:sourceTitle'), one.source?.title ?? null],
          [t('statistics:source'), <SourceLine key="source" source={one.source} />],
        ]}
      />
    </section>
  );
}

/** The values of the same series at this place as a chart, and the way to those of all places. */
function Others({ one }: { one: Reported }) {
  const t = useWords();
  const root = useRegions().data?.items.find((each) => each.kind === 'city')?.id ?? '';
  const asked = useReported({ series: one.series, state: 'reported' });
  const group = groupsOf(asked.data?.rows ?? [], [], root)[0];
  if (!group || group.rows.length < 2) return null;
  const here = { ...group, rows: group.rows.filter((each) => each.region === one.region) };
  return (
    <>
      <SeriesChart group={here} />
      <p>
        <Link to={'/figures' as string} search={{ series: one.series }}>
          {t('statistics:figure.others', { count: group.rows.length })}
        </Link>
      </p>
    </>
  );
}
