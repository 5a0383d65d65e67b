// What a listing says, as its record's page and the page for everybody show it: text, keywords, terms. Knows neither where it came from.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { shownDay } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { IndustryName } from '../../organizations/web/index.ts';
import { FactList } from '../../records/web/index.ts';
import type { PublicListing } from '../publicListing.ts';
import { namesOf, useCooperation, useDemandTypes, usePrice, useRegionName } from './listing-view.ts';
import './market.css';

export type Told = Omit<PublicListing, 'id' | 'publishedOn' | 'lastConfirmedOn' | 'shownUntil'> & {
  publishedOn: string | null;
  lastConfirmedOn: string | null;
  shownUntil: string | null;
  /** Of the record alone. */
  enteredBy?: { id: string; name: string } | null;
};

/** Description and standard; where they are kept back, that they are. */
export function ListingText({ one }: { one: Told }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('market:text')}>
      <h2>{t('market:text')}</h2>
      {one.text === null ? <p className="note">{t('market:hall.kept')}</p> : <Written>{one.text}</Written>}
      {one.acceptance === null ? null : (
        <>
          <h3>{t('market:acceptance')}</h3>
          <Written>{one.acceptance}</Written>
        </>
      )}
      {one.keywords.length === 0 ? null : (
        <ul className="market-words" aria-label={t('market:keywords')}>
          {one.keywords.map((word) => (
            <li key={word}>
              <Tag>
                <AsWritten>{word}</AsWritten>
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const Written = ({ children }: { children: string }) => (
  <p className="market-text">
    <AsWritten>{children}</AsWritten>
  </p>
);

export function ListingTerms({ one }: { one: Told }) {
  const t = useWords();
  const price = usePrice();
  const modes = useCooperation();
  const types = useDemandTypes();
  const demand = one.side === 'demand';
  const some = (key: string, shown: ReactNode): readonly (readonly [string, ReactNode])[] =>
    shown === null ? [] : [[t(`market:${key}`), shown]];
  return (
    <section className="card" aria-label={t('market:page.terms')}>
      <h2>{t('market:page.terms')}</h2>
      <FactList
        facts={[
          [t('market:sort'), t(`market:sorts.${one.sort}`)],
          ...some('demandType', one.demandType === null ? null : namesOf([one.demandType], types, '')),
          [t('market:field'), t(`contracts:technologyFields.${one.field}`)],
          ...some('industry', one.industry === null ? null : <IndustryName code={one.industry} />),
          ...some('maturity', one.maturity === null ? null : t('market:maturityValue', { level: one.maturity })),
          [t('market:cooperation'), namesOf(one.cooperation, modes, t('publicContracts:separator'))],
          [t(demand ? 'market:budget' : 'market:price'), price(one)],
          ...some('deadline', one.deadline === null ? null : shownDay(one.deadline)),
          [t('market:confidentiality'), t(`market:confidentialities.${one.confidentiality}`)],
        ]}
      />
    </section>
  );
}

export function ListingSource({ one }: { one: Told }) {
  const t = useWords();
  const region = useRegionName();
  const on = (key: 'publishedOn' | 'lastConfirmedOn' | 'shownUntil'): readonly (readonly [string, ReactNode])[] => {
    const said = one[key];
    return said === null ? [] : [[t(`market:${key}`), shownDay(said)]];
  };
  return (
    <section className="card" aria-label={t('market:page.facts')}>
      <h2>{t('market:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('market:organization'),
            one.organization ? (
              <Link key="organization" to={`/organizations/${one.organization.id}` as string}>
                <AsWritten>{one.organization.name}</AsWritten>
              </Link>
            ) : (
              t('market:hall.anonymous')
            ),
          ],
          ...(one.organization ? ([[t('market:region'), region(one.region)]] as const) : []),
          ...(one.venue
            ? [
                [
                  t('market:venue'),
                  <Link key="venue" to={`/market/venues/${one.venue.id}` as string}>
                    <AsWritten>{one.venue.name}</AsWritten>
                  </Link>,
                ] as const,
              ]
            : []),
          ...(one.enteredBy
            ? [[t('market:enteredBy'), <AsWritten key="enteredBy">{one.enteredBy.name}</AsWritten>] as const]
            : []),
          ...on('publishedOn'),
          ...on('lastConfirmedOn'),
          ...on('shownUntil'),
        ]}
      />
    </section>
  );
}
