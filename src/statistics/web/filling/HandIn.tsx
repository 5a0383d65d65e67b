// The question before a return is handed in, or accepted figures are put right: of which draft, and why.
import { useRef, useState } from 'react';
import { newKey, request } from '../../../platform/web/call.ts';
import { FieldForm, type Schema } from '../../../platform/web/FieldForm.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import type { ReturnSheet } from '../../returnRoutes.ts';
import { type Return, returnsApi, usePeriodName } from './view.ts';

type Props = {
  one: Return;
  sheet: ReturnSheet;
  draft: number;
  action: 'submit' | 'amend';
  onDone: (after: Return) => void;
  close: () => void;
};

const why: Schema = {
  type: 'object',
  properties: { reason: { type: 'string', title: 'returns:reason', minLength: 2, maxLength: 500, control: 'textarea' } },
  required: ['reason'],
};

export function HandIn({ one, sheet, draft, action, onDone, close }: Props) {
  const t = useWords();
  const name = usePeriodName();
  const key = useRef(newKey());
  const [sent, setSent] = useState('');
  const act = async (said: Record<string, unknown>) => {
    const text = JSON.stringify(said);
    if (text !== sent) key.current = newKey();
    setSent(text);
    const after = await request<Return>('POST', `${returnsApi}/${one.id}/${action}`, {
      body: { ...said, draft },
      ifMatch: one.version,
      idempotencyKey: key.current,
    });
    close();
    onDone({ ...one, ...after });
  };
  return (
    <div className="stack">
      <p>{t(`filling:hand.${action}`, { form: sheet.form.name, period: name(sheet.period) })}</p>
      <FieldForm
        schema={action === 'amend' ? why : { type: 'object', properties: {} }}
        submitWords={t(`returns:actions.${action}`)}
        onSubmit={act}
        onCancel={close}
      />
    </div>
  );
}
