// One indicator: its figure and basis, its trend, what it is made of, and the ledger entries that add up to it exactly.
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link } from '@tanstack/react-router';
import { listIndicators, type Figure as FigureShape } from '../../indicators/indicator.ts';
import { endOfYear, startOfYear, yearOf } from '../../platform/shared/dates.ts';
import { useChangeSearch, usePathParam, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { FailedPage, NotFoundPage } from '../../platform/web/ErrorPage.tsx';
import { Figure } from '../../platform/web/Figure.tsx';
import { withUnit } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useHealth } from '../../platform/web/session.ts';
import { TimeControl } from '../../platform/web/TimeControl.tsx';
import { Vintages } from '../../statistics/web/index.ts';
import { useAsked } from './asked.ts';
import { Answer } from './Answer.tsx';
import { AreasSwitch } from './Breakdown.tsx';
import { Entries } from './Entries.tsx';
import { Gaps } from './Gaps.tsx';
import { Parts, Trend } from './IndicatorCharts.tsx';
import { SharesSection } from './SharesSection.tsx';
import { Sources } from './Sources.tsx';
import { usePlan, usePlans } from './view.ts';
import './cockpit.css';
import './indicator.css';

export default function IndicatorPage() {
  const code = usePathParam('code');
  const language = useLanguage();
  const asked = useAsked();
  const got = useQuery({
    queryKey: ['indicator', code, asked, language],
    queryFn: () => call(listIndicators, { query: { ...asked, code } }),
    placeholderData: (before) => before,
  });
  const t = useWords();
  const figure = got.data?.items[0];
  if (got.isLoadingError)
    return (
      <div className="page">
        <FailedPage problem={got.error} again={() => void got.refetch()} />
      </div>
    );
  if (got.isPending)
    return (
      <div className="page">
        <PageHead title={t('shell:loading')} />
        <Skeleton lines={12} height={520} />
      </div>
    );
  if (!figure) return <NotFoundPage />;
  return <Indicator figure={figure} stale={got.isPlaceholderData} />;
}

function Indicator({ figure, stale }: { figure: FigureShape; stale: boolean }) {
  const t = useWords();
  const language = useLanguage();
  const plans = usePlans();
  const head = plans.data?.items[0];
  const plan = usePlan(head?.code, {}).data;
  const health = useHealth();
  const today = health?.today ?? figure.asOf;
  const thisYear = yearOf(today);
  const { display } = figure;
  const { region } = useSearch();
  const target = plan?.targets.find((one) => one.indicator === figure.code);
  return (
    <div className={stale ? 'page page-stale' : 'page'} aria-busy={stale}>
      <p className="crumb">
        <Link to="/">← {t('plans:indicator.back')}</Link>
      </p>
      <PageHead
        title={figure.name}
        note={<Note figure={figure} />}
        aside={
          <TimeControl
            from={head?.from ?? startOfYear(`${thisYear - 2}`)}
            to={endOfYear(thisYear)}
            asOf={figure.asOf}
            firstDay={health?.firstDay ?? null}
            settled={figure.settled}
          />
        }
      />
      <div className="two two-even">
        <section className="card headline headline-large" aria-label={figure.name}>
          <div className="headline-value">
            <Figure value={figure.value} display={display} missing={figure.missing} label={figure.name} size="hero" />
          </div>
          {figure.missing ? (
            <p>{t('shell:missing', { reason: figure.missing.reason, supplier: figure.missing.supplier })}</p>
          ) : null}
          {figure.opened ? <p className="note">{figure.opened.words}</p> : null}
          <Facts figure={figure} goal={goalOf(target, t, language)} />
          <Scope />
        </section>
        <Trend figure={figure} />
      </div>
      <Answer code={figure.code} />
      {target && head ? <Gaps plan={head.code} target={target.code} region={region} /> : null}
      <Sources figure={figure} />
      {head && target ? <SharesSection plan={head.code} target={target.code} name={figure.name} /> : null}
      <Parts figure={figure} />
      <Suspense fallback={<Skeleton lines={5} height={240} />}>
        <Vintages code={figure.code} />
      </Suspense>
      <Entries figure={figure} />
    </div>
  );
}

function Note({ figure }: { figure: FigureShape }) {
  const t = useWords();
  return (
    <span className="head-names">
      <span>{t('plans:indicator.asOf', { day: figure.asOf })}</span>
      <Link to={'/open-data' as string} search={{ code: figure.code }}>
        {t('statistics:sections.open')}
      </Link>
    </span>
  );
}

type Goal = { comparator: string; value: string; figure: { display: FigureShape['display'] } };
const goalOf = (target: Goal | undefined, t: ReturnType<typeof useWords>, language: 'zh-CN' | 'en'): string | null =>
  target ? `${t(`plans:comparator.${target.comparator}`)} ${withUnit(target.value, target.figure.display, language)}` : null;

function Facts({ figure, goal }: { figure: FigureShape; goal: string | null }) {
  const t = useWords();
  const { coverage, source } = figure;
  const basis: unknown = Reflect.get(figure, 'basis');
  const complete =
    coverage === null
      ? t('plans:indicator.coverageNone')
      : coverage.to === null
        ? t('plans:indicator.coverageFrom', { from: coverage.from })
        : t('plans:indicator.coverageTo', { from: coverage.from, to: coverage.to });
  const facts: [string, string | null][] = [
    ['plans:indicator.target', goal],
    ['plans:indicator.definition', typeof basis === 'string' ? basis : null],
    ['plans:indicator.source', source ? t(`plans:source.${source}`) : null],
    ['plans:indicator.coverage', source === 'reported' ? null : complete],
  ];
  return (
    <dl className="facts">
      {facts.map(([words, value]) =>
        value === null ? null : (
          <div key={words}>
            <dt>{t(words)}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Which region, with or without the functional areas inside it; kept in the URL. */
function Scope() {
  const t = useWords();
  const { region } = useSearch();
  const change = useChangeSearch();
  const regions = useRegions().data?.items ?? [];
  return (
    <div className="scope">
      <label className="filter">
        <span>{t('plans:indicator.region')}</span>
        <select className="input" value={region ?? ''} onChange={(event) => change({ region: event.target.value })}>
          <option value="">{t('plans:indicator.allRegions')}</option>
          {regions
            .filter((one) => one.kind !== 'city')
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
        </select>
      </label>
      <AreasSwitch />
    </div>
  );
}
