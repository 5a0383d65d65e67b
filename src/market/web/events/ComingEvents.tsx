// Events where the market is shown: the next in the hall as one line, those of one venue as a card. Nothing where there are none.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import { listMarketEvents, type PublicEvent } from '../../matchEvent.ts';
import { useStanding } from './standing.ts';
import './events.css';

const most = { hall: 3, venue: 6 };

export function NextEvents() {
  const t = useWords();
  const asked = useQuery({
    queryKey: ['market', 'events', 'ahead'],
    queryFn: () => call(listMarketEvents, { query: { when: 'ahead' } }),
  });
  const coming = (asked.data?.items ?? []).filter(({ state }) => state === 'open');
  if (coming.length === 0) return null;
  return (
    <nav className="card next-events" aria-label={t('events:coming')}>
      <strong>{t('events:coming')}</strong>
      {coming.slice(0, most.hall).map((one) => (
        <Dated key={one.id} one={one} />
      ))}
      <Link to={'/market/events' as string}>{t('events:page.back')}</Link>
    </nav>
  );
}

export function EventsOfVenue({ venue }: { venue: string }) {
  const t = useWords();
  const standing = useStanding();
  const asked = useQuery({
    queryKey: ['market', 'events', 'of', venue],
    queryFn: () => call(listMarketEvents, { query: { venue } }),
  });
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="card" aria-label={t('events:nav')}>
      <h2>{t('events:nav')}</h2>
      <ul className="agenda">
        {items.slice(0, most.venue).map((one) => {
          const { said, tone } = standing(one);
          return (
            <li key={one.id}>
              <Dated one={one} />
              <Tag tone={tone}>{said}</Tag>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const Dated = ({ one }: { one: PublicEvent }) => (
  <span>
    <span className="agenda-day">{shownDay(one.from)}</span>{' '}
    <Link to={`/market/events/${one.id}` as string}>
      <AsWritten>{one.name}</AsWritten>
    </Link>
  </span>
);
