// The contracts of a certified list as they stand on its paper, with the sums; on the record's page and where a paper is checked.
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import type { listed } from '../certifiedList.ts';
import { yuan } from './view.ts';

type Item = z.output<typeof listed> & { contract?: string };
type Props = { items: readonly Item[]; amount: string; technologyAmount: string };

export function ListedContracts({ items, amount, technologyAmount }: Props) {
  const t = useWords();
  const person = t('certifiedLists:person');
  const titles = {
    number: t('certifiedLists:paper.numbers'),
    contract: t('contracts:title'),
    seller: t('contracts:roles.seller'),
    buyer: t('contracts:roles.buyer'),
    amount: t('contracts:amount'),
    technologyAmount: t('contracts:technologyAmount'),
  };
  return (
    <div className="list-scroll">
      <table className="table table-list">
        <caption className="sr-only">{t('certifiedLists:contracts')}</caption>
        <thead>
          <tr>
            {Object.entries(titles).map(([key, title]) => (
              <th key={key} scope="col" className={key.endsWith('mount') ? 'num' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one, at) => (
            <tr key={one.contract ?? at}>
              <td data-title={titles.number}>
                <code>{one.ownNumber}</code>
                {one.registrationNumber ? (
                  <>
                    <br />
                    <code>{one.registrationNumber}</code>
                  </>
                ) : null}
                <br />
                <span className="note">{one.registeredOn}</span>
              </td>
              <td data-title={titles.contract}>
                {one.contract === undefined ? (
                  <AsWritten>{one.title}</AsWritten>
                ) : (
                  <Link to={`/contracts/${one.contract}` as string}>
                    <AsWritten>{one.title}</AsWritten>
                  </Link>
                )}
              </td>
              <td data-title={titles.seller}>{one.seller === null ? person : <AsWritten>{one.seller}</AsWritten>}</td>
              <td data-title={titles.buyer}>{one.buyer === null ? person : <AsWritten>{one.buyer}</AsWritten>}</td>
              <td data-title={titles.amount} className="num">
                {yuan(one.amount) ?? t('contractPapers:slip.none')}
              </td>
              <td data-title={titles.technologyAmount} className="num">
                {yuan(one.technologyAmount) ?? t('contractPapers:slip.none')}
              </td>
            </tr>
          ))}
          <tr className="listed-total">
            <th scope="row" colSpan={4}>
              {t('certifiedLists:paper.total')}
            </th>
            <td data-title={titles.amount} className="num">
              {yuan(amount)}
            </td>
            <td data-title={titles.technologyAmount} className="num">
              {yuan(technologyAmount)}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
