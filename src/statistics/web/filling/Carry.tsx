// What the respondent carried of its return into applications of its own, and the one action by which it does: figures, application, purpose; its consent.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../../platform/web/call.ts';
import { shownDay } from '../../../platform/web/format.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import type { Page } from '../../../records/web/index.ts';
import type { ReturnSheet } from '../../returnRoutes.ts';
import { carriedWords } from '../carried-words.ts';
import { type Return, returnsApi } from './view.ts';
import '../../../platform/web/form.css';

addWords({ carried: carriedWords });

type Props = { one: Return; sheet: ReturnSheet; onDone: (after: Return) => void };

export function CarryCard({ one, sheet, onDone }: Props) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const mayCarry = one.actions.some(({ name }) => name === 'carry');
  if (!mayCarry && one.carried.length === 0) return null;
  const done = (after: Return) => {
    setOpen(false);
    onDone(after);
  };
  return (
    <section className="card stack" aria-label={t('carried:title')}>
      <h2>{t('carried:title')}</h2>
      <p className="note">{t('carried:note')}</p>
      {one.carried.map((each) => (
        <CarriedOnce key={each.number} {...{ one, each, onDone }} />
      ))}
      {mayCarry ? (
        <button type="button" className="button button-small" onClick={() => setOpen(true)}>
          {t('returns:actions.carry')}
        </button>
      ) : null}
      <Modal open={open} onClose={() => setOpen(false)} title={t('carried:title')}>
        {open ? <CarryForm one={one} sheet={sheet} onDone={done} /> : null}
      </Modal>
    </section>
  );
}

type OnceProps = { one: Return; each: Return['carried'][number]; onDone: (after: Return) => void };
function CarriedOnce({ one, each, onDone }: OnceProps) {
  const t = useWords();
  const { refused, sending, send } = useAct(one, 'withdrawCarried', onDone);
  const mayWithdraw = each.withdrawnOn === null && one.actions.some(({ name }) => name === 'withdrawCarried');
  const day = (on: string) => shownDay(on, undefined, 'long');
  return (
    <p>
      {t('carried:given', { day: day(each.on), count: each.items.length })}
      <AsWritten>{each.purpose}</AsWritten> <Link to={`/recognitions/${each.application.id}` as string}>{t('carried:into')}</Link>{' '}
      {each.withdrawnOn === null ? null : t('carried:withdrawn', { day: day(each.withdrawnOn) })}
      {mayWithdraw ? (
        <button
          type="button"
          className="button button-small"
          disabled={sending}
          onClick={() => void send({ number: each.number })}
        >
          {t('carried:withdraw')}
        </button>
      ) : null}
      {refused ? <ProblemView problem={refused} /> : null}
    </p>
  );
}

type Named = { id: string; title: string };
function CarryForm({ one, sheet, onDone }: Props) {
  const t = useWords();
  const { refused, sending, send } = useAct(one, 'carry', onDone);
  const [into, setInto] = useState('');
  const [items, setItems] = useState<readonly string[]>([]);
  const [purpose, setPurpose] = useState('');
  const asked = useQuery({
    queryKey: ['recognitions', 'applied', one.organization.id],
    queryFn: () =>
      request<Page<Named>>('GET', '/recognitions', {
        query: { organization: one.organization.id, state: 'applied,known', limit: 100 },
      }),
  });
  const applications = asked.data?.items ?? [];
  const figures = sheet.form.sections
    .flatMap((section) => section.items)
    .filter((item) => item.kind === 'number' && (sheet.given.items[item.code] ?? null) !== null);
  const ready = into !== '' && items.length > 0 && purpose.trim().length > 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !sending) void send({ application: { kind: 'recognition', id: into }, items, purpose });
  };
  if (asked.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (applications.length === 0) return <p className="note">{t('carried:none')}</p>;
  return (
    <form className="form" onSubmit={submit}>
      <p className="note">{t('carried:note')}</p>
      <label className="field">
        <span className="field-label">{t('carried:application')}</span>
        <select className="input" value={into} onChange={(event) => setInto(event.target.value)}>
          <option value="">{t('shell:form.choose')}</option>
          {applications.map(({ id, title }) => (
            <option key={id} value={id} lang="zh-CN">
              {title}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="field">
        <legend className="field-label">{t('carried:items')}</legend>
        {figures.map(({ code, name, unit }) => (
          <label key={code} className="carry-item">
            <input
              type="checkbox"
              checked={items.includes(code)}
              onChange={({ target }) =>
                setItems((before) => (target.checked ? [...before, code] : before.filter((each) => each !== code)))
              }
            />
            <span>{name}</span>
            <b>
              {sheet.given.items[code]} {unit ? t(`forms:units.${unit}`) : ''}
            </b>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span className="field-label">{t('carried:purpose')}</span>
        <input className="input" value={purpose} maxLength={300} onChange={(event) => setPurpose(event.target.value)} />
      </label>
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary" disabled={!ready || sending}>
          {sending ? t('shell:form.sending') : t('carried:consent')}
        </button>
      </div>
    </form>
  );
}

/** One action on the return; the same body sent again is the same act. */
function useAct(one: Return, action: string, onDone: (after: Return) => void) {
  const sent = useRef({ body: '', key: newKey() });
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const send = async (body: object) => {
    const said = JSON.stringify(body);
    if (sent.current.body !== said) sent.current = { body: said, key: newKey() };
    setSending(true);
    setRefused(null);
    try {
      const options = { body, ifMatch: one.version, idempotencyKey: sent.current.key };
      onDone({ ...one, ...(await request<Return>('POST', `${returnsApi}/${one.id}/${action}`, options)) });
    } catch (problem) {
      setRefused(problem);
    } finally {
      setSending(false);
    }
  };
  return { refused, sending, send };
}
