// The form of sending back: every defect that the check found is offered, each tied to a field or a sentence, to be ticked, changed and added to.
import { type FormEvent, useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Tag } from '../../../platform/web/Parts.tsx';
import { defectsOf, type Offered } from './prefilled.ts';
import type { Defect } from '../../contract.ts';

const fields = [
  'title',
  'type',
  'parties',
  'amount',
  'technologyAmount',
  'costs',
  'signedOn',
  'validFrom',
  'validTo',
  'paymentMode',
  'schedule',
  'items',
  'technologyField',
  'objective',
  'industry',
  'text',
] as const;

type Props = { offered: readonly Offered[]; onSend: (defects: Defect[]) => Promise<void>; onCancel: () => void };

export function SendBack({ offered, onSend, onCancel }: Props) {
  const t = useWords();
  const [all, setAll] = useState<readonly Offered[]>(offered.length > 0 ? offered : [blank(0)]);
  const added = useRef(1);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<'none' | 'empty' | { problem: unknown }>('none');
  const change = (key: string, to: Partial<Offered>) => setAll(all.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const defects = defectsOf(all);
    if (defects.length === 0) return setFault('empty');
    setSending(true);
    setFault('none');
    await onSend(defects).catch((problem: unknown) => setFault({ problem }));
    setSending(false);
  };
  return (
    <form className="form rdesk-back" noValidate onSubmit={(event) => void send(event)}>
      <p className="note">{t('contractDesk:back.note')}</p>
      <ol>
        {all.map((one) => (
          <One key={one.key} one={one} change={(to) => change(one.key, to)} />
        ))}
      </ol>
      <button type="button" className="button-text" onClick={() => setAll([...all, blank(added.current++)])}>
        + {t('contractDesk:back.add')}
      </button>
      {fault === 'empty' ? (
        <p className="field-error" role="alert">
          {t('contractDesk:back.needsOne')}
        </p>
      ) : null}
      {typeof fault === 'object' ? <ProblemView problem={fault.problem} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary" disabled={sending}>
          {sending ? t('shell:form.sending') : t('contracts:actions.sendBack')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('shell:cancel')}
        </button>
        <output className="note">{t('contractDesk:does.send')}</output>
      </div>
    </form>
  );
}

const blank = (at: number): Offered => ({ key: `own ${at}`, path: null, quote: null, words: '', include: true });

function One({ one, change }: { one: Offered; change: (to: Partial<Offered>) => void }) {
  const t = useWords();
  const own = one.key.startsWith('own ');
  return (
    <li className={one.include ? undefined : 'rdesk-left-out'}>
      <div className="rdesk-back-of">
        <label>
          <input type="checkbox" checked={one.include} onChange={(event) => change({ include: event.target.checked })} />{' '}
          {t('contractDesk:back.include')}
        </label>
        {own ? (
          <select
            className="input"
            aria-label={t('contractDesk:back.field')}
            value={one.path ?? ''}
            onChange={(event) => change({ path: event.target.value || null })}
          >
            <option value="">{t('contractDesk:back.whole')}</option>
            {fields.map((path) => (
              <option key={path} value={path}>
                {t(`contracts:${path}`)}
              </option>
            ))}
          </select>
        ) : one.path ? (
          <Tag tone="blue">{t(`contracts:${one.path.split('.')[0]}`)}</Tag>
        ) : (
          <Tag>{t('contractDesk:back.whole')}</Tag>
        )}
      </div>
      {one.quote ? (
        <blockquote>
          <AsWritten>{one.quote}</AsWritten>
        </blockquote>
      ) : null}
      <textarea
        className="input"
        rows={2}
        maxLength={1000}
        aria-label={t('contractDesk:back.words')}
        value={one.words}
        onChange={(event) => change({ words: event.target.value })}
      />
    </li>
  );
}
