// Asking tenants: until when, by letter or not; then the links, to be copied one by one, all at once, or taken away as a workbook. Links are shown once.
import { type FormEvent, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { DayInput } from '../../platform/web/DayInput.tsx';
import { fetched } from '../../platform/web/Documents.tsx';
import { saveFile } from '../../platform/web/download.ts';
import { shownDay } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { askTenants, type Link, linksBook, type Standing } from '../tenantAsk.ts';
import { asksKey, copyText } from './tenant-view.ts';
import '../../platform/web/form.css';

type Made = { until: string; links: Link[]; letters: number };

export function AskTenants({ one, open, onClose }: { one: Standing; open: boolean; onClose: () => void }) {
  const t = useWords();
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    onClose();
    void queries.invalidateQueries({ queryKey: [asksKey, 'standing'] });
    void queries.invalidateQueries({ queryKey: ['tenancies'] });
  };
  return (
    <Modal open={open} onClose={close} title={t('tenantAsks:ask.title', { year: one.year })}>
      {made ? <Links year={one.year} made={made} onDone={close} /> : <Asking one={one} onMade={setMade} onDone={close} />}
    </Modal>
  );
}

function Asking({ one, onMade, onDone }: { one: Standing; onMade: (made: Made) => void; onDone: () => void }) {
  const t = useWords();
  const [until, setUntil] = useState(one.until !== null && one.until > one.today ? one.until : one.usual);
  const [mail, setMail] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const asked = { year: one.year, until: until === '' ? null : until };
  const run = async (work: () => Promise<void>) => {
    setRefused(null);
    setBusy(true);
    await work().catch(setRefused);
    setBusy(false);
  };
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onMade(await call(askTenants, { body: { ...asked, mail } })));
  };
  const book = () =>
    run(async () => {
      const file = await fetched(linksBook.path, {}, asked);
      saveFile(file.name, file.content);
      onDone();
    });
  const addressed = one.letters.possible ? one.letters.addressed : 0;
  return (
    <form className="form" onSubmit={ask}>
      <p>{t('tenantAsks:ask.note', { count: one.tenants - one.answered })}</p>
      <label className="field" htmlFor="until">
        <span className="field-label">{t('tenantAsks:until')}</span>
        <DayInput id="until" className="input" value={until} onChange={(event) => setUntil(event.target.value)} />
      </label>
      {addressed > 0 ? (
        <label className="ask-mail">
          <input type="checkbox" checked={mail} onChange={(event) => setMail(event.target.checked)} />
          {t('tenantAsks:ask.mail', { count: addressed })}
        </label>
      ) : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary" disabled={busy}>
          {busy ? t('shell:form.sending') : t('tenantAsks:ask.go')}
        </button>
        <button type="button" className="button" disabled={busy} onClick={() => void book()}>
          {t('tenantAsks:ask.book')}
        </button>
      </div>
    </form>
  );
}

function Links({ year, made, onDone }: { year: number; made: Made; onDone: () => void }) {
  const t = useWords();
  const [said, setSaid] = useState<string | null>(null);
  const addressOf = ({ path }: Link) => `${location.origin}${path}`;
  const textOf = (one: Link) =>
    t('tenantAsks:copy.one', { tenant: one.name, year, until: shownDay(made.until), link: addressOf(one) });
  const copy = (text: string) =>
    copyText(text).then((copied) => setSaid(t(copied ? 'tenantAsks:ask.copied' : 'tenantAsks:ask.notCopied')));
  return (
    <div className="ask-links">
      <p>{t('tenantAsks:ask.done', { count: made.links.length, until: shownDay(made.until) })}</p>
      {made.letters > 0 ? <p>{t('tenantAsks:ask.letters', { count: made.letters })}</p> : null}
      <ul>
        {made.links.map((one) => (
          <li key={one.tenancy}>
            <span>
              <AsWritten>{one.name}</AsWritten>
              <code>{addressOf(one)}</code>
            </span>
            <button type="button" className="button button-small" onClick={() => void copy(textOf(one))}>
              {t('tenantAsks:ask.copyOne')}
              <span className="sr-only"> {one.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="form-foot">
        <button type="button" className="button button-primary" onClick={() => void copy(made.links.map(textOf).join('\n\n'))}>
          {t('tenantAsks:ask.copyAll')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('tenantAsks:ask.close')}
        </button>
        <output className="note">{said}</output>
      </div>
    </div>
  );
}
