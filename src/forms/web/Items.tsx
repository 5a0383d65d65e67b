// Items of a section or the columns of a table: line, name, unit, how they are filled, and which system asks them already.
import { useWords } from '../../platform/web/i18n.ts';
import { TableHead, Tag } from '../../platform/web/Parts.tsx';
import type { ItemSaid } from '../routes.ts';

export function Items({ items, caption }: { items: readonly ItemSaid[]; caption: string }) {
  const t = useWords();
  const titles = ['line', 'item', 'unit', 'kind', 'elsewhere'].map((key) => t(`forms:one.columns.${key}`));
  return (
    <table className="table table-list table-tight form-items">
      <TableHead caption={caption} titles={titles} />
      <tbody>
        {items.map((one) => (
          <tr key={one.code}>
            <td data-title={titles[0]}>{one.line}</td>
            <td data-title={titles[1]} className={one.partOf === null ? undefined : 'form-part'}>
              <span>
                {one.name}
                {one.note ? <span className="note form-note">{one.note}</span> : null}
              </span>
            </td>
            <td data-title={titles[2]} className="nowrap">
              {one.unit ? t(`forms:units.${one.unit}`) : ''}
            </td>
            <td data-title={titles[3]}>{hasWays(one) ? <Ways of={one} /> : null}</td>
            <td data-title={titles[4]} className="note">
              {one.elsewhere ?? t('forms:one.nowhere')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const hasWays = (of: ItemSaid): boolean => of.kind !== 'number' || of.cumulative || !of.required || of.filledBy !== null;

function Ways({ of }: { of: ItemSaid }) {
  const t = useWords();
  return (
    <span className="form-tags">
      {of.kind === 'number' ? null : <span>{t(`forms:one.kinds.${of.kind}`)}</span>}
      {of.options.length > 0 ? <span className="note">{of.options.map((each) => each.name).join(' / ')}</span> : null}
      {of.cumulative ? <Tag tone="blue">{t('forms:one.cumulative')}</Tag> : null}
      {of.required ? null : <Tag>{t('forms:one.optional')}</Tag>}
      {of.filledBy ? <Tag tone="good">{t('forms:one.filled')}</Tag> : null}
      {of.filledBy ? <span className="note">{of.filledBy}</span> : null}
    </span>
  );
}
