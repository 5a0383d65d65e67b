// The copy card of one contract: its fields in the order of the official form, each copied with one key or click; and on to the next contract.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, request } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { isCommand } from '../../platform/web/keys.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { Back, type Page } from '../../records/web/index.ts';
import { type CardLine, cardSections, getCopyCard } from '../papers.ts';
import { ready } from './OfficialPage.tsx';
import { api, type Contract } from './view.ts';
import { officialWords } from './official-words.ts';
import './official.css';

addWords({ official: officialWords });

export default function CopyCardPage() {
  const t = useWords();
  const language = useLanguage();
  const id = usePathParam('id');
  const asked = useQuery({
    queryKey: ['copy-card', id, language],
    queryFn: () => call(getCopyCard, { params: { id } }),
    enabled: id !== '',
  });
  return (
    <div className="page">
      <Back to="/contracts/official">{t('official:nav')}</Back>
      {asked.isPending ? <Skeleton lines={14} height={560} /> : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Card key={id} id={id} items={asked.data.items} missing={asked.data.missing.length} /> : null}
    </div>
  );
}

/** The contract behind this one among those that are ready; null where it is the last. */
function useNext(id: string): string | null {
  const asked = useQuery({
    queryKey: ['official-ready', 'queue'],
    queryFn: () => request<Page<Contract>>('GET', api, { query: { ...ready, limit: 200 } }),
  });
  const items = asked.data?.items ?? [];
  const at = items.findIndex((one) => one.id === id);
  return items[at + 1]?.id ?? null;
}

function Card({ id, items, missing }: { id: string; items: readonly CardLine[]; missing: number }) {
  const t = useWords();
  const navigate = useNavigate();
  const next = useNext(id);
  const [copied, setCopied] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const typed = items.filter((one) => one.typed !== null);
  const title = items.find((one) => one.path === 'title')?.typed ?? '';
  const move = (by: number) => {
    const at = typed.findIndex((one) => buttons.current.get(one.path) === document.activeElement);
    const to = typed[Math.min(typed.length - 1, Math.max(0, at + by))];
    if (to) buttons.current.get(to.path)?.focus();
  };
  const copy = async (line: CardLine) => {
    try {
      await navigator.clipboard.writeText(line.typed ?? '');
      setCopied(line.path);
      setFailed(false);
      move(1);
    } catch {
      setFailed(true);
    }
  };
  const onward = () => (next === null ? undefined : void navigate({ to: `/contracts/official/card/${next}` as string }));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isCommand(event)) return;
      const act = { j: () => move(1), k: () => move(-1), n: onward }[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
  return (
    <>
      <PageHead
        title={title}
        note={t('official:card.note')}
        aside={
          <>
            <Link className="button" to={`/contracts/${id}` as string}>
              {t('official:card.open')}
            </Link>
            <button type="button" className="button button-primary" disabled={next === null} onClick={onward}>
              {t('official:card.next')} <kbd>N</kbd>
            </button>
          </>
        }
      />
      <p className="note">
        {t('official:card.keys')} {missing > 0 ? <Tag tone="warn">{t('official:card.missing', { count: missing })}</Tag> : null}
      </p>
      {failed ? <p role="alert">{t('official:card.failed')}</p> : null}
      {cardSections.map((section) => {
        const lines = items.filter((one) => one.section === section);
        return lines.length === 0 ? null : (
          <section key={section} className="card" aria-label={t(`contractPapers:sections.${section}`)}>
            <h2>{t(`contractPapers:sections.${section}`)}</h2>
            <dl className="copy-card">
              {lines.map((line) => (
                <div key={line.path} className={copied === line.path ? 'copy-line copy-line-done' : 'copy-line'}>
                  <dt>{line.title}</dt>
                  <dd>
                    <span>
                      {line.typed === null ? (
                        <span className="note">{t('official:card.empty')}</span>
                      ) : (
                        <AsWritten>{line.typed}</AsWritten>
                      )}
                      {line.code !== null && line.code !== line.typed ? <code>{line.code}</code> : null}
                    </span>
                    {line.typed === null ? null : (
                      <button
                        type="button"
                        className="button"
                        ref={(button) => {
                          if (button) buttons.current.set(line.path, button);
                          else buttons.current.delete(line.path);
                        }}
                        aria-label={t('official:card.copyOf', { field: line.title })}
                        onClick={() => void copy(line)}
                      >
                        {t(copied === line.path ? 'official:card.copied' : 'official:card.copy')}
                      </button>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </>
  );
}
