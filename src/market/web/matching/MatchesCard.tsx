// What fits a listing, on its record's page: each with up to three reasons and the strongest one against; "not for us" with a reason, and back again.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call, newKey, request } from '../../../platform/web/call.ts';
import { addWords, useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { ProblemView, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import { declineReasons, listMatches, type Match } from '../../declinedMatch.ts';
import { nearPairsIn } from '../../nearWords.ts';
import { usePrice, useRegionName } from '../listing-view.ts';
import { matchWords } from './matching-words.ts';
import { useReason } from './reasons.ts';
import { SameWords } from './SameWords.tsx';
import './matching.css';

addWords({ matches: matchWords });

const tones = { strong: 'good', good: 'blue', some: 'none' } as const;
/** The most that is asked at once. */
const all = 20;

/** `own`: who reads it acts for its owner, and may say what does not fit; `proposes`: a technology manager who has taken it on. */
export function MatchesCard({ listing, own, proposes }: { listing: string; own: boolean; proposes: boolean }) {
  const t = useWords();
  const language = useLanguage();
  const [most, setMost] = useState<number | undefined>(undefined);
  const [chosen, setChosen] = useState<Match | null>(null);
  const [gone, setGone] = useState<{ id: string; version: number; title: string } | null>(null);
  const key = ['matches', listing];
  const asked = useQuery({
    queryKey: [...key, most, language],
    queryFn: () => call(listMatches, { params: { id: listing }, query: most === undefined ? {} : { most } }),
    refetchInterval: ({ state }) => (state.data?.building ? 2000 : false),
    placeholderData: (before) => before,
  });
  const again = () => void queries.invalidateQueries({ queryKey: key });
  const found = asked.data?.groups.filter(({ items }) => items.length > 0) ?? [];
  return (
    <section className="card stack" aria-label={t('matches:title')}>
      <h2>{t('matches:title')}</h2>
      <p className="note">{t('matches:note')}</p>
      {asked.isPending ? <Skeleton lines={6} /> : null}
      {asked.isLoadingError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data?.building ? <output>{t('matches:building', asked.data.building)}</output> : null}
      {asked.data && !asked.data.building && found.length === 0 ? <p>{t('matches:none')}</p> : null}
      {found.map(({ group, items }) => (
        <div key={group} className="matches-group">
          <h3>{t(`matches:groups.${group}`)}</h3>
          <ul className="matches">
            {items.map((one) => (
              <One
                key={one.id}
                one={one}
                decline={own ? () => setChosen(one) : null}
                proposedFor={proposes && one.kind === 'listing' ? listing : null}
              />
            ))}
          </ul>
        </div>
      ))}
      {most === undefined && found.some(({ more }) => more) ? (
        <button type="button" className="button" onClick={() => setMost(all)}>
          {t('matches:more')}
        </button>
      ) : null}
      <Gone gone={gone} onUndone={() => (setGone(null), again())} />
      {asked.data && asked.data.declined > 0 ? (
        <p className="note">{t('matches:declinedCount', { count: asked.data.declined })}</p>
      ) : null}
      <Decline
        listing={listing}
        one={chosen}
        onClose={() => setChosen(null)}
        onDone={(made) => {
          setGone({ ...made, title: chosen?.title ?? '' });
          setChosen(null);
          again();
        }}
      />
    </section>
  );
}

type OneProps = { one: Match; decline: (() => void) | null; proposedFor: string | null };
function One({ one, decline, proposedFor }: OneProps) {
  const t = useWords();
  const said = useReason();
  const price = usePrice();
  const region = useRegionName();
  const page = one.kind === 'organization' ? `/organizations/${one.id}` : `/market/${one.id}`;
  return (
    <li className="match">
      <div className="match-head">
        <Link to={page as string} id={`match-${one.id}`}>
          <AsWritten>{one.title}</AsWritten>
        </Link>
        <Tag tone={tones[one.strength]}>{t(`matches:strengths.${one.strength}`)}</Tag>
      </div>
      <p className="note match-facts">
        {one.kind === 'organization' ? null : (
          <span>{one.organization === null ? t('matches:anonymous') : <AsWritten>{one.organization.name}</AsWritten>}</span>
        )}
        {one.region === null ? null : <span>{region(one.region)}</span>}
        {one.price === null ? null : <span>{price({ price: one.price, priceLow: one.priceLow, priceHigh: one.priceHigh })}</span>}
      </p>
      <ul className="match-reasons">
        {one.for.map((reason) => (
          <li key={reason.code} className="match-for">
            <span className="sr-only">{t('matches:for')} </span>
            <AsWritten>{said(reason)}</AsWritten>
            <SameWords pairs={nearPairsIn(reason)} />
          </li>
        ))}
        {one.against === null ? null : (
          <li className="match-against">
            <span className="sr-only">{t('matches:against')} </span>
            <AsWritten>{said(one.against)}</AsWritten>
          </li>
        )}
      </ul>
      {proposedFor === null ? null : (
        <Link
          className="button match-no"
          to={'/proposals/new' as string}
          search={{ listing: proposedFor, candidate: one.id }}
          aria-describedby={`match-${one.id}`}
        >
          {t('matches:propose')}
        </Link>
      )}
      {decline === null ? null : (
        <button type="button" className="button match-no" onClick={decline} aria-describedby={`match-${one.id}`}>
          {t('matches:decline')}
        </button>
      )}
    </li>
  );
}

type Made = { id: string; version: number };
function Decline(of: { listing: string; one: Match | null; onClose: () => void; onDone: (made: Made) => void }) {
  const { listing, one, onClose, onDone } = of;
  const t = useWords();
  const [why, setWhy] = useState<(typeof declineReasons)[number]>('subject');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (one === null) return;
    setBusy(true);
    setProblem(null);
    try {
      const body = { listing, kind: one.kind, candidate: one.id, why, note: note.trim() === '' ? null : note.trim() };
      const made = await request<Made>('POST', '/declined-matches', { body, idempotencyKey: key.current });
      key.current = newKey();
      setNote('');
      onDone(made);
    } catch (fault) {
      setProblem(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open={one !== null} onClose={onClose} title={t('matches:decline')}>
      <form className="form stack" onSubmit={(event) => void send(event)}>
        <p>
          <AsWritten>{one?.title ?? ''}</AsWritten>
        </p>
        <p className="note">{t('matches:declineNote')}</p>
        <fieldset className="match-whys">
          <legend>{t('matches:why')}</legend>
          {declineReasons.map((value) => (
            <label key={value}>
              <input type="radio" name="why" checked={why === value} onChange={() => setWhy(value)} />{' '}
              {t(`matches:whys.${value}`)}
            </label>
          ))}
        </fieldset>
        <label>
          {t('matches:noteField')}
          <input className="input" value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </label>
        {problem === null ? null : <ProblemView problem={problem} />}
        <button type="submit" className="button button-primary" disabled={busy}>
          {t('matches:send')}
        </button>
      </form>
    </Modal>
  );
}

/** What was just declined, until it is taken back or another is. */
function Gone({ gone, onUndone }: { gone: (Made & { title: string }) | null; onUndone: () => void }) {
  const t = useWords();
  const [problem, setProblem] = useState<unknown>(null);
  if (gone === null) return null;
  const undo = async () => {
    try {
      await request('POST', `/declined-matches/${gone.id}/restore`, { body: {}, ifMatch: gone.version });
      setProblem(null);
      onUndone();
    } catch (fault) {
      setProblem(fault);
    }
  };
  return (
    <div className="match-gone">
      <output>
        <AsWritten>{t('matches:gone', { title: gone.title })}</AsWritten>
      </output>{' '}
      <button type="button" className="button" onClick={() => void undo()}>
        {t('matches:undo')}
      </button>
      {problem === null ? null : <ProblemView problem={problem} />}
    </div>
  );
}
