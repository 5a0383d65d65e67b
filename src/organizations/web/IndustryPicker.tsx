// Choosing an industry of GB/T 4754 by code or name, with the S&T-service class that follows from it. A combobox with its list below.
// A list beside its field, which the browser's own <select> and <datalist> cannot do: two lines an option, filled as one types.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useId, useState } from 'react';
import { textIn } from '../../platform/shared/words.ts';
import type { OwnControl } from '../../platform/web/Fields.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import type { Industry } from '../classification.ts';
import { useClassification } from './view.ts';
import './organizations.css';

type Classification = NonNullable<ReturnType<typeof useClassification>>;
const most = 60;

export function IndustryPicker({ common, value, onChange, title }: OwnControl) {
  const t = useWords();
  const language = useLanguage();
  const classes = useClassification();
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const found = classes && typed !== null ? search(classes, typed) : [];
  const nameOf = (one: Industry) => (language === 'en' ? (one.name.en ?? one.name.zh) : one.name.zh);
  const chosen = value === '' ? null : (classes?.industry(value) ?? null);
  const choose = (one: Industry | undefined) => {
    if (!one) return;
    onChange(one.code);
    setTyped(null);
  };
  const onKey = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (typed === null) setTyped('');
      else setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    }
    if (event.key === 'Enter' && typed !== null && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(found[at]);
    }
    if (event.key === 'Escape' && typed !== null) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
    }
  };
  return (
    <div className="industry" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setTyped(null)}>
      <input
        {...common}
        className="input"
        role="combobox"
        aria-expanded={typed !== null}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={typed !== null && found[at] ? `${list}-${found[at].code}` : undefined}
        autoComplete="off"
        placeholder={t('organizations:form.industrySearch')}
        value={typed ?? (chosen ? `${chosen.code} ${nameOf(chosen)}` : value)}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => typed === null && setTyped('')}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      {typed === null ? null : (
        <div id={list} className="industry-list" role="listbox" aria-label={title} tabIndex={-1}>
          {found.map((one, index) => (
            <button
              type="button"
              key={one.code}
              id={`${list}-${one.code}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              ref={index === at ? (line) => line?.scrollIntoView({ block: 'nearest' }) : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(one)}
            >
              <b>{one.code}</b>
              <span lang={language === 'en' && one.name.en === null ? 'zh-CN' : undefined}>{nameOf(one)}</span>
              <StClass classes={classes} code={one.code} short />
            </button>
          ))}
          {classes && found.length === 0 ? <p className="palette-none">{t('organizations:form.industryNone')}</p> : null}
        </div>
      )}
      {value === '' ? null : (
        <div>
          <StClass classes={classes} code={value} />{' '}
          <button type="button" className="button-text" onClick={() => onChange('')}>
            {t('organizations:form.industryClear')}
          </button>
        </div>
      )}
    </div>
  );
}

type StClassProps = { classes: Classification | undefined; code: string; short?: boolean };
function StClass({ classes, code, short = false }: StClassProps) {
  const t = useWords();
  const language = useLanguage();
  const found = classes?.stClassOf(code);
  if (found) {
    const name = t('organizations:form.stClass', { name: textIn(found.name, language) });
    return <span className="note">{found.partial ? `${name} · ${t('organizations:form.stClassPartial')}` : name}</span>;
  }
  if (short || !classes) return null;
  return (
    <span className="note">{t(code.length === 4 ? 'organizations:form.stClassNone' : 'organizations:form.stClassLater')}</span>
  );
}

/** Codes that begin so, then names that hold the words; the sections while nothing is typed. Classes first: they are what is asked for. */
function search(classes: Classification, said: string): Industry[] {
  const words = said.normalize('NFKC').trim().toLowerCase();
  if (words === '') return classes.industriesIn(null);
  const all = everything(classes);
  const byCode = all.filter((one) => one.code.toLowerCase().startsWith(words));
  const byName = all.filter(
    (one) => !byCode.includes(one) && `${one.name.zh} ${one.name.en ?? ''}`.toLowerCase().includes(words),
  );
  return [...byCode, ...byName.toSorted((a, b) => b.code.length - a.code.length)].slice(0, most);
}

let flat: Industry[] | null = null;
function everything(classes: Classification): Industry[] {
  const below = (parent: string | null): Industry[] => classes.industriesIn(parent).flatMap((one) => [one, ...below(one.code)]);
  flat ??= below(null);
  return flat;
}
