// What is held of the reader: part by part, with why some of it stays; taken away as a file, printed, and asked to be erased.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { address, call, newKey, request } from '../../platform/web/call.ts';
import { shownDay, shownInstant } from '../../platform/web/format.ts';
import { hasWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { exportMyData, getMyData, type Held, type MyData } from '../erasure.ts';
import '../../platform/web/account.css';
import './records.css';

export default function MyDataPage() {
  const t = useWords();
  return <OnlyFor title={t('erasures:mine.title')}>{() => <Mine />}</OnlyFor>;
}

function Mine() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['my-data', language], queryFn: () => call(getMyData), staleTime: 0 });
  return (
    <div className="page account-page">
      <PageHead
        title={t('erasures:mine.title')}
        note={t('erasures:mine.note')}
        aside={
          <span className="actions">
            <a className="button" href={address(exportMyData.path)} download>
              {t('erasures:mine.export')}
            </a>
            <button type="button" className="button" onClick={() => print()}>
              {t('erasures:mine.print')}
            </button>
          </span>
        }
      />
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.data ? (
        <>
          <Erasure of={asked.data} />
          {asked.data.parts.map((one) => (
            <Part key={one.part} of={one} />
          ))}
        </>
      ) : null}
    </div>
  );
}

function Erasure({ of: { request: open, blocked } }: { of: MyData }) {
  const t = useWords();
  const language = useLanguage();
  const [sure, setSure] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const send = async (path: string) => {
    setRefused(null);
    try {
      await request('POST', path, { body: {}, idempotencyKey: newKey() });
      setSure(false);
    } catch (problem) {
      setRefused(problem);
    }
    await queries.invalidateQueries({ queryKey: ['my-data'] });
  };
  const day = (on: string) => shownDay(on, language, 'long');
  return (
    <section className="card">
      <h2>{t('erasures:mine.askTitle')}</h2>
      {open ? (
        <p>
          {open.due === null
            ? t('erasures:mine.askedNoDay', { on: day(open.askedOn) })
            : t('erasures:mine.asked', { on: day(open.askedOn), due: day(open.due) })}
        </p>
      ) : (
        <p className="account-note">{t(blocked ? `erasures:mine.blocked.${blocked}` : 'erasures:mine.askNote')}</p>
      )}
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        {open ? (
          <button type="button" className="button" onClick={() => void send(`/erasure-requests/${open.id}/withdraw`)}>
            {t('erasures:actions.withdraw')}
          </button>
        ) : blocked === 'office' ? (
          <Link className="button" to={'/hand-overs' as string}>
            {t('rights:handOver.title')}
          </Link>
        ) : blocked ? null : (
          <button type="button" className="button button-red" onClick={() => setSure(true)}>
            {t('erasures:mine.ask')}
          </button>
        )}
      </div>
      <Modal open={sure} onClose={() => setSure(false)} title={t('erasures:mine.askTitle')}>
        <p>{t('erasures:mine.askNote')}</p>
        <div className="form-foot">
          <button type="button" className="button button-danger" onClick={() => void send('/erasure-requests')}>
            {t('erasures:mine.ask')}
          </button>
          <button type="button" className="button" onClick={() => setSure(false)}>
            {t('shell:cancel')}
          </button>
        </div>
      </Modal>
    </section>
  );
}

/** Rows shown on the page; the file has all that was read. */
const shownAtMost = 20;

function Part({ of: { part, kept, total, items } }: { of: Held }) {
  const t = useWords();
  const shown = items.slice(0, shownAtMost);
  const saidIn = (column: string, value: unknown): string => {
    const key = `accounts:${column}s.${String(value)}`;
    return (column === 'event' || column === 'outcome') && hasWords(key) ? t(key) : said(value);
  };
  const columns = [...new Set(shown.flatMap((one) => Object.keys(one)))];
  return (
    <section className="card">
      <h2>
        {t(`erasures:parts.${part}`)}{' '}
        <Tag tone={kept === null ? 'blue' : 'none'}>{t(kept === null ? 'erasures:mine.erasable' : 'erasures:mine.keeps')}</Tag>
      </h2>
      {kept === null ? null : <p className="note">{t(`erasures:kept.${kept}`)}</p>}
      {items.length === 0 ? <p className="note">{t('erasures:mine.none')}</p> : null}
      {items.length > 0 ? (
        // A wide table scrolls within its card; it must be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="held-table" tabIndex={0} aria-label={t(`erasures:parts.${part}`)}>
          <table className="table table-list">
            <thead>
              <tr>
                {columns.map((one) => (
                  <th key={one} scope="col">
                    {t(`erasures:columns.${one}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((one, at) => (
                <tr key={at}>
                  {columns.map((column) => (
                    <td key={column} data-title={t(`erasures:columns.${column}`)}>
                      <AsWritten>{saidIn(column, one[column])}</AsWritten>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {total > shown.length ? <p className="note">{t('erasures:mine.more', { total, shown: shown.length })}</p> : null}
    </section>
  );
}

/** A value as it is kept; an instant in the city's time. */
function said(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(String).join(', ');
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? shownInstant(text) : text;
}
