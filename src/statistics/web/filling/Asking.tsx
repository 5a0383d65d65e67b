// What officers ask: about one cell at a time, gathered, and sent back once with all of it.
import { type FormEvent, useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../../platform/web/call.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import type { ReturnSheet } from '../../returnRoutes.ts';
import type { Query } from '../../asking.ts';
import { askingWords } from '../asking-words.ts';
import { type Return, returnsApi, usePlaceName } from './view.ts';
import '../../../platform/web/form.css';

addWords({ asking: askingWords });

type Gathering = { sheet: ReturnSheet; queries: readonly Query[]; put: (next: readonly Query[]) => void; close: () => void };

const longest = 500;
const most = 100;

/** One question about a cell; a second about the same cell takes the place of the first. */
export function AskAbout({ sheet, place, queries, put, close }: Gathering & { place: string }) {
  const t = useWords();
  const name = usePlaceName(sheet.form);
  const before = queries.find((one) => one.place === place)?.words ?? '';
  const [words, setWords] = useState(before);
  const said = words.trim();
  const others = queries.filter((one) => one.place !== place);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (said !== '' && said.length < 2) return;
    put(said === '' ? others : [...others, { place, words: said }]);
    close();
  };
  const full = before === '' && queries.length >= most;
  return (
    <form className="form" onSubmit={add}>
      <label className="field">
        <span className="field-label">{name(place)}</span>
        <textarea
          className="input"
          rows={3}
          maxLength={longest}
          value={words}
          placeholder={t('filling:ask.words')}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      </label>
      {full ? <p className="field-error">{t('filling:ask.most', { most })}</p> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary" disabled={full || (said.length < 2 && before === '')}>
          {t(before !== '' && said === '' ? 'filling:ask.drop' : 'filling:ask.add')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </form>
  );
}

/** All that was asked once more, and what is asked of no cell in particular; one key for one body. */
export function SendBack({
  one,
  sheet,
  queries,
  put,
  close,
  onDone,
}: Gathering & { one: Return; onDone: (after: Return) => void }) {
  const t = useWords();
  const name = usePlaceName(sheet.form);
  const sent = useRef({ body: '', key: newKey() });
  const [general, setGeneral] = useState('');
  const [again, setAgain] = useState('');
  const isAgain = one.sentBack > 0;
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const all = [...queries, ...(general.trim().length >= 2 ? [{ place: null, words: general.trim() }] : [])];
  const ready = all.length > 0 && all.length <= most && (!isAgain || again.trim().length >= 2);
  const send = async () => {
    const body = { queries: all, ...(isAgain ? { again: again.trim() } : {}) };
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    setSending(true);
    setRefused(null);
    try {
      const after = await request<Return>('POST', `${returnsApi}/${one.id}/sendBack`, {
        body,
        ifMatch: one.version,
        idempotencyKey: sent.current.key,
      });
      put([]);
      close();
      onDone({ ...one, ...after });
    } catch (problem) {
      setRefused(problem);
      setSending(false);
    }
  };
  return (
    <div className="form">
      <p className="note">{t('filling:ask.once')}</p>
      <ul className="sheet-queries">
        {queries.map((each) => (
          <li key={each.place}>
            <span>
              <b>{name(each.place ?? '')}</b> <AsWritten>{each.words}</AsWritten>
            </span>
            <button
              type="button"
              className="button-text"
              aria-label={t('filling:ask.dropOf', { name: name(each.place ?? '') })}
              onClick={() => put(queries.filter((other) => other !== each))}
            >
              {t('filling:ask.drop')}
            </button>
          </li>
        ))}
      </ul>
      <label className="field">
        <span className="field-label">{t('filling:ask.general')}</span>
        <textarea
          className="input"
          rows={2}
          maxLength={longest}
          value={general}
          onChange={(event) => setGeneral(event.target.value)}
        />
      </label>
      {isAgain ? <Again {...{ one, again, setAgain }} /> : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="button" className="button button-primary" disabled={sending || !ready} onClick={() => void send()}>
          {sending ? t('shell:form.sending') : t('filling:ask.send', { count: all.length })}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </div>
  );
}

/** Once more in the same round: the respondent reads why. */
function Again({ one, again, setAgain }: { one: Return; again: string; setAgain: (words: string) => void }) {
  const t = useWords();
  return (
    <label className="field">
      <span className="field-label">{t('asking:again')}</span>
      <textarea className="input" rows={2} maxLength={longest} value={again} onChange={(event) => setAgain(event.target.value)} />
      <span className="note">{t('asking:again.note', { count: one.sentBack })}</span>
    </label>
  );
}
