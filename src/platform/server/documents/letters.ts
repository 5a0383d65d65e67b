// Letters: the generic reply of an officer (公函), and the blank letter of authority that an organization signs and seals. Not who sends them.
import type { Language } from '../../shared/actor.ts';
import type { Block, Document } from './document.ts';
import { said } from './said.ts';

export type Reply = {
  language: Language;
  /** Issuing body, and its document number where it has taken one. */
  issuer: string;
  number: string | null;
  to: string;
  /** What the letter answers. */
  subject: string;
  /** The answer, a paragraph a line; blank lines are left out. */
  answer: string;
  day: string;
  contact?: { name: string; phone: string };
  attachments?: readonly string[];
  copyTo?: string;
  banner?: string | null;
};

/** 复函: that the letter has come, the answer, the closing line; for an officer to sign, seal and send. */
export function letter(of: Reply): Document {
  const { language, issuer, number, to, subject, day, contact, attachments, copyTo, banner } = of;
  const paragraphs = of.answer.split(/\r?\n/).filter((one) => one.trim() !== '');
  return {
    language,
    head: { issuer, number },
    title: said(language, 'letter.title', { subject }),
    to,
    blocks: [said(language, 'letter.reply', { subject }), ...paragraphs, said(language, 'letter.end')].map(
      (text): Block => ({ kind: 'paragraph', text: text.trim() }),
    ),
    signature: { body: issuer, day, seal: true },
    ...(attachments ? { attachments } : {}),
    ...(contact ? { remark: said(language, 'letter.contact', contact) } : {}),
    ...(copyTo ? { copyTo } : {}),
    banner: banner ?? null,
  };
}

export type SignUp = {
  language: Language;
  city: string;
  organization: string;
  creditCode: string;
  administrator: string;
  account?: string;
  /** By which the district finds the application again. */
  reference?: string;
  district: string;
  /** Null where the district has stated none: then it is uploaded. */
  address: string | null;
  banner?: string | null;
};

/** 机构管理员授权书: to print, sign, seal, and bring or upload. */
export function signUpLetter(of: SignUp): Document {
  const { language, city, organization, creditCode, administrator, account, reference, district, address, banner } = of;
  const say = (key: Parameters<typeof said>[1], params: Record<string, string> = {}) => said(language, key, params);
  return {
    language,
    head: null,
    title: say('signUp.title'),
    to: district,
    blocks: [
      { kind: 'paragraph', text: say('signUp.body', { city, name: administrator }) },
      { kind: 'paragraph', text: say('signUp.promise') },
      {
        kind: 'facts',
        items: [
          [say('signUp.organization'), organization],
          [say('signUp.creditCode'), creditCode],
          [say('signUp.administrator'), administrator],
          ...(account ? [[say('signUp.account'), account] as const] : []),
          ...(reference ? [[say('signUp.reference'), reference] as const] : []),
          [say('signUp.address'), address ?? say('signUp.noAddress')],
        ],
      },
      { kind: 'places', items: [say('signUp.legal'), say('signUp.own'), say('signUp.seal'), say('signUp.day')] },
      { kind: 'note', text: say('signUp.how', { district }) },
    ],
    banner: banner ?? null,
  };
}
