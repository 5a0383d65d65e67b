// The reader's saved searches and those that colleagues share: opened, renamed, shared, deleted; a deletion can be undone.
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { parseSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { changeSearch, dropSearch, restoreSearch, type SavedSearch } from '../savedSearch.ts';
import { useSearches } from './view.ts';

const readAnew = () => queries.invalidateQueries({ queryKey: ['saved-searches'] });

export function Saved() {
  const t = useWords();
  const asked = useSearches();
  const [dropped, setDropped] = useState<SavedSearch | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const doing = async (work: () => Promise<unknown>) => {
    setProblem(null);
    try {
      await work();
    } catch (fault) {
      setProblem(fault);
    }
    await readAnew();
  };
  const drop = (one: SavedSearch) =>
    doing(async () => {
      await call(dropSearch, { params: { id: one.id } });
      setDropped(one);
    });
  const undo = (one: SavedSearch) =>
    doing(async () => {
      await call(restoreSearch, { params: { id: one.id } });
      setDropped(null);
    });
  const items = asked.data?.items ?? [];
  return (
    <section className="card" aria-label={t('desk:saved.title')}>
      <h2>{t('desk:saved.title')}</h2>
      {asked.isPending ? <Skeleton lines={3} height={90} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {dropped ? (
        <output className="undo">
          {t('desk:saved.deleted', { name: dropped.name })}{' '}
          <button type="button" className="button-text" onClick={() => void undo(dropped)}>
            {t('desk:saved.undo')}
          </button>
        </output>
      ) : null}
      {problem === null ? null : <ProblemView problem={problem} />}
      {asked.isSuccess && items.length === 0 ? <p className="note">{t('desk:saved.none')}</p> : null}
      <ul className="saved">
        {items.map((one) => (
          <One key={one.id} one={one} mayShare={asked.data?.mayShare === true} doing={doing} drop={() => void drop(one)} />
        ))}
      </ul>
    </section>
  );
}

type OneProps = { one: SavedSearch; mayShare: boolean; doing: (work: () => Promise<unknown>) => Promise<void>; drop: () => void };

function One({ one, mayShare, doing, drop }: OneProps) {
  const t = useWords();
  const [name, setName] = useState<string | null>(null);
  const change = (body: { name?: string; shared?: boolean; tell?: boolean }) =>
    doing(() => call(changeSearch, { params: { id: one.id }, body }));
  const rename = (event: FormEvent) => {
    event.preventDefault();
    if (name !== null && name.trim() !== '') void change({ name });
    setName(null);
  };
  return (
    <li>
      <Link to={one.path} search={parseSearch(one.search)}>
        <AsWritten>{one.name}</AsWritten>
      </Link>
      {one.own ? (
        <details className="menu">
          <summary className="button-plain" aria-label={`${one.name}: ${t('desk:saved.rename')}`}>
            …
          </summary>
          <div className="menu-items">
            <form onSubmit={rename}>
              <input
                className="input"
                aria-label={t('desk:saved.name')}
                maxLength={80}
                value={name ?? one.name}
                onChange={(event) => setName(event.target.value)}
              />{' '}
              <button type="submit" className="button button-small" disabled={name === null}>
                {t('desk:saved.rename')}
              </button>
            </form>
            {mayShare ? (
              <label>
                <input type="checkbox" checked={one.shared} onChange={(event) => void change({ shared: event.target.checked })} />{' '}
                {t('desk:saved.shared')}
              </label>
            ) : null}
            <label>
              <input type="checkbox" checked={one.tell} onChange={(event) => void change({ tell: event.target.checked })} />{' '}
              {t('desk:saved.tell')}
            </label>
            <button type="button" className="button-text" onClick={drop}>
              {t('desk:saved.delete')}
            </button>
          </div>
        </details>
      ) : (
        <span className="note">{t('desk:saved.by', { name: one.owner ?? '' })}</span>
      )}
    </li>
  );
}
