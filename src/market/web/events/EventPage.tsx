// One event as everybody sees it, with the ways to register and into a calendar.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { Back } from '../../../records/web/index.ts';
import { getMarketEvent } from '../../matchEvent.ts';
import { listingReaders } from '../readers.ts';
import { EventFacts } from './EventFacts.tsx';
import { stateTone } from './event-view.ts';

export default function EventPage() {
  const t = useWords();
  const id = usePathParam('id');
  const reader = useSession()?.roles.some((role) => listingReaders.some((one) => one === role)) ?? false;
  const asked = useQuery({
    queryKey: ['market', 'event', id],
    queryFn: () => call(getMarketEvent, { params: { id } }),
    enabled: id !== '',
  });
  const one = asked.data;
  return (
    <div className="page">
      <Back to="/market/events">{t('events:page.back')}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={10} height={420} />
        </>
      ) : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {one ? (
        <>
          <PageHead
            title={one.name}
            note={<Tag tone={stateTone(one.state)}>{t(`events:states.${one.state}`)}</Tag>}
            aside={
              <>
                <a className="button" href={`/api/market/events.ics?event=${one.id}`}>
                  {t('events:list.calendar')}
                </a>
                {reader ? (
                  <Link className="button button-primary" to={`/match-events/${one.id}` as string}>
                    {one.state === 'open' ? t('events:page.register') : t('events:page.record')}
                  </Link>
                ) : null}
              </>
            }
          />
          <EventFacts one={one} />
        </>
      ) : null}
    </div>
  );
}
