// The form of a revision: which registered contracts it names, found by title, number or seller, and why.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import type { Page } from '../../records/web/index.ts';
import { mostRevised } from '../contractYear.ts';
import { type ContractYear, yearsApi } from './closing-view.ts';
import { api, type Contract, yuan } from './view.ts';

type Props = { one: ContractYear; open: boolean; close: () => void; onDone: (after: ContractYear) => void };

export function Revise(props: Props) {
  const t = useWords();
  return (
    <Modal open={props.open} onClose={props.close} title={t('contractYears:actions.proposeRevision')} side="right">
      <Form {...props} />
    </Modal>
  );
}

function Form({ one, close, onDone }: Props) {
  const t = useWords();
  const [chosen, setChosen] = useState<readonly Contract[]>([]);
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const sent = useRef({ body: '', key: newKey() });
  const send = async () => {
    const body = { reason: reason.trim(), contracts: chosen.map((each) => each.id) };
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    setSending(true);
    setRefused(null);
    try {
      const ask = { body, ifMatch: one.version, idempotencyKey: sent.current.key };
      const after = await request<ContractYear>('POST', `${yearsApi}/${one.id}/proposeRevision`, ask);
      close();
      onDone(after);
    } catch (problem) {
      setRefused(problem);
      setSending(false);
    }
  };
  return (
    <form
      className="form year-revise"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="note">{t('contractYears:revise.note')}</p>
      <Finder chosen={chosen} add={(each) => setChosen([...chosen, each])} />
      <p>
        <b>{t('contractYears:revise.chosen', { count: chosen.length })}</b>
      </p>
      {chosen.length > 0 ? (
        <ul className="year-behind">
          {chosen.map((each) => (
            <li key={each.id}>
              <AsWritten>{each.title}</AsWritten>
              {each.ownNumber ? <code>{each.ownNumber}</code> : null}
              <span className="spread" />
              <button
                type="button"
                className="button-text"
                aria-label={`${t('contractYears:revise.remove')} ${each.title}`}
                onClick={() => setChosen(chosen.filter((other) => other.id !== each.id))}
              >
                {t('contractYears:revise.remove')}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <label className="field">
        <span>{t('contractYears:reason')}</span>
        <textarea
          className="input"
          rows={4}
          maxLength={2000}
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary" disabled={sending || chosen.length === 0 || reason.trim() === ''}>
          {sending ? t('shell:form.sending') : t('contractYears:actions.proposeRevision')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </form>
  );
}

type Finding = { chosen: readonly Contract[]; add: (one: Contract) => void };
/** Of any year: one that was registered later may have to be dated into this one. */
function Finder({ chosen, add }: Finding) {
  const t = useWords();
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const query = { state: 'registered,cancelled,revoked', limit: 8, q };
  const asked = useQuery({
    queryKey: ['contracts to revise', query, language],
    queryFn: () => request<Page<Contract>>('GET', api, { query }),
    enabled: q !== '',
  });
  const found = asked.data?.items.filter((each) => !chosen.some((other) => other.id === each.id)) ?? [];
  return (
    <>
      <label className="field">
        <span>{t('contractYears:revise.find')}</span>
        <input className="input" type="search" maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isFetching && !asked.data ? <Skeleton lines={2} /> : null}
      {asked.data && found.length === 0 ? <p className="note">{t('contractYears:revise.noneFound')}</p> : null}
      {found.length > 0 ? (
        <ul className="year-behind">
          {found.map((each) => (
            <li key={each.id}>
              <AsWritten>{each.title}</AsWritten>
              {each.ownNumber ? <code>{each.ownNumber}</code> : null}
              <span className="note">{each.registeredOn}</span>
              <span className="spread" />
              <span className="num">{yuan(each.amount)}</span>
              <button
                type="button"
                className="button button-small"
                disabled={chosen.length >= mostRevised}
                aria-label={`${t('contractYears:revise.add')} ${each.title}`}
                onClick={() => add(each)}
              >
                {t('contractYears:revise.add')}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
