// The bar above a list: filters kept in the URL, column choice, files to export. Not the list itself (DataTable.tsx).
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useChangeSearch, useSearch } from './address.ts';
import { writtenIn } from './AsWritten.tsx';
import { DaySaid } from './DayInput.tsx';
import { useLanguage, useWords } from './i18n.ts';
import { isCommand } from './keys.ts';
import { Late } from './Late.tsx';
import { listTools } from './pages.ts';

/** A filter of a list; `key` is the name in the URL and in the server's query alike. */
export type Filter = { key: string; title: string } & (
  | { kind: 'search' }
  | { kind: 'day' }
  | { kind: 'select'; options: readonly { value: string; title: string }[] }
);

type Props = {
  filters: readonly Filter[];
  columns: readonly { key: string; title: string }[];
  hidden: ReadonlySet<string>;
  toggle: (key: string) => void;
  files: { csv: string | null; xlsx: string | null };
  /** Beside the files: how else the list is saved. */
  children?: ReactNode;
};

export function TableBar({ filters, columns, hidden, toggle, files, children }: Props) {
  const t = useWords();
  return (
    <div className="list-bar">
      {filters.map((one) => (
        <FilterField key={one.key} filter={one} />
      ))}
      <span className="spread" />
      <div className="list-buttons">
        <details className="menu">
          <summary className="button">{t('shell:list.columns')}</summary>
          <fieldset>
            <legend className="sr-only">{t('shell:list.columns')}</legend>
            {columns.map((one) => (
              <label key={one.key}>
                <input type="checkbox" checked={!hidden.has(one.key)} onChange={() => toggle(one.key)} /> {one.title}
              </label>
            ))}
          </fieldset>
        </details>
        {files.csv ? (
          <a className="button" href={files.csv} download>
            CSV
          </a>
        ) : null}
        {files.xlsx ? (
          <a className="button" href={files.xlsx} download>
            XLSX
          </a>
        ) : null}
        {children}
        {listTools().map((one, at) => (
          <Late key={at} of={one} />
        ))}
      </div>
    </div>
  );
}

function FilterField({ filter }: { filter: Filter }) {
  const t = useWords();
  const language = useLanguage();
  const value = useSearch()[filter.key] ?? '';
  const change = useChangeSearch();
  if (filter.kind === 'search') return <SearchField filter={filter} value={value} />;
  return (
    <label className="filter">
      <span>
        {filter.title} {filter.kind === 'day' ? <DaySaid day={value} /> : null}
      </span>
      {filter.kind === 'day' ? (
        <input type="date" className="input" value={value} onChange={(event) => change({ [filter.key]: event.target.value })} />
      ) : (
        <select className="input" value={value} onChange={(event) => change({ [filter.key]: event.target.value })}>
          <option value="">{t('shell:list.all')}</option>
          {filter.options.map((one) => (
            <option key={one.value} value={one.value} lang={writtenIn(one.title, language)}>
              {one.title}
            </option>
          ))}
        </select>
      )}
    </label>
  );
}

/** Asks a moment after the last letter; a Chinese input method's unfinished letters are not sent. `/` brings the focus here. */
function SearchField({ filter, value }: { filter: Filter; value: string }) {
  const change = useChangeSearch();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const send = (words: string, at: number) => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => {
      change({ [filter.key]: words.trim() });
      setTyped(null);
    }, at);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || !isCommand(event)) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <label className="filter filter-search">
      <span>{filter.title}</span>
      <input
        ref={input}
        type="search"
        className="input"
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
          if (!(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)) send(event.target.value, 300);
        }}
        onCompositionEnd={(event) => send(event.currentTarget.value, 300)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) send(event.currentTarget.value, 0);
        }}
      />
    </label>
  );
}
