// The addresses of a person: shown masked, kept once the code that was sent there is entered, taken away when he wants.
import { type SyntheticEvent, useId, useState } from 'react';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Tag } from '../../../platform/web/Parts.tsx';
import { dropContact, offerContact, type Sending, sendings, type Settings, verifyContact } from '../../notices.ts';
import { Sure } from './Sure.tsx';

type Props = { contacts: Settings['contacts']; keep: (after: Settings) => void };

export function Contacts({ contacts, keep }: Props) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('notices:settings.channels')}>
      <h2>{t('notices:settings.channels')}</h2>
      <div className="contacts">
        {sendings.map((one) => (
          <Contact key={one} channel={one} contact={contacts[one]} keep={keep} />
        ))}
      </div>
    </section>
  );
}

type ContactProps = { channel: Sending; contact: Settings['contacts']['mail']; keep: (after: Settings) => void };

function Contact({ channel, contact, keep }: ContactProps) {
  const t = useWords();
  const [changing, setChanging] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const attempt = async (ask: () => Promise<Settings>) => {
    setRefused(null);
    try {
      keep(await ask());
      return true;
    } catch (problem) {
      setRefused(problem);
      return false;
    }
  };
  const params = { channel };
  const isOpen = changing || contact.failed || (contact.address === null && contact.waiting === null);
  return (
    <div className="contact">
      <h3>{t(channel === 'mail' ? 'notices:settings.mailAddress' : 'notices:settings.phone')}</h3>
      {contact.on ? null : <p className="note">{t('notices:settings.off')}</p>}
      {contact.address === null ? null : (
        <div className="contact-line">
          <span>{contact.address}</span>
          <Tag tone={contact.failed ? 'bad' : 'good'}>
            {t(contact.failed ? 'notices:settings.failed' : 'notices:settings.verified')}
          </Tag>
          {contact.on && !changing ? (
            <button type="button" className="button-text" onClick={() => setChanging(true)}>
              {t('notices:settings.change')}
            </button>
          ) : null}
          <button type="button" className="button-text" onClick={() => setRemoving(true)}>
            {t('notices:settings.remove')}
          </button>
        </div>
      )}
      {contact.on && isOpen ? (
        <Line
          title={t(channel === 'mail' ? 'notices:settings.mailAddress' : 'notices:settings.phone')}
          type={channel === 'mail' ? 'email' : 'tel'}
          submit={t('notices:settings.sendCode')}
          send={async (address) => {
            if (await attempt(() => call(offerContact, { params, body: { address } }))) setChanging(false);
          }}
        />
      ) : null}
      {contact.on && contact.waiting !== null ? (
        <>
          <p className="note">{t('notices:settings.waiting', { address: contact.waiting })}</p>
          <Line
            title={t('notices:settings.code')}
            type="text"
            numeric
            submit={t('notices:settings.verify')}
            send={async (code) => {
              await attempt(() => call(verifyContact, { params, body: { code } }));
            }}
          />
        </>
      ) : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <Sure
        open={removing}
        close={() => setRemoving(false)}
        title={t('notices:settings.remove')}
        question={t('notices:settings.removeAsk')}
        danger
        go={() => attempt(() => call(dropContact, { params }))}
      />
    </div>
  );
}

type LineProps = {
  title: string;
  type: 'email' | 'tel' | 'text';
  numeric?: true;
  submit: string;
  send: (said: string) => Promise<void>;
};
function Line({ title, type, numeric, submit, send }: LineProps) {
  const t = useWords();
  const id = useId();
  const [said, setSaid] = useState('');
  const [sending, setSending] = useState(false);
  const onSubmit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setSending(true);
    await send(said);
    setSending(false);
  };
  return (
    <form className="contact-line" onSubmit={(event) => void onSubmit(event)} noValidate>
      <label className="sr-only" htmlFor={id}>
        {title}
      </label>
      <input
        id={id}
        className="input"
        type={type}
        value={said}
        placeholder={title}
        autoComplete={numeric ? 'one-time-code' : type === 'text' ? 'off' : type}
        {...(numeric ? { inputMode: 'numeric' as const, maxLength: 6 } : { maxLength: 254 })}
        onChange={(event) => setSaid(event.target.value)}
      />
      <button type="submit" className="button" disabled={sending || said.trim() === ''}>
        {sending ? t('shell:form.sending') : submit}
      </button>
    </form>
  );
}
