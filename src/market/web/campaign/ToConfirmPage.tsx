// What was entered for firms and waits for their word: chosen ones get links at once, shown this once with the message to send along.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useSearch } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { shownDay } from '../../../platform/web/format.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, TableHead, Tag } from '../../../platform/web/Parts.tsx';
import { RowChoice } from '../../../platform/web/RowChoice.tsx';
import { queries } from '../../../platform/web/query.ts';
import { Back } from '../../../records/web/index.ts';
import { listToConfirm, makeLinks, mostWaiting, type WaitingListing } from '../../campaign.ts';
import { marketWords } from '../market-words.ts';
import { campaignWords } from './campaign-words.ts';
import { MadeLinks, type Made } from './MadeLinks.tsx';
import '../../../platform/web/table.css';
import './campaign.css';

addWords({ campaign: campaignWords, market: marketWords });

const key = ['listings to confirm'];

export default function ToConfirmPage() {
  const t = useWords();
  const { broughtOn } = useSearch();
  const asked = useQuery({
    queryKey: [...key, broughtOn ?? null],
    queryFn: () => call(listToConfirm, { query: broughtOn === undefined ? {} : { broughtOn } }),
  });
  const [made, setMade] = useState<Made | null>(null);
  return (
    <div className="page">
      <Back to="/listings">{t('market:page.backList')}</Back>
      <PageHead
        title={t('market:toConfirm.title')}
        note={t('campaign:page.note')}
        aside={
          <Link className="button" to={'/listings/import' as string}>
            {t('market:toConfirm.import')}
          </Link>
        }
      />
      {broughtOn === undefined ? null : (
        <p className="note">
          {t('campaign:page.ofDay', { day: shownDay(broughtOn) })} <Link to="/listings/to-confirm">{t('campaign:page.all')}</Link>
        </p>
      )}
      {made ? <MadeLinks made={made} /> : null}
      <section className="card" aria-label={t('market:toConfirm.title')}>
        {asked.isPending ? <Skeleton lines={8} height={360} /> : null}
        {asked.isLoadingError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.data?.total === 0 ? <EmptyState title={t('campaign:page.empty')}>{t('campaign:page.emptyWhy')}</EmptyState> : null}
        {asked.data && asked.data.total > 0 ? <Waiting {...asked.data} onMade={setMade} /> : null}
      </section>
    </div>
  );
}

type WaitingProps = {
  items: readonly WaitingListing[];
  total: number;
  withoutLink: number;
  onMade: (made: Made) => void;
};

function Waiting({ items, total, withoutLink, onMade }: WaitingProps) {
  const t = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const without = items.filter((one) => one.linkUntil === null).slice(0, 100);
  const toggle = (id: string) =>
    setChosen((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  const make = async () => {
    setBusy(true);
    setRefused(null);
    const titles = new Map(items.map((one) => [one.id, one.title]));
    await call(makeLinks, { body: { listings: [...chosen].slice(0, 100) } }).then(
      ({ links, left }) => {
        onMade({ links, left: left.map((one) => ({ ...one, title: titles.get(one.listing) ?? '' })) });
        setChosen(new Set());
        return queries.invalidateQueries({ queryKey: key });
      },
      (problem: unknown) => setRefused(problem),
    );
    setBusy(false);
  };
  return (
    <>
      <div className="campaign-bar">
        <span>{t('campaign:page.counts', { total, without: withoutLink })}</span>
        {total > items.length ? <span className="note">{t('campaign:page.most', { count: mostWaiting })}</span> : null}
        {without.length > 0 ? (
          <button type="button" className="button" onClick={() => setChosen(new Set(without.map((one) => one.id)))}>
            {t('campaign:page.chooseWithout')}
          </button>
        ) : null}
        <button type="button" className="button button-primary" disabled={busy || chosen.size === 0} onClick={() => void make()}>
          {busy ? t('shell:form.sending') : t('campaign:page.make', { count: chosen.size })}
        </button>
      </div>
      {refused === null ? null : <ProblemView problem={refused} />}
      <Rows items={items} chosen={chosen} toggle={toggle} />
    </>
  );
}

type RowsProps = { items: readonly WaitingListing[]; chosen: ReadonlySet<string>; toggle: (id: string) => void };
function Rows({ items, chosen, toggle }: RowsProps) {
  const t = useWords();
  const titles = ['market:titleField', 'market:organization', 'market:side', 'campaign:page.since', 'campaign:page.link'].map(
    (one) => t(one),
  );
  return (
    <table className="table table-list">
      <TableHead caption={t('market:toConfirm.title')} titles={titles} />
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <td data-title={titles[0]}>
              <span className="campaign-choice">
                <RowChoice
                  label={t('campaign:page.choose')}
                  name={one.title}
                  checked={chosen.has(one.id)}
                  onChange={() => toggle(one.id)}
                />
                <Link to={`/listings/${one.id}` as string}>
                  <AsWritten>{one.title}</AsWritten>
                </Link>
                {one.asks === 'still' ? <Tag tone="warn">{t('campaign:page.still')}</Tag> : null}
              </span>
            </td>
            <td data-title={titles[1]}>
              <AsWritten>{one.firm.name}</AsWritten>
            </td>
            <td data-title={titles[2]}>{t(`market:sides.${one.side}`)}</td>
            <td data-title={titles[3]}>{shownDay(one.since)}</td>
            <td data-title={titles[4]}>
              {one.linkUntil === null ? t('campaign:page.none') : t('campaign:page.open', { until: shownDay(one.linkUntil) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
