// The record of a venue, for those who run it and the officers in charge: what is known, what may be done, its files and history.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordFiles, RecordPage, useRecord } from '../../../records/web/index.ts';
import { life } from '../../venue.ts';
import { asAsked, stateTone, useServed, useVenueSources, type Venue, venuesApi } from './venue-view.ts';

export default function VenueRecordPage() {
  const t = useWords();
  const { asked, key } = useRecord<Venue>(venuesApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/venues', words: t('venues:page.backList') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Venue; onDone: (after: Venue) => void }) {
  const t = useWords();
  const { contact } = one;
  // A masked contact is not what was given: it is asked for anew, or stays.
  const own =
    contact.name !== null && !contact.name.includes('*') ? { contactName: contact.name, contactPhone: contact.phone } : {};
  const given = (action: string) => (action === 'edit' ? { ...one, ...own } : undefined);
  const known = one.state === 'open' || one.state === 'closed';
  return (
    <>
      <PageHead title={one.name} note={<Tag tone={stateTone(one.state)}>{t(`venues:states.${one.state}`)}</Tag>} />
      <div className="two">
        <div className="stack">
          {one.reason === null ? null : (
            <p className="card note">
              {t('venues:reason')}: <AsWritten>{one.reason}</AsWritten>
            </p>
          )}
          <Facts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={venuesApi}
            words="venues"
            danger={['void', 'eraseContact']}
            asked={asAsked}
            sources={useVenueSources()}
            given={given}
            note={
              known ? (
                <p>
                  <Link to={`/market/venues/${one.id}` as string}>{t('venues:page.public')}</Link>
                </p>
              ) : null
            }
            onDone={onDone}
          />
          <RecordFiles kind="venue" record={one.id} version={one.version} />
          <History api={venuesApi} id={one.id} words="venues" title={t('venues:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Venue }) {
  const t = useWords();
  const served = useServed();
  const some = (key: string, shown: string | null) => (shown === null ? [] : [[t(`venues:${key}`), shown] as const]);
  const contact = [one.contact.name, one.contact.phone].filter((said) => said !== null).join(' · ');
  return (
    <section className="card" aria-label={t('venues:page.facts')}>
      <h2>{t('venues:page.facts')}</h2>
      <FactList
        facts={[
          [t('venues:kind'), t(`venues:kinds.${one.venueKind}`)],
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
          ...(contact === '' ? [] : [[t('venues:contact'), <AsWritten key="contact">{contact}</AsWritten>] as const]),
          ...some('openedOn', one.openedOn === null ? null : shownDay(one.openedOn)),
          ...some('closedOn', one.closedOn === null ? null : shownDay(one.closedOn)),
        ]}
      />
    </section>
  );
}
