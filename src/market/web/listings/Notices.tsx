// What is told under a field of a listing's form as it is typed: contact data that will be hidden, a price that cannot be or is unusual; and similar listings.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { exactNumber } from '../../../platform/web/format.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import type { Draft } from '../../../platform/web/schema.ts';
import type { OpenField } from '../../openTexts.ts';
import type { Similar } from '../../writing.ts';
import { type Help, type Known, useHelp } from './help.ts';

type Of = { draft: Draft; known: Known };

export function ContactNote({ draft, known, field }: Of & { field: OpenField }) {
  const t = useWords();
  const found = useHelp(draft, known)?.contacts.filter((one) => one.field === field) ?? [];
  return found.map(({ kind, said }) => (
    <p key={said} className="market-warn" aria-live="polite">
      <AsWritten>{t('market:writing.contact', { said, kind: t(`market:contacts.${kind}`) })}</AsWritten>
    </p>
  ));
}

export function PriceNote({ draft, known, path }: Of & { path: 'priceLow' | 'priceHigh' }) {
  const said = usePriceNotice();
  const found = useHelp(draft, known)?.price.filter((one) => one.path === path) ?? [];
  return found.map((one) => (
    <p key={one.code} className="market-warn" aria-live="polite">
      {said(one)}
    </p>
  ));
}

export function usePriceNotice() {
  const t = useWords();
  const language = useLanguage();
  return ({ code, limit }: Help['price'][number]): string =>
    t(`market:price.${code}`, { limit: limit === null ? '' : exactNumber(limit, false, language) });
}

/** In a new window: what is being written stays where it is. */
export function SimilarList({ all }: { all: readonly Similar[] }) {
  const t = useWords();
  return (
    <ul className="market-similar">
      {all.map((one) => (
        <li key={one.id}>
          <Tag tone={one.side === 'demand' ? 'warn' : 'blue'}>{t(`market:sorts.${one.sort}`)}</Tag>{' '}
          <a href={one.waiting ? `/listings/${one.id}` : `/market/${one.id}`} target="_blank" rel="noreferrer">
            <AsWritten>{one.title}</AsWritten>
          </a>{' '}
          <span className="note">
            {one.organization ? <AsWritten>{one.organization.name}</AsWritten> : t('market:hall.anonymous')}
            {one.waiting ? ` · ${t('market:writing.waiting')}` : ''}
          </span>{' '}
          {one.near ? <Tag tone="bad">{t('market:writing.near', { percent: Math.round(one.likeness * 100) })}</Tag> : null}
        </li>
      ))}
    </ul>
  );
}
