// What an amendment would change, before and after, and what was put right since a return was first accepted.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { exactNumber } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { TableHead } from '../../../platform/web/Parts.tsx';
import type { ReturnSheet } from '../../returnRoutes.ts';
import { apartFrom, percentSaid } from './beside.ts';
import { itemsIn, shownCell, usePlaceName } from './view.ts';
import '../../../platform/web/table.css';

type Changes = NonNullable<ReturnSheet['proposed']>;

export function Proposed({ sheet }: { sheet: ReturnSheet }) {
  const t = useWords();
  if (sheet.proposed === null) return null;
  return (
    <section className="card sheet-proposed" aria-label={t('filling:amendment.title')}>
      <h2>{t('filling:amendment.title')}</h2>
      <p className="note">{t('filling:amendment.note', { day: sheet.proposed.on })}</p>
      <Changed sheet={sheet} of={sheet.proposed} />
    </section>
  );
}

/** The last first; folded: what counts stands above. */
export function Superseded({ sheet }: { sheet: ReturnSheet }) {
  const t = useWords();
  if (sheet.superseded.length === 0) return null;
  return (
    <section className="card" aria-label={t('filling:superseded.title')}>
      <h2>{t('filling:superseded.title')}</h2>
      {sheet.superseded.map((one, at) => (
        <details key={`${one.on} ${sheet.superseded.length - at}`} className="sheet-note" open={at === 0}>
          <summary>{t('filling:superseded.one', { number: sheet.superseded.length - at, day: one.on })}</summary>
          <Changed sheet={sheet} of={one} />
        </details>
      ))}
    </section>
  );
}

function Changed({ sheet, of }: { sheet: ReturnSheet; of: Changes }) {
  const t = useWords();
  const name = usePlaceName(sheet.form);
  const titles = ['item', 'before', 'after', 'difference'].map((key) => t(`filling:amendment.${key}`));
  return (
    <>
      <p>
        <b>{t('returns:reason')}</b> <AsWritten>{of.reason}</AsWritten>
      </p>
      <table className="table table-list table-tight sheet-changes">
        <TableHead caption={t('filling:amendment.title')} titles={titles} />
        <tbody>
          {of.changes.map(({ place, before, after }) => {
            const item = itemAt(sheet, place);
            const shown = (said: string | null) =>
              said === null || said === '' ? (
                <span className="note">{t('filling:blank')}</span>
              ) : item ? (
                <AsWritten>{shownCell(item, said, exactNumber)}</AsWritten>
              ) : (
                <AsWritten>{said}</AsWritten>
              );
            return (
              <tr key={place}>
                <td data-title={titles[0]}>{name(place)}</td>
                <td data-title={titles[1]} className="num">
                  {shown(before)}
                </td>
                <td data-title={titles[2]} className="num">
                  {shown(after)}
                </td>
                <td data-title={titles[3]} className="num">
                  {differenceSaid(before, after)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

const differenceSaid = (before: string | null, after: string | null): string | null => {
  const apart = apartFrom(after ?? '', before);
  if (apart === null) return null;
  const difference = exactNumber(apart.difference, true);
  return apart.percent === null ? difference : `${difference} (${percentSaid(apart.percent)})`;
};

function itemAt(sheet: ReturnSheet, place: string) {
  const [first, , column] = place.split('.');
  if (column === undefined) return itemsIn(sheet.form).find(({ code }) => code === first);
  return sheet.form.rows.find(({ code }) => code === first)?.columns.find(({ code }) => code === column);
}
