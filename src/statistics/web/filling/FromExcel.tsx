// Filling without the net: the template of just this return, and a filled one read back. What is good in it becomes the draft, what is not is named at its cell.
import { useState } from 'react';
import { address } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Verdict } from '../../../platform/web/Parts.tsx';
import { SendFile } from '../../../records/web/index.ts';
import type { Draft, Saved } from './draft.ts';
import { counted, problemsOf } from './judged.ts';
import { type Return, returnsApi } from './view.ts';

type Props = { one: Return; draft: Draft; read: () => Promise<void>; look: () => void };

export function FromExcel({ one, draft, read, look }: Props) {
  const t = useWords();
  const [done, setDone] = useState<Saved | null>(null);
  const took = async (answer: Saved) => {
    await read();
    setDone(answer);
  };
  return (
    <div className="stack">
      <p>{t('filling:excel.note')}</p>
      <p>
        <a className="button" href={address(`${returnsApi}/${one.id}/template`)} download onClick={() => void draft.flush()}>
          {t('filling:excel.template')}
        </a>
      </p>
      {done === null ? (
        <SendFile<Saved>
          path={`${returnsApi}/${one.id}/read`}
          onSent={took}
          accept=".xlsx"
          words={{ drop: 'filling:excel.drop', choose: 'filling:excel.send', sending: 'filling:excel.sending' }}
        />
      ) : (
        <Read of={done} look={look} />
      )}
    </div>
  );
}

function Read({ of, look }: { of: Saved; look: () => void }) {
  const t = useWords();
  const all = problemsOf({ faults: [], findings: [] }, of.verdict, true, (key, params) => t(key, params));
  const explained = Object.fromEntries(of.verdict.findings.map(({ key, explanation }) => [key, explanation ?? '']));
  const { wrong, missing, unexplained } = counted(all, explained);
  return (
    <>
      <p>
        <Verdict tone={wrong > 0 ? 'bad' : missing + unexplained > 0 ? 'warn' : 'good'}>{t('filling:excel.read')}</Verdict>{' '}
        {wrong + missing + unexplained === 0
          ? t('filling:bar.ready')
          : t('filling:excel.left', { wrong, missing, warnings: unexplained })}
      </p>
      <div className="form-foot">
        <button type="button" className="button button-primary" onClick={look}>
          {t('filling:excel.look')}
        </button>
      </div>
    </>
  );
}
