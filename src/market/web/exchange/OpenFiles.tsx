// Below the hall: its listings as files and as a feed, by the filters in force. Brings its words.
import { useSearch } from '../../../platform/web/address.ts';
import { address } from '../../../platform/web/call.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { exportJson, exportSheet, listingFeed } from '../../exchangeListing.ts';
import { marketFilters, orders } from '../../publicListing.ts';
import { marketExchangeWords } from './exchange-words.ts';

addWords({ marketExchange: marketExchangeWords });

export function OpenFiles() {
  const t = useWords();
  const search = useSearch();
  const known = Object.fromEntries(Object.keys(marketFilters).map((key) => [key, search[key]]));
  const order = orders.find((one) => one === search['order']);
  const feed = address(listingFeed.path, known);
  return (
    <section className="card market-files" aria-label={t('marketExchange:hall.title')}>
      {/* Feed readers look for it in the head: React puts it there. */}
      <link rel="alternate" type="application/atom+xml" title={t('market:nav')} href={feed} />
      <h2>{t('marketExchange:hall.title')}</h2>
      <p className="note">{t('marketExchange:hall.note')}</p>
      <p className="market-file-links">
        <a className="button" href={address(exportSheet.path, { ...known, order })} download>
          {t('marketExchange:hall.xlsx')}
        </a>
        <a className="button" href={address(exportJson.path, { ...known, order })} download>
          {t('marketExchange:hall.json')}
        </a>
        <a className="button" href={feed}>
          {t('marketExchange:hall.atom')}
        </a>
      </p>
    </section>
  );
}
