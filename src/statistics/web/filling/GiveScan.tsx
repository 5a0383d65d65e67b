// A scan given back: its code is read first; where none can be read the respondent types the one on the paper. Then it is kept with the return.
import { type FormEvent, useRef, useState } from 'react';
import type { z } from 'zod';
import { newKey, request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Verdict } from '../../../platform/web/Parts.tsx';
import { SendFile } from '../../../records/web/index.ts';
import { scanEndings, typedCode } from '../../sealedCopy.ts';
import type { scanRead } from '../../sealedRoutes.ts';
import { type Return, returnsApi } from './view.ts';
import '../../../platform/web/form.css';

type Scan = z.output<typeof scanRead>;
type Props = { one: Return; onDone: (after: Return) => void };

export function GiveScan({ one, onDone }: Props) {
  const t = useWords();
  const [scan, setScan] = useState<Scan | null>(null);
  if (scan !== null) return <Give key={scan.upload} {...{ one, scan, onDone }} another={() => setScan(null)} />;
  return (
    <div className="stack">
      <SendFile<Scan>
        path={`${returnsApi}/${one.id}/scan`}
        onSent={setScan}
        accept={scanEndings.map((one) => `.${one}`).join(',')}
        words={{
          drop: 'sealed:give.drop',
          choose: 'sealed:give.choose',
          sending: 'sealed:give.reading',
          refused: 'sealed:give.refused',
        }}
      >
        <p className="note">{t('sealed:give.note')}</p>
      </SendFile>
    </div>
  );
}

function Give({ one, scan, another, onDone }: Props & { scan: Scan; another: () => void }) {
  const t = useWords();
  const sent = useRef({ body: '', key: newKey() });
  const [code, setCode] = useState('');
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const ready = scan.found || typedCode(code) !== null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || sending) return;
    const body = { upload: scan.upload, typed: scan.found ? null : code };
    if (sent.current.body !== JSON.stringify(body)) sent.current = { body: JSON.stringify(body), key: newKey() };
    setSending(true);
    setRefused(null);
    try {
      const after = await request<Return>('POST', `${returnsApi}/${one.id}/attachSealed`, {
        body,
        ifMatch: one.version,
        idempotencyKey: sent.current.key,
      });
      onDone({ ...one, ...after });
    } catch (problem) {
      setRefused(problem);
      setSending(false);
    }
  };
  const params = { name: scan.name, count: scan.pages };
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <p>
        <Verdict tone={scan.found ? 'good' : 'warn'}>{t(scan.found ? 'sealed:give.found' : 'sealed:give.unread')}</Verdict>{' '}
        {t(scan.found ? 'sealed:give.foundNote' : 'sealed:give.unreadNote', params)}
      </p>
      {scan.found ? null : (
        <label className="field">
          <span className="field-label">{t('sealed:give.code')}</span>
          <input
            className="input sealed-code"
            value={code}
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
            placeholder={t('sealed:give.example')}
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
      )}
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary" disabled={!ready || sending}>
          {sending ? t('shell:form.sending') : t('sealed:give.send')}
        </button>
        <button type="button" className="button" onClick={another}>
          {t('sealed:give.another')}
        </button>
      </div>
    </form>
  );
}
