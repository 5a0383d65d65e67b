// Beside the filters of every list: keeps them under a name. Only for who is signed in, and only where something is filtered.
import { type FormEvent, useState } from 'react';
import { usePath, useSearch, writeSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { useSession } from '../../platform/web/session.ts';
import { saveSearch } from '../savedSearch.ts';
import { useSearches } from './view.ts';
import '../../platform/web/form.css';

/** What belongs to the reader and not to the question. */
const notKept = new Set(['wide', 'lang']);

export default function SaveSearch() {
  const t = useWords();
  const session = useSession();
  const path = usePath();
  const search = useSearch();
  const [open, setOpen] = useState(false);
  const kept = Object.fromEntries(Object.entries(search).filter(([key]) => !notKept.has(key)));
  if (!session || Object.keys(kept).length === 0) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('desk:saved.save')}
      </button>
      <Modal open={open} onClose={() => setOpen(false)} title={t('desk:saved.save')}>
        <Form path={path} search={writeSearch(kept).slice(1)} onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function Form({ path, search, onDone }: { path: string; search: string; onDone: () => void }) {
  const t = useWords();
  const searches = useSearches().data;
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [tell, setTell] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem(null);
    try {
      await call(saveSearch, { body: { name, path, search, shared, tell } });
      await queries.invalidateQueries({ queryKey: ['saved-searches'] });
      onDone();
    } catch (fault) {
      setProblem(fault);
    }
    setSending(false);
  };
  return (
    <form className="form" onSubmit={(event) => void onSubmit(event)}>
      <div className="field">
        <label className="field-label" htmlFor="saved-name">
          {t('desk:saved.name')}
        </label>
        <input
          id="saved-name"
          className="input"
          type="text"
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {searches?.mayShare ? (
        <label>
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />{' '}
          {t('desk:saved.shared')}
        </label>
      ) : null}
      <label>
        <input type="checkbox" checked={tell} onChange={(event) => setTell(event.target.checked)} /> {t('desk:saved.tell')}
      </label>
      {problem === null ? null : <ProblemView problem={problem} />}
      <div className="form-foot">
        <button type="submit" className="button button-primary" disabled={sending || name.trim() === ''}>
          {t('desk:saved.save')}
        </button>
      </div>
    </form>
  );
}
