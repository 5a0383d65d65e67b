// The technology manager of a listing, on its record's page: who has taken it on, what is proposed, and its owner asks one; who entered it offers himself.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../../platform/web/call.ts';
import { shownDay } from '../../../platform/web/format.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Tag } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import { useSession } from '../../../platform/web/session.ts';
import type { Page } from '../../../records/web/index.ts';
import type { Listing } from '../listing-view.ts';
import { brokeringReaders } from '../readers.ts';
import { type Engagement, engagementsApi } from './brokering-view.ts';
import { FindManager, type FoundManager, Manager } from './Manager.tsx';
import { StandsTag } from './Stands.tsx';
import '../../../platform/web/form.css';

const over = ['closed', 'withdrawn', 'voided'];

/** `own`: who reads it acts for its owner. */
export function ManagerCard({ one, own }: { one: Listing; own: boolean }) {
  const t = useWords();
  const language = useLanguage();
  const session = useSession();
  const reads = session?.roles.some((role) => brokeringReaders.some((each) => each === role)) ?? false;
  const key = ['engagements of', one.id, language, session?.account];
  const asked = useQuery({
    queryKey: key,
    queryFn: () =>
      request<Page<Engagement>>('GET', engagementsApi, { query: { listing: one.id, state: 'proposed,standing', limit: 20 } }),
    enabled: reads,
  });
  const items = asked.data?.items ?? [];
  const standing = items.find(({ state }) => state === 'standing');
  const waiting = items.filter((each) => each !== standing);
  const isFree = asked.data !== undefined && !standing && !over.includes(one.state);
  const offers = one.manager !== null && one.manager.since === null && (session?.roles.includes('technologyManager') ?? false);
  const again = () => void queries.invalidateQueries({ queryKey: key });
  if (one.manager === null && !reads) return null;
  return (
    <section className="card stack" aria-label={t('engagements:card.title')}>
      <h2>{t('engagements:card.title')}</h2>
      {one.manager === null ? (
        <p className="note">{t('engagements:card.none')}</p>
      ) : (
        <p className="head-names">
          <Manager one={one.manager} />
          <span className="note">
            {one.manager.since === null
              ? t('engagements:card.entered')
              : t('engagements:card.standing', { since: shownDay(one.manager.since) })}
          </span>
        </p>
      )}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {standing ? (
        <p>
          <Link to={`/engagements/${standing.id}` as string}>{t('engagements:card.open')}</Link>
        </p>
      ) : null}
      {waiting.map((each) => (
        <p key={each.id} className="head-names">
          <Link to={`/engagements/${each.id}` as string}>
            <AsWritten>{each.manager.title}</AsWritten>
          </Link>
          <StandsTag one={each} />
        </p>
      ))}
      {own && isFree ? (
        <FindManager note={t('engagements:card.note')}>
          {(found) => found.map((each) => <Found key={each.id} listing={one.id} manager={each} onDone={again} />)}
        </FindManager>
      ) : null}
      {offers && isFree && items.length === 0 ? <OfferButton listing={one.id} onDone={again} /> : null}
    </section>
  );
}

/** Asks for one act with one key: a repeated click is the same act. */
function useAsking(listing: string, onDone: () => void) {
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const key = useRef(newKey());
  const ask = async (body: object) => {
    setSending(true);
    setRefused(null);
    await request<Engagement>('POST', engagementsApi, { body: { listing, ...body }, idempotencyKey: key.current }).then(
      onDone,
      setRefused,
    );
    setSending(false);
  };
  return { sending, refused, ask };
}

/** A manager takes it on himself: of what everybody sees, or what he entered. */
export function OfferButton({ listing, onDone }: { listing: string; onDone: () => void }) {
  const t = useWords();
  const { sending, refused, ask } = useAsking(listing, onDone);
  return (
    <div className="stack">
      <button type="button" className="button" disabled={sending} onClick={() => void ask({})}>
        {t('engagements:card.offer')}
      </button>
      <p className="note">{t('engagements:card.offerNote')}</p>
      {refused ? <ProblemView problem={refused} /> : null}
    </div>
  );
}

function Found({ listing, manager, onDone }: { listing: string; manager: FoundManager; onDone: () => void }) {
  const t = useWords();
  const { sending, refused, ask } = useAsking(listing, onDone);
  return (
    <div className="stack">
      <p className="head-names">
        <AsWritten>{manager.title}</AsWritten>
        <Tag tone="blue">{t(`people:titles.${manager.level}`)}</Tag>
        <span className="note">
          <AsWritten>{manager.organizationName ?? ''}</AsWritten>
          {manager.signsIn ? '' : ` ${t('engagements:card.noAccount')}`}
        </span>
        <button
          type="button"
          className="button button-small"
          disabled={sending}
          onClick={() => void ask({ manager: manager.id })}
        >
          {t('engagements:card.ask')}
        </button>
      </p>
      {refused ? <ProblemView problem={refused} /> : null}
    </div>
  );
}
