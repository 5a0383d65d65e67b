// One labelled line of a form that stands outside of any record: account, password, code. Not the fields of actions (Fields.tsx).
import { type InputHTMLAttributes, useEffect, useRef, useState } from 'react';
import { useWords } from './i18n.ts';

export type LineProps = {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string | undefined;
  error?: string | null | undefined;
  focused?: boolean;
} & Pick<InputHTMLAttributes<HTMLInputElement>, 'autoComplete' | 'type' | 'inputMode' | 'maxLength' | 'className' | 'required'>;

export function Line({ id, label, value, onChange, help, error, focused = false, className = '', ...rest }: LineProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        required
        {...rest}
        className={`input ${className}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {help ? (
        <p id={`${id}-help`} className="note">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** A password, which may be shown while it is typed. */
export function PasswordLine(props: Omit<LineProps, 'type'>) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className="password-line">
      <Line {...props} type={open ? 'text' : 'password'} />
      <button type="button" className="button-text" aria-pressed={open} aria-controls={props.id} onClick={() => setOpen(!open)}>
        {t(open ? 'accounts:password.hide' : 'accounts:password.show')}
      </button>
    </div>
  );
}

type CodeProps = { id?: string; value: string; onChange: (value: string) => void; recovery?: boolean; focused?: boolean };

/** A code of an authenticator. A phone offers digits, or the letters of recovery codes where those are taken as well. */
export function CodeLine({ id = 'code', value, onChange, recovery = false, focused = false }: CodeProps) {
  const t = useWords();
  return (
    <Line
      id={id}
      label={t('accounts:factor.code')}
      help={t(recovery ? 'accounts:factor.codeOrRecovery' : 'accounts:factor.codeHelp')}
      value={value}
      onChange={onChange}
      autoComplete="one-time-code"
      inputMode={recovery ? 'text' : 'numeric'}
      maxLength={20}
      className="code-input"
      focused={focused}
    />
  );
}
