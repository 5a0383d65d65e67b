// A registration: its code to be shown at the door, the check-in, what is asked afterwards. The QR opens this page with the code: who holds the event confirms with one touch.
import { Link } from '@tanstack/react-router';
import { usePathParam, useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { registrationLife } from '../../eventRegistration.ts';
import { CheckIn, Code } from './Door.tsx';
import { asAsked, type Registration, registrationsApi, stateTone, useMember, useOwnListings, useWhen } from './event-view.ts';

export default function RegistrationPage() {
  const t = useWords();
  const { asked, key } = useRecord<Registration>(registrationsApi, usePathParam('id'));
  return (
    <RecordPage
      asked={asked}
      back={{ to: asked.data ? `/match-events/${asked.data.event.id}` : '/match-events', words: t('events:one') }}
    >
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

type Props = { one: Registration; onDone: (after: Registration) => void };
function Shown({ one, onDone }: Props) {
  const t = useWords();
  const { code } = useSearch();
  const listings = useOwnListings();
  return (
    <>
      <PageHead
        title={one.event.name}
        note={
          <>
            <Tag tone={stateTone(one.state)}>{t(`events:states.${one.state}`)}</Tag>{' '}
            {one.waiting ? <Tag tone="warn">{t('events:waitingAt', { place: one.place ?? 0 })}</Tag> : null}
          </>
        }
        aside={
          <a className="button" href={`/api/market/events.ics?event=${one.event.id}`}>
            {t('events:list.calendar')}
          </a>
        }
      />
      <CheckIn one={one} code={code} onDone={onDone} />
      <div className="two">
        <div className="stack">
          {one.code !== null && one.state === 'registered' ? <Code id={one.id} code={one.code} /> : null}
          <Facts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            actions={one.actions.filter(({ name }) => name !== 'bring' || listings.length > 0)}
            life={registrationLife}
            api={registrationsApi}
            words="events"
            // Once somebody came the first thing is to say whom they met, which is a way of its own.
            primary="checkIn"
            danger={['cancel', 'undoCheckIn', 'erase']}
            asked={asAsked}
            sources={{ options: { listing: listings } }}
            given={(action) =>
              action === 'checkIn'
                ? { code: code ?? null }
                : action === 'bring'
                  ? { listing: one.listing?.id ?? null }
                  : undefined
            }
            note={<Afterwards one={one} />}
            onDone={onDone}
          />
          <History api={registrationsApi} id={one.id} words="events" title={t('events:page.history')} />
        </div>
      </div>
    </>
  );
}

/** Whoever came writes down whom they met. */
function Afterwards({ one }: { one: Registration }) {
  const t = useWords();
  const member = useMember();
  if (one.state !== 'attended' || !member || one.organization === null) return null;
  return (
    <>
      <p className="note">{one.meetings === 0 ? t('events:afterwards') : t('events:afterwardsSome', { count: one.meetings })}</p>
      <p className="event-ways">
        <Link className="button button-primary" to={'/event-meetings/new' as string} search={{ event: one.event.id }}>
          {t('events:page.meet')}
        </Link>
      </p>
    </>
  );
}

function Facts({ one }: { one: Registration }) {
  const t = useWords();
  const days = useWhen();
  const written = (title: string, said: string | null) =>
    said === null ? [] : [[t(`events:${title}`), <AsWritten key={title}>{said}</AsWritten>] as const];
  return (
    <section className="card" aria-label={t('events:page.facts')}>
      <h2>{t('events:page.facts')}</h2>
      <FactList
        facts={[
          ...(one.event.opens === '' ? [] : [[t('events:when'), days(one.event)] as const]),
          ...written('place', one.event.place),
          ...(one.event.link
            ? [
                [
                  t('events:link'),
                  <a key="link" className="event-link" href={one.event.link} rel="noreferrer noopener" target="_blank">
                    {one.event.link}
                  </a>,
                ] as const,
              ]
            : []),
          ...written('attendeeOrganization', one.organization?.name ?? one.guest),
          ...written('attendee', one.attendee),
          ...(one.entered ? [[t('events:enteredBy'), t('events:enteredByOrganizer')] as const] : []),
          ...(one.listing
            ? [
                [
                  t('events:listing'),
                  <Link key="listing" to={`/market/${one.listing.id}` as string}>
                    <AsWritten>{one.listing.title}</AsWritten>
                  </Link>,
                ] as const,
              ]
            : []),
          ...(one.meetings === 0 ? [] : [[t('events:counts.meetings'), String(one.meetings)] as const]),
          ...written('reason', one.reason),
        ]}
      />
    </section>
  );
}
