// One item of a sheet: its line, name and note, its figure with the unit, what is wrong, what was asked, and the figures of earlier periods beside it.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { exactNumber } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import { isSameYear } from '../../../forms/period.ts';
import { apartFrom, percentSaid } from './beside.ts';
import { cellAt } from './cells.ts';
import { Cell, type CellProps } from './Cell.tsx';
import { Problems } from './Problems.tsx';
import type { Filled, ItemSaid, SheetOf } from './sheet-of.ts';
import { shownCell } from './view.ts';

type Props = { item: ItemSaid; of: SheetOf; onKey: CellProps['onKey']; onPaste: CellProps['onPaste'] };

export function ItemRow({ item, of, onKey, onPaste }: Props) {
  const t = useWords();
  const { sheet, placed } = of;
  const filled = sheet.filled.find((one) => one.item === item.code);
  const said = filled?.value ?? cellAt(of.given, item.code);
  const problems = (placed.at.get(item.code) ?? []).filter(({ kind }) => kind !== 'missing' || of.strict);
  const asked = of.queries.filter(({ place }) => place === item.code);
  const id = `said-${item.code}`;
  return (
    <tr className={filled ? 'sheet-locked' : undefined}>
      <td className="sheet-line">{item.line}</td>
      <th scope="row" className={item.partOf === null ? undefined : 'sheet-part'}>
        <Name of={item} />
      </th>
      <td className="sheet-value">
        <Figure
          {...{ item, of, said, onKey, onPaste }}
          locked={filled !== undefined}
          describedBy={problems.length + asked.length > 0 ? id : undefined}
        />
        {filled ? <Source of={filled} /> : null}
        <div id={id}>
          {asked.map(({ words }) => (
            <p key={words} className="sheet-asked">
              <b>{t('filling:asked')}</b> <AsWritten>{words}</AsWritten>
            </p>
          ))}
          <Problems problems={problems} explanations={of.explanations} explain={of.explain} />
        </div>
      </td>
      <Earlier item={item} now={said} of={sheet.before} period={sheet.period} title={t('filling:before')} />
      <Earlier item={item} now={said} of={sheet.lastYear} period={sheet.period} title={t('filling:lastYear')} />
    </tr>
  );
}

type FigureProps = Props & { said: string; locked: boolean; describedBy: string | undefined };

/** The figure itself with its unit: typed, or read; and the way to ask about it. */
function Figure({ item, of, said, locked, describedBy, onKey, onPaste }: FigureProps) {
  const t = useWords();
  const touched = of.placed.touched.get(item.code);
  return (
    <div className="sheet-figure">
      {of.mode === 'fill' && !locked ? (
        <Cell
          item={item}
          place={item.code}
          value={said}
          label={labelOf(item, t)}
          mark={touched === 'missing' && !of.strict ? undefined : touched}
          describedBy={describedBy}
          onType={of.onType}
          onKey={onKey}
          onPaste={onPaste}
        />
      ) : (
        <output className={item.kind === 'number' ? 'num' : undefined} aria-label={labelOf(item, t)}>
          {said === '' ? (
            <span className="note">{t('filling:blank')}</span>
          ) : (
            <AsWritten>{shownCell(item, said, exactNumber)}</AsWritten>
          )}
        </output>
      )}
      {item.unit ? <span className="sheet-unit">{t(`forms:units.${item.unit}`)}</span> : null}
      {of.mode === 'ask' ? (
        <button
          type="button"
          className="button button-small"
          aria-label={t('filling:ask.about', { name: item.name })}
          onClick={() => of.onAsk(item.code)}
        >
          {t('filling:ask.button')}
        </button>
      ) : null}
    </div>
  );
}

type Say = ReturnType<typeof useWords>;
export const labelOf = (item: ItemSaid, t: Say): string =>
  item.unit === null
    ? `${item.line} ${item.name}`
    : t('filling:label', { line: item.line, name: item.name, unit: t(`forms:units.${item.unit}`) });

function Name({ of }: { of: ItemSaid }) {
  const t = useWords();
  const tags = (
    <>
      {of.cumulative ? <Tag tone="blue">{t('forms:one.cumulative')}</Tag> : null}
      {of.required ? null : <Tag>{t('forms:one.optional')}</Tag>}
    </>
  );
  if (of.note === null)
    return (
      <span>
        {of.name} {tags}
      </span>
    );
  return (
    <details className="sheet-note">
      <summary>
        {of.name} {tags}
      </summary>
      <p className="note">{of.note}</p>
    </details>
  );
}

/** From where the platform fills it: a wrong figure is put right there. */
function Source({ of }: { of: Filled }) {
  const t = useWords();
  return (
    <p className="sheet-source">
      <Tag>{t('filling:locked')}</Tag> {of.address === null ? of.words : <Link to={of.address}>{of.words}</Link>}
    </p>
  );
}

type EarlierProps = {
  item: ItemSaid;
  now: string;
  of: { period: string; items: Record<string, string | null> } | null;
  period: string;
  title: string;
};

/** What is told from the first of the year has grown since the month before by what that month added: no per cent of it. */
function Earlier({ item, now, of, period, title }: EarlierProps) {
  const t = useWords();
  if (of === null) return null;
  const said = of.items[item.code] ?? '';
  const yearBefore = of.period.slice(4) === period.slice(4);
  const comparable = item.kind === 'number' && (!item.cumulative || yearBefore || isSameYear(of.period, period));
  const apart = comparable ? apartFrom(now, said) : null;
  const added = item.cumulative && !yearBefore;
  return (
    <td className="sheet-earlier num" data-title={title}>
      {said === '' ? <span className="note">{t('filling:notTold')}</span> : shownCell(item, said, exactNumber)}
      {apart === null ? null : added ? (
        <span className="sheet-apart">{exactNumber(apart.difference, true)}</span>
      ) : (
        <span className={apart.large ? 'sheet-apart sheet-leap' : 'sheet-apart'}>
          {apart.percent === null ? exactNumber(apart.difference, true) : percentSaid(apart.percent)}
        </span>
      )}
    </td>
  );
}
