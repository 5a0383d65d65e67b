// Technology managers on a contract's page: who is named and what he answered; its seller or intermediary finds one and asks him.
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, newKey, request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { LookUp } from '../../platform/web/LookUp.tsx';
import { ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { useSession } from '../../platform/web/session.ts';
import { findManager } from '../managerNaming.ts';
import { type Naming, namingsApi, toneOfNaming, useNamingsOf } from './naming-view.ts';
import type { Contract } from './view.ts';
import './public.css';

const closed = ['draft', 'refused', 'revoked', 'withdrawn'];

export function ContractManagers({ one }: { one: Contract }) {
  const t = useWords();
  const session = useSession();
  const own = session?.organization ?? null;
  const asks = own !== null && isSide(one, own);
  const reads = asks || (session?.roles.some((role) => role === 'bureauOfficer' || role === 'auditAdmin') ?? false);
  const { asked, key } = useNamingsOf(one.id, reads && one.state !== 'draft');
  if (!reads || one.state === 'draft') return null;
  const items = asked.data?.items ?? [];
  return (
    <section className="card stack" aria-label={t('managerNamings:ask.title')}>
      <h2>{t('managerNamings:ask.title')}</h2>
      {asked.isPending ? <Skeleton lines={2} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data && items.length === 0 ? <p className="note">{t('managerNamings:ask.none')}</p> : null}
      {items.length > 0 ? (
        <ul className="public-parties">
          {items.map((each) => (
            <li key={each.id}>
              <Link to={`/manager-namings/${each.id}` as string}>
                <AsWritten>{each.managerTitle ?? t('managerNamings:manager')}</AsWritten>
              </Link>{' '}
              <Tag tone={toneOfNaming(each.state)}>{t(`managerNamings:states.${each.state}`)}</Tag>
            </li>
          ))}
        </ul>
      ) : null}
      {asks && !closed.includes(one.state) ? (
        <Ask contract={one.id} onDone={() => void queries.invalidateQueries({ queryKey: key })} />
      ) : null}
    </section>
  );
}

const isSide = (one: Contract, own: string): boolean =>
  one.seller === own || one.parties.some((each) => each.organization === own && ['seller', 'intermediary'].includes(each.role));

/** Its seller or intermediary looks for one. */
function Ask({ contract, onDone }: { contract: string; onDone: () => void }) {
  const t = useWords();
  const words = (key: string) => t(`managerNamings:ask.${key}`);
  return (
    <LookUp
      of="managers found"
      find={(q) => call(findManager, { query: { q } }).then(({ items }) => items)}
      words={{ note: words('note'), find: words('find'), search: words('search'), none: words('found') }}
    >
      {(found) => (
        <ul className="public-parties">
          {found.map((each) => (
            <Found key={each.id} contract={contract} manager={each} onDone={onDone} />
          ))}
        </ul>
      )}
    </LookUp>
  );
}

type FoundManager = { id: string; title: string; level: string; organizationName: string | null; signsIn: boolean };
function Found({ contract, manager, onDone }: { contract: string; manager: FoundManager; onDone: () => void }) {
  const t = useWords();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  // One key for one asking: a repeated click is the same act.
  const key = useRef(newKey());
  const ask = async () => {
    setSending(true);
    setRefused(null);
    try {
      await request<Naming>('POST', namingsApi, { body: { contract, manager: manager.id }, idempotencyKey: key.current });
      onDone();
    } catch (problem) {
      setRefused(problem);
    }
    setSending(false);
  };
  return (
    <li>
      <AsWritten>{manager.title}</AsWritten> <Tag tone="blue">{t(`people:titles.${manager.level}`)}</Tag>{' '}
      <span className="note">
        <AsWritten>{manager.organizationName ?? ''}</AsWritten>
        {manager.signsIn ? '' : ` ${t('managerNamings:ask.noAccount')}`}
      </span>{' '}
      <button type="button" className="button button-small" disabled={sending} onClick={() => void ask()}>
        {t('managerNamings:ask.name')}
      </button>
      {refused ? <ProblemView problem={refused} /> : null}
    </li>
  );
}
