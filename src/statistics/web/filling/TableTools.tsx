// Above a table of a sheet: how to put rows in, what has just been done to them, and the way back and to the next row that is wrong.
import { useWords } from '../../../platform/web/i18n.ts';
import type { FormSaid } from '../../../forms/routes.ts';
import type { Row } from './cells.ts';
import type { Problem } from './judged.ts';
import type { SheetOf } from './sheet-of.ts';

type Props = {
  table: FormSaid['rows'][number];
  of: SheetOf;
  rows: readonly Row[];
  bad: ReadonlyMap<number, readonly Problem[]> | undefined;
  /** The row that is, or was last, typed in. */
  active: number | null;
  go: (row: number, column: number) => void;
};

export function TableTools({ table, of, rows, bad, active, go }: Props) {
  const t = useWords();
  if (of.mode === 'ask') return <p className="note">{t('filling:rows.ask')}</p>;
  if (of.mode !== 'fill') return null;
  const wrong = [...(bad ?? [])].filter(([, all]) => all.some(({ kind }) => kind !== 'missing' || of.strict));
  const notice = of.notice?.about === table.code ? of.notice : null;
  return (
    <div className="sheet-tools">
      <button
        type="button"
        className="button button-small"
        disabled={rows.length >= table.most}
        onClick={() => go(rows.length, 0)}
      >
        {t('filling:rows.add')}
      </button>
      <button type="button" className="button button-small" disabled={!of.undoable} onClick={of.onUndo}>
        {t('filling:undo')}
      </button>
      {wrong.length > 0 ? (
        <button type="button" className="button button-small button-red" onClick={() => goToNext(wrong, active, go, table)}>
          {t('filling:rows.wrong', { count: wrong.length })}
        </button>
      ) : null}
      <output className={notice?.refused ? 'field-error' : 'note'}>{notice ? notice.words : t('filling:rows.howTo')}</output>
    </div>
  );
}

/** The next row that is wrong below the one with the focus; the first of all behind the last. */
function goToNext(
  wrong: readonly [number, readonly Problem[]][],
  active: number | null,
  go: Props['go'],
  table: Props['table'],
): void {
  const sorted = wrong.toSorted(([a], [b]) => a - b);
  const next = sorted.find(([at]) => active !== null && at > active) ?? sorted[0];
  if (next === undefined) return;
  const [row, problems] = next;
  const column = problems[0]?.about.find((place) => place.startsWith(`${table.code}.${row}.`))?.split('.')[2];
  go(
    row,
    Math.max(
      0,
      table.columns.findIndex(({ code }) => code === column),
    ),
  );
}
