// The page of an owner's link, on a phone first and without an account: what is shown of the firm, and three answers to it.
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call, request } from '../../../platform/web/call.ts';
import { DayInput } from '../../../platform/web/DayInput.tsx';
import { fetched } from '../../../platform/web/Documents.tsx';
import { saveFile } from '../../../platform/web/download.ts';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { addWords, useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import { changeLink, confirmLink, type LinkSaid, readLink, readLinkFile, refuseLink } from '../../listingLink.ts';
import { shownSize } from '../../../platform/web/upload.ts';
import { ListingTerms, ListingText } from '../ListingFacts.tsx';
import { ListingRights } from '../listings/ListingRights.tsx';
import { linkWords } from './link-words.ts';
import '../../../platform/web/form.css';

addWords({ listingLinks: linkWords });

export default function ConfirmListingPage() {
  const t = useWords();
  const token = usePathParam('token');
  const language = useLanguage();
  const [done, setDone] = useState<string | null>(null);
  const asked = useQuery({
    queryKey: ['listing link', token, language],
    queryFn: () => request<LinkSaid>(readLink.method, readLink.path, { body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (done !== null) return <Done state={done} />;
  if (asked.isLoadingError) return <FailedPage problem={asked.error} again={() => void asked.refetch()} />;
  return (
    <div className="page">
      {asked.data ? (
        <Asked token={token} one={asked.data} onDone={setDone} />
      ) : (
        <>
          <PageHead title={t('listingLinks:page.title')} />
          <Skeleton lines={10} height={420} />
        </>
      )}
    </div>
  );
}

function Done({ state }: { state: string }) {
  const t = useWords();
  return (
    <div className="page">
      <PageHead title={t(`listingLinks:done.${state}`)} />
      <p>
        <Link to={'/market' as string}>{t('listingLinks:done.market')}</Link>
      </p>
    </div>
  );
}

type Way = 'change' | 'refuse' | null;
function Asked({ token, one, onDone }: { token: string; one: LinkSaid; onDone: (state: string) => void }) {
  const t = useWords();
  const first = one.state === 'toConfirm';
  const [way, setWay] = useState<Way>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const { version, manager } = one;
  const [entrust, setEntrust] = useState(false);
  const run = async (work: () => Promise<{ state: string }>) => {
    setBusy(true);
    setRefused(null);
    await work().then(({ state }) => onDone(state), setRefused);
    setBusy(false);
  };
  return (
    <>
      <PageHead title={t(first ? 'listingLinks:page.title' : 'listingLinks:page.still')} />
      <div className="stack">
        <Told token={token} one={one} />
        <section className="card stack" aria-label={t('pages:actions')}>
          <p className="note">{t('listingLinks:page.secret')}</p>
          {refused ? <ProblemView problem={refused} /> : null}
          {way === null && manager !== null ? <Entrust manager={manager.title} value={entrust} onChange={setEntrust} /> : null}
          {way === null ? (
            <div className="form-foot">
              <button
                type="button"
                className="button button-primary"
                disabled={busy}
                onClick={() => void run(() => call(confirmLink, { body: { token, version, entrust } }))}
              >
                {t(first ? 'listingLinks:page.confirm' : 'listingLinks:page.confirmStill')}
              </button>
              <button type="button" className="button" disabled={busy} onClick={() => setWay('change')}>
                {t('listingLinks:page.change')}
              </button>
              <button type="button" className="button" disabled={busy} onClick={() => setWay('refuse')}>
                {t(first ? 'listingLinks:page.refuse' : 'listingLinks:page.refuseStill')}
              </button>
            </div>
          ) : null}
          {way === 'change' ? (
            <Change
              one={one}
              busy={busy}
              onBack={() => setWay(null)}
              onSend={(said) => void run(() => call(changeLink, { body: { token, version, ...said } }))}
            />
          ) : null}
          {way === 'refuse' ? (
            <Refuse
              busy={busy}
              onBack={() => setWay(null)}
              onSend={(reason) => void run(() => call(refuseLink, { body: { token, version, reason } }))}
            />
          ) : null}
        </section>
      </div>
    </>
  );
}

type Entrusting = { manager: string; value: boolean; onChange: (value: boolean) => void };
/** Who entered it offers to take it on: said by the same click, or left. */
function Entrust({ manager, value, onChange }: Entrusting) {
  const t = useWords();
  return (
    <div className="field">
      <label className="check" htmlFor="entrust">
        <input id="entrust" type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />{' '}
        {t('listingLinks:entrust')}
      </label>
      <span className="note">
        <AsWritten>{t('listingLinks:entrustHelp', { manager })}</AsWritten>
      </span>
    </div>
  );
}

/** What others are shown once he confirms: he may look first. */
function Files({ token, files }: { token: string; files: LinkSaid['files'] }) {
  const t = useWords();
  const [refused, setRefused] = useState<unknown>(null);
  if (files.length === 0) return null;
  const save = (file: string) => {
    setRefused(null);
    fetched(readLinkFile.path, {}, { token, file }).then(({ name, content }) => saveFile(name, content), setRefused);
  };
  return (
    <section className="card" aria-label={t('listingLinks:page.files')}>
      <h2>{t('listingLinks:page.files')}</h2>
      {refused ? <ProblemView problem={refused} /> : null}
      <ul className="stack">
        {files.map((one) => (
          <li key={one.id}>
            <button type="button" className="button-text" onClick={() => save(one.id)}>
              <AsWritten>{one.name}</AsWritten>
            </button>{' '}
            <span className="note">
              {shownSize(one.size)} · {t(`market:files.shownTo.${one.audience}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ token, one }: { token: string; one: LinkSaid }) {
  const t = useWords();
  const told = {
    ...one,
    organization: null,
    manager: null,
    region: null,
    venue: null,
    publishedOn: null,
    lastConfirmedOn: null,
    shownUntil: null,
  };
  return (
    <>
      <section className="card stack">
        <p>
          <AsWritten>
            {t(one.state === 'toConfirm' ? 'listingLinks:page.first' : 'listingLinks:page.stillNote', { firm: one.firm })}
          </AsWritten>
        </p>
        <h2>
          <AsWritten>{one.title}</AsWritten>
        </h2>
        {one.anonymous ? <p className="note">{t('listingLinks:page.anonymous')}</p> : null}
      </section>
      <ListingText one={told} />
      <Files token={token} files={one.files} />
      <ListingRights one={told} />
      <ListingTerms one={told} />
    </>
  );
}

type Plain = Pick<LinkSaid, 'title' | 'text' | 'deadline'>;
type Sending<T> = { busy: boolean; onBack: () => void; onSend: (said: T) => void };
function Change({ one, busy, onBack, onSend }: Sending<Plain> & { one: LinkSaid }) {
  const t = useWords();
  const [title, setTitle] = useState(one.title);
  const [text, setText] = useState(one.text);
  const [deadline, setDeadline] = useState(one.deadline ?? '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend({ title, text, deadline: deadline === '' ? null : deadline });
  };
  return (
    <form className="form" onSubmit={send}>
      <p>{t('listingLinks:page.changeNote')}</p>
      <label className="field" htmlFor="title">
        <span className="field-label">{t('market:titleField')}</span>
        <input id="title" className="input" required maxLength={100} value={title} onChange={(e) => setTitle(e.target.value)} />
      </label>
      <label className="field" htmlFor="text">
        <span className="field-label">{t('market:text')}</span>
        <textarea
          id="text"
          className="input"
          rows={6}
          required
          maxLength={5000}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
      </label>
      {one.side === 'demand' ? (
        <label className="field" htmlFor="deadline">
          <span className="field-label">{t('market:deadline')}</span>
          <DayInput id="deadline" className="input" value={deadline} onChange={(e) => setDeadline(e.target.value)} />
        </label>
      ) : null}
      <Foot busy={busy} words="listingLinks:page.changeAct" onBack={onBack} />
    </form>
  );
}

function Refuse({ busy, onBack, onSend }: Sending<string>) {
  const t = useWords();
  const [reason, setReason] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(reason);
  };
  return (
    <form className="form" onSubmit={send}>
      <label className="field" htmlFor="reason">
        <span className="field-label">{t('listingLinks:page.reason')}</span>
        <textarea
          id="reason"
          className="input"
          rows={3}
          required
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </label>
      <Foot busy={busy} words="listingLinks:page.refuseAct" onBack={onBack} />
    </form>
  );
}

function Foot({ busy, words, onBack }: { busy: boolean; words: string; onBack: () => void }) {
  const t = useWords();
  return (
    <div className="form-foot">
      <button type="submit" className="button button-primary" disabled={busy}>
        {busy ? t('shell:form.sending') : t(words)}
      </button>
      <button type="button" className="button" disabled={busy} onClick={onBack}>
        {t('shell:cancel')}
      </button>
    </div>
  );
}
