// Choosing contracts for a batch file: a box in each row of what is ready, and how many are chosen, beside the form.
import { useState } from 'react';
import type { Column } from '../../platform/web/DataTable.tsx';
import { RowChoice } from '../../platform/web/RowChoice.tsx';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import { mostChosen } from '../officialRoutes.ts';
import type { Contract } from './view.ts';
import { officialBatchWords } from './official-batch-words.ts';

addWords({ officialBatch: officialBatchWords });

export type BatchChoice = { ids: readonly string[]; clear: () => void; column: Column<Contract> };

export function useBatchChoice(): BatchChoice {
  const t = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return {
    ids: [...chosen],
    clear: () => setChosen(new Set()),
    column: {
      key: 'choose',
      title: t('officialBatch:column'),
      cell: (row) => (
        <RowChoice
          label={t('officialBatch:row')}
          name={row.title}
          checked={chosen.has(row.id)}
          disabled={!chosen.has(row.id) && chosen.size >= mostChosen}
          onChange={() => toggle(row.id)}
        />
      ),
    },
  };
}

/** What the file will hold: those that are chosen, or all that are ready. */
export function BatchChosen({ ids, clear }: BatchChoice) {
  const t = useWords();
  if (ids.length === 0) return <p className="note">{t('officialBatch:hint')}</p>;
  return (
    <p className="official-chosen">
      <output>{ids.length === 1 ? t('officialBatch:one') : t('officialBatch:count', { count: ids.length })}</output>
      {ids.length >= mostChosen ? <span className="note">{t('officialBatch:most', { most: mostChosen })}</span> : null}
      <button type="button" className="button button-small" onClick={clear}>
        {t('officialBatch:clear')}
      </button>
    </p>
  );
}
