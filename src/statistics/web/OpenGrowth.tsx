// How a place grew, plainly and comparably, with how many came, went and moved: what everybody is told; officers are led to the names.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import { getOpenGrowth, movers } from '../growth.ts';
import { useShare } from './shares.ts';

type Answer = Awaited<ReturnType<typeof call<typeof getOpenGrowth>>>;
type Grown = NonNullable<Answer['growth']>;

export function OpenGrowth() {
  const t = useWords();
  const language = useLanguage();
  const { region, asOf, knownAt } = useSearch();
  const regions = useRegions().data?.items ?? [];
  const [chosen, setChosen] = useState('');
  const kind = regions.find(({ id }) => id === region)?.kind;
  const query = {
    ...(chosen ? { indicator: chosen } : {}),
    ...(region ? { region } : {}),
    ...(asOf ? { asOf } : {}),
    ...(knownAt ? { knownAt } : {}),
  };
  const asked = useQuery({
    queryKey: ['growth', 'open', query, language],
    queryFn: () => call(getOpenGrowth, { query }),
    placeholderData: keepPreviousData,
    enabled: kind !== 'functionalArea',
  });
  if (kind === 'functionalArea') return null;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data || asked.data.indicators.length === 0) return null;
  const { growth, indicators } = asked.data;
  const place = regions.find(({ id, kind: of }) => (region ? id === region : of === 'city'))?.name ?? '';
  return (
    <section className="card" aria-label={t('dashboard:growth', { place })}>
      <h2>
        {t('dashboard:growth', { place })} <small>{growth ? `${growth.yearBefore} – ${growth.asOf}` : ''}</small>
        <span className="spread" />
        <select
          className="input dashboard-growth-of"
          aria-label={t('growth:indicator')}
          value={growth?.indicator.code ?? chosen}
          onChange={({ target }) => setChosen(target.value)}
        >
          {indicators.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </h2>
      {growth ? <Told growth={growth} /> : <p className="note">{t('dashboard:growthNone')}</p>}
    </section>
  );
}

function Told({ growth }: { growth: Grown }) {
  const t = useWords();
  const share = useShare();
  const roles = useSession()?.roles ?? [];
  const comparable = growth.withheld
    ? t('dashboard:withheld')
    : growth.comparable === null
      ? t('dashboard:nothing')
      : share(growth.comparable);
  return (
    <>
      <p className="note">{t('dashboard:growthNote')}</p>
      <dl className="dashboard-growth">
        <div>
          <dt>{t('dashboard:plain')}</dt>
          <dd className="figure figure-hero">{share(growth.plain)}</dd>
        </div>
        <div>
          <dt>{t('dashboard:comparable')}</dt>
          <dd className={growth.withheld ? 'note' : 'figure figure-hero'}>{comparable}</dd>
        </div>
        {movers.map((mover) => (
          <div key={mover}>
            <dt>{t(`dashboard:${mover}`)}</dt>
            <dd>{t('dashboard:respondents', { count: growth.respondents[mover] })}</dd>
          </div>
        ))}
      </dl>
      {roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ? (
        <Link to="/growth" search={{ indicator: growth.indicator.code, asOf: growth.asOf, region: growth.region.code }}>
          {t('dashboard:names')}
        </Link>
      ) : null}
    </>
  );
}
