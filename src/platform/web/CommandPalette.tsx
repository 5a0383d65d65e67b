// ⌘K: goes to pages by their names, and to what the modules find. A combobox over a list, in a dialog.
// A native select or datalist cannot show two columns nor be driven from the field, hence roles:
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useId, useState } from 'react';
import { AsWritten } from './AsWritten.tsx';
import { useLanguage, useWords } from './i18n.ts';
import { Modal } from './Modal.tsx';
import { findRecords, type Hit, navigation } from './pages.ts';
import { ProblemView } from './Parts.tsx';
import { useSession } from './session.ts';

export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords();
  return (
    <Modal open={open} onClose={onClose} title={t('shell:search')} side="top" hideTitle>
      {open ? <Palette onClose={onClose} /> : null}
    </Modal>
  );
}

function usePages(): Hit[] {
  const t = useWords();
  const session = useSession();
  const pages = navigation(session ? session.roles : ['visitor']).map((one) => ({
    title: t(one.words),
    words: 'shell:palette.page' as const,
    to: one.path,
  }));
  return session ? pages : [...pages, { title: t('shell:signIn.title'), words: 'shell:palette.page', to: '/sign-in' }];
}

function Palette({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const words = useDeferredValue(typed.trim());
  const pages = usePages().filter((one) => one.title.toLowerCase().includes(words.toLowerCase()));
  const records = useQuery({
    queryKey: ['palette', words, language],
    queryFn: () => findRecords(words),
    enabled: words.length > 0,
    placeholderData: (before) => before,
  });
  const hits = [...pages, ...(words ? (records.data ?? []) : [])];
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    void navigate({ to: hit.to, ...(hit.search ? { search: hit.search as never } : {}) });
  };
  return (
    <div className="palette">
      <input
        className="palette-input"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={hits[at] ? `${list}-${at}` : undefined}
        aria-label={t('shell:search')}
        placeholder={t('shell:palette.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step !== undefined) {
            event.preventDefault();
            setAt((at + step + hits.length) % Math.max(hits.length, 1));
          }
          if (event.key === 'Enter') go(hits[at]);
        }}
      />
      <Hits {...{ hits, at, list, setAt, go }} />
      {records.isError ? <ProblemView problem={records.error} /> : null}
      {hits.length === 0 && !records.isError ? (
        <p className="palette-none">{t(records.isFetching ? 'shell:palette.searching' : 'shell:palette.nothing')}</p>
      ) : null}
      <p className="palette-keys note">{t('shell:palette.keys')}</p>
    </div>
  );
}

type HitsProps = { hits: readonly Hit[]; at: number; list: string; setAt: (at: number) => void; go: (hit: Hit) => void };

/** The list of a combobox: the focus stays in the field, the keys work there. */
function Hits({ hits, at, list, setAt, go }: HitsProps) {
  const t = useWords();
  return (
    <div id={list} role="listbox" aria-label={t('shell:search')} className="palette-list" tabIndex={-1}>
      {hits.map((hit, index) => (
        <button
          key={`${hit.to} ${hit.title}`}
          id={`${list}-${index}`}
          type="button"
          role="option"
          aria-selected={index === at}
          aria-label={[hit.title, hit.note, t(hit.words)].filter(Boolean).join(', ')}
          tabIndex={-1}
          onPointerMove={() => setAt(index)}
          onClick={() => go(hit)}
        >
          <span>
            <AsWritten>{hit.title}</AsWritten>
          </span>
          <span className="note">
            {hit.note ? (
              <>
                <AsWritten>{hit.note}</AsWritten> ·{' '}
              </>
            ) : null}
            {t(hit.words)}
          </span>
        </button>
      ))}
    </div>
  );
}
