// The form that changes one's own password: the present one, the new one twice, and the rules beside it.
import { type FormEvent, useState } from 'react';
import { changePassword } from '../shared/account.ts';
import { call, ProblemError } from './call.ts';
import { useWords } from './i18n.ts';
import { PasswordLine } from './Line.tsx';
import { ProblemView } from './Parts.tsx';

export function SetPassword({ account, onDone }: { account: string; onDone: () => Promise<void> | void }) {
  const t = useWords();
  const [typed, setTyped] = useState({ current: '', next: '', again: '' });
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const [differs, setDiffers] = useState(false);
  const change = (name: keyof typeof typed) => (value: string) => {
    setTyped({ ...typed, [name]: value });
    setDiffers(false);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    if (typed.next !== typed.again) return setDiffers(true);
    setSending(true);
    try {
      await call(changePassword, { body: { current: typed.current, next: typed.next } });
      setTyped({ current: '', next: '', again: '' });
      await onDone();
    } catch (problem) {
      setRefused(problem);
    } finally {
      setSending(false);
    }
  };
  const weak = refused instanceof ProblemError ? refused.errors.find((one) => one.path === 'next')?.words : undefined;
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {/* Password keepers ask whose it is. */}
      <input type="text" className="sr-only" autoComplete="username" value={account} readOnly tabIndex={-1} aria-hidden="true" />
      <PasswordLine
        id="current"
        label={t('accounts:password.current')}
        value={typed.current}
        onChange={change('current')}
        autoComplete="current-password"
      />
      <PasswordLine
        id="next"
        label={t('accounts:password.next')}
        help={t('accounts:password.rules')}
        error={weak}
        value={typed.next}
        onChange={change('next')}
        autoComplete="new-password"
      />
      <PasswordLine
        id="again"
        label={t('accounts:password.again')}
        error={differs ? t('accounts:password.differs') : null}
        value={typed.again}
        onChange={change('again')}
        autoComplete="new-password"
      />
      {refused && !weak ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary" disabled={sending}>
          {t(sending ? 'shell:form.sending' : 'accounts:password.change')}
        </button>
      </div>
    </form>
  );
}
