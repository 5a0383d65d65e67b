// Signing an organization up, for whoever has no account yet: organization, administrator, sealed letter, in one page. What follows stands on SignUpStatePage.
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, ProblemError } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Line } from '../../platform/web/Line.tsx';
import { PageHead, ProblemView } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import '../../platform/web/form.css';
import '../../platform/web/account.css';
import { type Purpose, purposes, SignUpForm } from '../signUp.ts';
import { apply, lookUp } from '../signUpRoutes.ts';
import { DownloadLetter, LetterUpload, type Uploaded } from './SignUpLetter.tsx';
import './sign-up.css';

type Typed = Record<'creditCode' | 'name' | 'region' | 'administrator' | 'phone' | 'email' | 'account', string>;
type Found = { name: string; region: string | null } | 'new' | null;
const nothing: Typed = { creditCode: '', name: '', region: '', administrator: '', phone: '', email: '', account: '' };

export default function SignUpPage() {
  const t = useWords();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(nothing);
  const [purpose, setPurpose] = useState<Purpose>('join');
  const [found, setFound] = useState<Found>(null);
  const [letter, setLetter] = useState<Uploaded | null>(null);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const [unsealed, setUnsealed] = useState(false);
  const change = (name: keyof Typed) => (value: string) => {
    setTyped({ ...typed, [name]: value });
    if (name === 'creditCode') setFound(null);
    setRefused(null);
  };
  const isNew = found === 'new';
  const form = () =>
    SignUpForm.parse({
      ...typed,
      purpose,
      name: isNew ? typed.name : null,
      region: isNew ? typed.region || null : null,
      email: typed.email.trim() || null,
    });
  const find = async () => {
    if (typed.creditCode.trim() === '') return;
    try {
      const { organization } = await call(lookUp, { body: { creditCode: typed.creditCode } });
      setFound(organization ?? 'new');
    } catch (problem) {
      setRefused(problem);
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (letter === null) return setUnsealed(true);
    setSending(true);
    setRefused(null);
    try {
      const { id, key } = await call(apply, { body: { ...form(), letter: { upload: letter.upload, secret: letter.secret } } });
      await navigate({ to: `/sign-up/${id}` as string, search: { key } });
    } catch (problem) {
      // What was refused is mended; the letter is uploaded again only where it was at fault.
      if (problem instanceof ProblemError && problem.errors.some((one) => one.path === 'letter')) setLetter(null);
      setRefused(problem);
    } finally {
      setSending(false);
    }
  };
  const error = (path: string) =>
    refused instanceof ProblemError ? refused.errors.find((one) => one.path === path)?.words : undefined;
  const line = (name: keyof Typed, more: object = {}) => (
    <Line
      id={`sign-up-${name}`}
      label={t(`signUps:${name}`)}
      value={typed[name]}
      onChange={change(name)}
      error={error(name)}
      {...more}
    />
  );
  return (
    <div className="page sign-up">
      <PageHead title={t('signUps:title')} note={t('signUps:note')} />
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <section className="card">
          <h2>{t('signUps:step.organization')}</h2>
          <div className="form">
            <PurposeChoice value={purpose} onChange={setPurpose} />
            <div className="sign-up-code" onBlur={() => void (found === null && find())}>
              {line('creditCode', { help: t('signUps:form.codeHelp'), autoComplete: 'off', maxLength: 40 })}
            </div>
            <FoundLine found={found} />
            {isNew ? line('name', { autoComplete: 'organization', maxLength: 200 }) : null}
            {isNew ? <RegionChoice value={typed.region} onChange={change('region')} error={error('region')} /> : null}
          </div>
        </section>
        <section className="card">
          <h2>{t('signUps:step.administrator')}</h2>
          <div className="form">
            {line('administrator', { autoComplete: 'name', maxLength: 50 })}
            {line('phone', { autoComplete: 'tel', inputMode: 'tel', maxLength: 20 })}
            {line('email', { autoComplete: 'email', type: 'email', required: false })}
            {line('account', { autoComplete: 'username', help: t('signUps:form.accountHelp'), maxLength: 64 })}
            <p className="note">{t('signUps:form.privacy')}</p>
          </div>
        </section>
        <section className="card">
          <h2>{t('signUps:step.letter')}</h2>
          <div className="form">
            <DownloadLetter form={form} onProblem={setRefused} />
            <LetterUpload
              letter={letter}
              onLetter={(one) => {
                setLetter(one);
                setUnsealed(false);
              }}
            />
            {unsealed ? <p className="field-error">{t('signUps:form.letterWanted')}</p> : null}
            {refused ? <ProblemView problem={refused} /> : null}
            <Foot sending={sending} />
          </div>
        </section>
      </form>
    </div>
  );
}

function Foot({ sending }: { sending: boolean }) {
  const t = useWords();
  return (
    <div className="form-foot">
      <button type="submit" className="button button-primary" disabled={sending}>
        {t(sending ? 'shell:form.sending' : 'signUps:form.submit')}
      </button>
      <Link to="/sign-in">{t('signUps:form.signIn')}</Link>
    </div>
  );
}

function PurposeChoice({ value, onChange }: { value: Purpose; onChange: (purpose: Purpose) => void }) {
  const t = useWords();
  return (
    <fieldset className="field sign-up-purpose">
      <legend className="field-label">{t('signUps:purpose')}</legend>
      {purposes.map((one) => (
        <label key={one}>
          <input type="radio" name="purpose" value={one} checked={value === one} onChange={() => onChange(one)} />{' '}
          {t(`signUps:purposes.${one}`)}
        </label>
      ))}
      {value === 'replaceAdministrator' ? <p className="note">{t('signUps:purposes.replaceNote')}</p> : null}
    </fieldset>
  );
}

function FoundLine({ found }: { found: Found }) {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  if (found === null) return null;
  if (found === 'new') return <output className="note">{t('signUps:form.notFound')}</output>;
  const region = regions.find((one) => one.id === found.region)?.name ?? t('signUps:form.regionUnknown');
  return <output className="sign-up-found">{t('signUps:form.found', { name: found.name, region })}</output>;
}

type Choice = { value: string; onChange: (value: string) => void; error: string | undefined };
function RegionChoice({ value, onChange, error }: Choice) {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  return (
    <div className="field">
      <label className="field-label" htmlFor="sign-up-region">
        {t('signUps:region')}
      </label>
      <select id="sign-up-region" className="input" required value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('signUps:form.choose')}</option>
        {regions
          .filter((one) => one.kind !== 'city')
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
      </select>
      {error ? <p className="field-error">{error}</p> : null}
    </div>
  );
}
