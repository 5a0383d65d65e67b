// Sends the owner of a listing a link to confirm it on the phone; where no message goes out, the link is shown once to be copied.
import { type FormEvent, useState } from 'react';
import { call } from '../../../platform/web/call.ts';
import { shownDay } from '../../../platform/web/format.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import { sendLink } from '../../listingLink.ts';
import { linkWords } from './link-words.ts';
import '../../../platform/web/form.css';

addWords({ listingLinks: linkWords });

type Made = { until: string; sent: boolean; path: string | null };

export function SendLink({ listing, first }: { listing: string; first: boolean }) {
  const t = useWords();
  const [phone, setPhone] = useState('');
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    const body = { phone: phone.trim() === '' ? null : phone.trim() };
    await call(sendLink, { params: { id: listing }, body }).then(setMade, setRefused);
    // That its owner was asked stands in its history.
    void queries.invalidateQueries();
    setBusy(false);
  };
  return (
    <section className="card" aria-label={t('listingLinks:send.title')}>
      <h2>{t('listingLinks:send.title')}</h2>
      <p className="note">{t(first ? 'listingLinks:send.first' : 'listingLinks:send.still')}</p>
      <form className="form" onSubmit={(event) => void send(event)}>
        <label className="field" htmlFor="link-phone">
          <span className="field-label">{t('listingLinks:phone')}</span>
          <input
            id="link-phone"
            className="input"
            type="tel"
            maxLength={30}
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
          <span className="note">{t('listingLinks:phoneHelp')}</span>
        </label>
        {refused ? <ProblemView problem={refused} /> : null}
        <div className="form-foot">
          <button type="submit" className="button" disabled={busy}>
            {busy ? t('shell:form.sending') : t('listingLinks:send.act')}
          </button>
        </div>
      </form>
      {made ? (
        <output>{t(made.sent ? 'listingLinks:send.sent' : 'listingLinks:send.shown', { until: shownDay(made.until) })}</output>
      ) : null}
      {made?.path ? (
        <input
          className="input"
          readOnly
          aria-label={t('listingLinks:send.link')}
          value={`${location.origin}${made.path}`}
          onFocus={(event) => event.target.select()}
        />
      ) : null}
    </section>
  );
}
