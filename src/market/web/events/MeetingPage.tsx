// A meeting at an event: who met whom about what, how it stands, the talks that it led to.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { useOptions } from '../../../platform/web/Fields.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { acted, FactList, History, type Page, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { meetingLife } from '../../eventMeeting.ts';
import { asAsked, type Meeting, meetingsApi, otherSide, stateTone, useMeetingState, useMember } from './event-view.ts';

export default function MeetingPage() {
  const t = useWords();
  const { asked, key } = useRecord<Meeting>(meetingsApi, usePathParam('id'));
  return (
    <RecordPage
      asked={asked}
      back={{ to: asked.data ? `/match-events/${asked.data.event.id}` : '/match-events', words: t('events:one') }}
    >
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Meeting; onDone: (after: Meeting) => void }) {
  const t = useWords();
  const state = useMeetingState();
  const deals = useTheirDeals(one);
  return (
    <>
      <PageHead
        title={t('events:meetingBetween', { first: one.first.name, second: otherSide(one) })}
        note={<Tag tone={one.state === 'open' ? 'warn' : stateTone(one.state)}>{state(one)}</Tag>}
        aside={<Onward one={one} />}
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            actions={one.actions.filter(({ name }) => name !== 'linkDeal' || deals.length > 0)}
            life={meetingLife}
            api={meetingsApi}
            words="events"
            primary={one.state === 'open' ? 'report' : 'linkDeal'}
            danger={['void']}
            asked={asAsked}
            sources={{ options: { deal: deals } }}
            given={(action) =>
              action === 'report' ? { due: one.due } : action === 'linkDeal' ? { deal: one.deal?.id ?? '' } : undefined
            }
            onDone={onDone}
          />
          <History api={meetingsApi} id={one.id} words="events" title={t('events:page.history')} />
        </div>
      </div>
    </>
  );
}

type Talk = { id: string; title: string; asker: { id: string }; owner: { id: string } | null };
/** Talks of one's own with the other side. */
function useTheirDeals(one: Meeting) {
  const member = useMember();
  const account = useSession()?.account ?? '';
  const sides = [one.first.id, one.second?.id].toSorted().join(' ');
  return useOptions(`deals of ${sides} ${member ? account : ''}`, async () => {
    if (!member || one.second === null) return [];
    const { items } = await request<Page<Talk>>('GET', '/deals', { query: { limit: 100 } });
    return items
      .filter(({ asker, owner }) => [asker.id, owner?.id].toSorted().join(' ') === sides)
      .map(({ id, title }) => ({ value: id, title }));
  });
}

/** From what they talked about straight to an expression of interest: the other side's listing, no deal yet. */
function Onward({ one }: { one: Meeting }) {
  const t = useWords();
  const member = useMember();
  if (!member || one.deal !== null || one.listing === null || one.state === 'voided') return null;
  return (
    <Link className="button button-primary" to={'/deals/new' as string} search={{ listing: one.listing.id }}>
      {t('deals:actions.create')}
    </Link>
  );
}

function Facts({ one }: { one: Meeting }) {
  const t = useWords();
  const fact = (key: string, value: ReactNode) => [t(`events:${key}`), value] as const;
  const link = (to: string, said: string) => (
    <Link to={to}>
      <AsWritten>{said}</AsWritten>
    </Link>
  );
  const written = (key: 'progress' | 'reason') => (one[key] === null ? [] : [fact(key, one[key])]);
  return (
    <section className="card" aria-label={t('events:page.facts')}>
      <h2>{t('events:page.facts')}</h2>
      <FactList
        facts={[
          fact('one', link(`/match-events/${one.event.id}`, one.event.name)),
          fact('first', one.first.name),
          fact('second', otherSide(one)),
          fact('about', one.about),
          ...(one.listing ? [fact('aboutListing', link(`/market/${one.listing.id}`, one.listing.title))] : []),
          ...written('progress'),
          ...(one.due === null ? [] : [fact('due', shownDay(one.due))]),
          ...(one.deal ? [fact('deal', link(`/deals/${one.deal.id}`, one.deal.title))] : []),
          ...(one.dealState === null ? [] : [fact('dealState', t(`deals:states.${one.dealState}`))]),
          ...(one.outcome === null ? [] : [fact('outcome', t(`events:outcomes.${one.outcome}`))]),
          ...written('reason'),
        ]}
      />
    </section>
  );
}
