// The record of a listing, for its owner and the officers in charge: what it says, what may be done, its files and history.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { acted, History, RecordActions, RecordFiles, RecordPage, useRecord } from '../../records/web/index.ts';
import { confirmable, life } from '../listing.ts';
import { publicName } from '../listingFiles.ts';
import { asAsked, type Listing, listingsApi, stateTone } from './listing-view.ts';
import { useFormSources } from './listings/form.tsx';
import { HiddenContacts, LookedThrough } from './listings/LookedThrough.tsx';
import { ListingSource, ListingTerms, ListingText } from './ListingFacts.tsx';
import { ListingRights } from './listings/ListingRights.tsx';
import { SendLink } from './links/SendLink.tsx';
import { ManagerCard } from './brokering/ManagerCard.tsx';
import { MatchesCard } from './matching/MatchesCard.tsx';

const opening = { words: 'market:files', nameOf: publicName };
/** Who may do one of these acts for its owner. */
const ownersAlone = ['confirm', 'revise', 'withdraw'];

export default function ListingPage() {
  const t = useWords();
  const { asked, key } = useRecord<Listing>(listingsApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/listings', words: t('market:page.backList') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Listing; onDone: (after: Listing) => void }) {
  const t = useWords();
  const sources = useFormSources({ sort: one.sort, id: one.id });
  const officer = useSession()?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false;
  const own = one.actions.some(({ name }) => ownersAlone.includes(name));
  const manages = useSession()?.roles.includes('technologyManager') && one.manager !== null && !own;
  const organization = useSession()?.organization ?? null;
  // What its venue's people entered, until its owner's first word.
  const entered = one.enteredBy !== null && one.enteredBy.id === organization && one.lastConfirmedOn === null;
  const canSend = (officer || manages || entered) && confirmable.some((state) => state === one.state);
  const given = (action: string) =>
    action === 'edit' || action === 'correct' ? { ...one, venue: one.venue?.id ?? null, reason: '' } : undefined;
  return (
    <>
      <PageHead title={one.title} note={<Tag tone={stateTone(one.state)}>{t(`market:states.${one.state}`)}</Tag>} />
      <div className="two">
        <div className="stack">
          {one.reason === null ? null : (
            <p className="card note">
              <AsWritten>{t('market:page.sentBack', { reason: one.reason })}</AsWritten>
            </p>
          )}
          <HiddenContacts of={one} />
          <LookedThrough of={one} />
          <ListingText one={one} />
          <ListingRights one={one} />
          <ListingTerms one={one} />
          <ListingSource one={one} />
          {one.state === 'published' || one.state === 'inNegotiation' ? (
            <MatchesCard listing={one.id} own={own} proposes={manages === true && one.manager?.since !== null} />
          ) : null}
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={listingsApi}
            words="market"
            danger={['withdraw', 'void']}
            asked={asAsked}
            sources={sources}
            given={given}
            note={
              one.state === 'published' ? (
                <p>
                  <Link to={`/market/${one.id}` as string}>{t('market:page.public')}</Link>
                </p>
              ) : null
            }
            onDone={onDone}
          />
          {canSend ? <SendLink key={one.state} listing={one.id} first={one.state === 'toConfirm'} /> : null}
          <ManagerCard one={one} own={own} />
          <RecordFiles kind="listing" record={one.id} version={one.version} opening={opening} />
          <History api={listingsApi} id={one.id} words="market" title={t('market:page.history')} />
        </div>
      </div>
    </>
  );
}
