// One venue as everybody sees it: its figures, its titles, how to reach it, its listings.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { shownDay } from '../../../platform/web/format.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { FactList, RecordPage } from '../../../records/web/index.ts';
import { getMarketVenue, type PublicVenue, type VenueFigures } from '../../publicVenue.ts';
import { EventsOfVenue } from '../events/ComingEvents.tsx';
import { stateTone, useFigure, useServed } from './venue-view.ts';

export default function VenuePage() {
  const t = useWords();
  const id = usePathParam('id');
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['market', 'venue', id, language],
    queryFn: () => call(getMarketVenue, { params: { id } }),
    enabled: id !== '',
  });
  return (
    <RecordPage asked={asked} back={{ to: '/market/venues', words: t('venues:page.back') }}>
      {(one) => <Shown one={one} />}
    </RecordPage>
  );
}

function Shown({ one }: { one: PublicVenue }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={one.name}
        note={
          <>
            <Tag tone="blue">{t(`venues:kinds.${one.kind}`)}</Tag>{' '}
            <Tag tone={stateTone(one.state)}>{t(`venues:states.${one.state}`)}</Tag>
          </>
        }
      />
      <div className="two">
        <div className="stack">
          <Figures of={one.figures} />
          <EventsOfVenue venue={one.id} />
          <p>
            <Link to={`/market?venue=${one.id}` as string}>{t('venues:hall.listings')}</Link>
          </p>
        </div>
        <div className="stack">
          <Facts one={one} />
          <Titles of={one.titles} />
        </div>
      </div>
    </>
  );
}

const quantity = ['listings', 'confirmed', 'stale'] as const;
const truth = ['answered', 'talks', 'contracts'] as const;
function Figures({ of }: { of: VenueFigures }) {
  const t = useWords();
  const figure = useFigure();
  const facts = (parts: readonly (keyof VenueFigures)[]) =>
    parts.map((part) => [t(`venues:figures.${part}`), figure(of, part)] as const);
  return (
    <section className="card" aria-label={t('venues:figures.title')}>
      <h2>{t('venues:figures.truth')}</h2>
      <FactList facts={facts(truth)} />
      <h2>{t('venues:figures.quantity')}</h2>
      <FactList facts={facts(quantity)} />
      <p className="note">{t('venues:figures.note')}</p>
    </section>
  );
}

function Facts({ one }: { one: PublicVenue }) {
  const t = useWords();
  const served = useServed();
  const some = (key: string, shown: string | null) => (shown === null ? [] : [[t(`venues:${key}`), shown] as const]);
  return (
    <section className="card" aria-label={t('venues:page.facts')}>
      <h2>{t('venues:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('venues:organization'),
            <Link key="organization" to={`/organizations/${one.organization.id}` as string}>
              <AsWritten>{one.organization.name}</AsWritten>
            </Link>,
          ],
          [t('venues:territory'), served.territory(one)],
          [t('venues:fields'), served.fields(one)],
          [t('venues:address'), <AsWritten key="address">{one.address}</AsWritten>],
          ...some('phone', one.phone),
          ...some('staff', one.staff === null ? null : t('venues:staffValue', { count: one.staff })),
          [t('venues:openedOn'), shownDay(one.openedOn)],
          ...some('closedOn', one.closedOn === null ? null : shownDay(one.closedOn)),
        ]}
      />
    </section>
  );
}

function Titles({ of }: { of: PublicVenue['titles'] }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('venues:titles.title')}>
      <h2>{t('venues:titles.title')}</h2>
      {of.length === 0 ? <p>{t('venues:titles.none')}</p> : null}
      {of.length > 0 ? (
        <ul>
          {of.map(({ id, title }) => (
            <li key={id}>
              <Link to={`/recognitions/${id}` as string}>
                <AsWritten>{title}</AsWritten>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="note">{t('venues:titles.note')}</p>
    </section>
  );
}
