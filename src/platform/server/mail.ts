// Sends mail by SMTP: one message to one address. What it says and to whom is the caller's; nothing of either is logged.
import { createTransport } from 'nodemailer';
import { codeOnly, type Sent, sent } from './sending.ts';

export type Mail = {
  /** The same at each try of the same message: a receiver that has it already may drop it. */
  id: string;
  to: string;
  /** One line; line ends and controls are taken out. */
  subject: string;
  text: string;
  html: string;
  language: string;
  /** Where its reader can stop it (RFC 2369), a web address. */
  unsubscribe?: string;
};
export type Mailer = { send: (mail: Mail) => Promise<Sent>; close: () => void };

/** How long one step of the talk with the server may take. */
const patience = 20_000;

/** No line end and no control in a header, whatever a title holds. */
export const oneLine = (said: string, most = 200): string =>
  [...said.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()].slice(0, most).join('');

/** `url` is `smtp://` (STARTTLS where the server has it; `?requireTLS=true` insists) or `smtps://`; `from` one address, with a name or without. */
export function openMailer({ url, from }: { url: string; from: string }): Mailer {
  const waits = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
  const transport = createTransport({ url, ...waits, disableFileAccess: true, disableUrlAccess: true }, { from });
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    send: async ({ id, to, subject, text, html, language, unsubscribe }) => {
      try {
        await transport.sendMail({
          // As an object it is one address, whatever signs stand in it.
          to: { name: '', address: to },
          messageId: `<${id}@${domain}>`,
          subject: oneLine(subject),
          text,
          html,
          headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' },
          ...(unsubscribe ? { list: { unsubscribe } } : {}),
        });
        return sent;
      } catch (error) {
        return whatOf(error);
      }
    },
    close: () => transport.close(),
  };
}

type SmtpError = { code?: unknown; responseCode?: unknown; command?: unknown };

/** 5xx to the recipient or to the text is for good; everything else (a server away, a wrong password, 4xx) may be otherwise later. */
function whatOf(error: unknown): Sent {
  const { code, responseCode, command }: SmtpError = typeof error === 'object' && error !== null ? error : {};
  const said = codeOnly([responseCode, code, command].filter((one) => one !== undefined).join(' '));
  const toRecipient = command === 'RCPT TO';
  if (typeof responseCode === 'number' && responseCode >= 500 && (toRecipient || command === 'DATA'))
    return { outcome: 'permanent', said, address: true };
  return { outcome: 'temporary', said: said === '' ? 'unknown' : said };
}
