// At the door: the code as a QR image for whoever comes, and the check-in by one touch for whoever holds the event.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Skeleton, Verdict } from '../../../platform/web/Parts.tsx';
import { type Registration, registrationsApi } from './event-view.ts';
import './events.css';

type Props = { one: Registration; code: string | undefined; onDone: (after: Registration) => void };
/** Opened by a QR code: who it is, and the button. After it, that they are in; where it cannot be, why. */
export function CheckIn({ one, code, onDone }: Props) {
  const t = useWords();
  const key = useRef(newKey());
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  if (code === undefined) return null;
  const may = one.actions.some(({ name }) => name === 'checkIn');
  if (!may && one.state === 'registered') return null;
  const send = async () => {
    setSending(true);
    setProblem(null);
    try {
      const after = await request<Registration>('POST', `${registrationsApi}/${one.id}/checkIn`, {
        body: { code },
        idempotencyKey: key.current,
        ifMatch: one.version,
      });
      onDone({ ...one, ...after });
    } catch (fault) {
      setProblem(fault);
    }
    setSending(false);
  };
  return (
    <section className="card event-door" aria-label={t('events:door.title')}>
      <h2>{t('events:door.title')}</h2>
      <p>
        <strong>
          <AsWritten>{one.organization?.name ?? one.guest ?? ''}</AsWritten>
        </strong>
        <AsWritten>{one.attendee ?? ''}</AsWritten>
      </p>
      {one.state === 'attended' ? <Verdict tone="good">{t('events:door.in')}</Verdict> : null}
      {one.state === 'cancelled' ? <Verdict tone="bad">{t('events:states.cancelled')}</Verdict> : null}
      {one.waiting ? <p className="note">{t('events:refusals.noPlaceYet')}</p> : null}
      {may && !one.waiting ? (
        <p>
          <button type="button" className="button button-primary" disabled={sending} onClick={() => void send()}>
            {t(sending ? 'shell:form.sending' : 'events:door.confirm')}
          </button>
        </p>
      ) : null}
      {problem === null ? null : <ProblemView problem={problem} />}
    </section>
  );
}

/** The address of this page with the code, drawn here: no image leaves the house and none is asked for. */
export function Code({ id, code }: { id: string; code: string }) {
  const t = useWords();
  const address = `${location.origin}/event-registrations/${id}?code=${code}`;
  const drawn = useQuery({
    queryKey: ['qr', address],
    queryFn: async () => {
      const { modules } = (await import('qrcode')).create(address, { errorCorrectionLevel: 'M' });
      const at = Array.from({ length: modules.size }, (_, one) => one);
      return {
        size: modules.size,
        path: at.flatMap((y) => at.flatMap((x) => (modules.get(y, x) ? `M${x + 4} ${y + 4}h1v1h-1z` : []))).join(''),
      };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="card event-code" aria-label={t('events:code')}>
      <h2>{t('events:code')}</h2>
      {drawn.data ? (
        <svg
          role="img"
          aria-label={t('events:qr')}
          width="260"
          height="260"
          viewBox={`0 0 ${drawn.data.size + 8} ${drawn.data.size + 8}`}
          shapeRendering="crispEdges"
        >
          <rect width="100%" height="100%" fill="#fff" />
          <path d={drawn.data.path} fill="#000" />
        </svg>
      ) : (
        <Skeleton lines={1} height={260} />
      )}
      <strong>{code.replaceAll(/(.{4})(?=.)/g, '$1 ')}</strong>
      <p className="note">{t('events:codeHelp')}</p>
    </section>
  );
}
