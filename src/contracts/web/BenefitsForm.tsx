// The form of benefits: what stands in it always, and the questions that a rule has asked. Every answer may stay unknown. Not what is said (BenefitLines.tsx).
import { useState } from 'react';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { ProblemError } from '../../platform/web/call.ts';
import { DayInput } from '../../platform/web/DayInput.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import '../../platform/web/form.css';
import { type BenefitsAnswer, type Sum, directions, exclusivities, itemTypes, partyKinds, subTypesOf } from '../benefits.ts';
import { contractTypes } from '../terms.ts';
import { always, type Field, fields, factsIn, isAsked, isDated, isSum, isWrongSum, isYesNo, plainSum } from './benefitsState.ts';

/** Where the answer stands: on a phone it is far below the form. */
export const answerId = 'benefits-answer';
export const idOf = (fact: string): string => `fact-${fact}`;

type Choices = { words: string; of: readonly string[] };
/** Which words a field’s values have. */
export const choices: Partial<Record<Field, Choices>> = {
  type: { words: 'types', of: contractTypes },
  sellerKind: { words: 'kinds', of: partyKinds },
  buyerKind: { words: 'kinds', of: partyKinds },
  crossBorder: { words: 'directions', of: directions },
  exclusivity: { words: 'exclusivities', of: exclusivities },
};
const helped: readonly Field[] = ['technologyAmount', 'licenceYears', 'otherTransferIncome', 'researchFee', 'on'];

/** `answer` says which questions are open; what was answered stays, so that it can be changed. What was refused is told at its field. */
export function BenefitsForm({ answer, problem }: { answer: BenefitsAnswer | undefined; problem: unknown }) {
  const t = useWords();
  const search = useSearch();
  const change = useChangeSearch();
  const { type } = factsIn(search);
  const wanted = new Set<string>([...(answer?.questions ?? []).map(({ fact }) => fact), ...Object.keys(search)]);
  if (type !== undefined && subTypesOf(type).length > 0) wanted.add('subType');
  else wanted.delete('subType');
  const sumsWanted = new Set<string>([...(answer?.sumsAsked ?? []).map(({ sum }) => sum), ...Object.keys(search)]);
  const rest = fields.filter((one) => !always.includes(one) && one !== 'on');
  const asked = type === undefined ? [] : rest.filter((one) => !isSum(one) && wanted.has(one) && isAsked(one));
  const sumsAsked = type === undefined ? [] : rest.filter((one) => isSum(one) && sumsWanted.has(one));
  const errors = problem instanceof ProblemError ? problem.errors : [];
  const none = Object.fromEntries(fields.map((one) => [one, undefined]));
  return (
    <form className="form benefits-form" onSubmit={(event) => event.preventDefault()}>
      <Group title={t('benefits:facts')} of={always} errors={errors} />
      {answer ? (
        <a className="benefits-jump head-buttons" href={`#${answerId}`}>
          {t('benefits:toAnswer')}
        </a>
      ) : null}
      {asked.length > 0 ? (
        <Group title={t('benefits:questions')} note={t('benefits:questionsNote')} of={asked} errors={errors} />
      ) : null}
      {sumsAsked.length > 0 ? (
        <Group title={t('benefits:estimate')} note={t('benefits:sumsNote')} of={sumsAsked} errors={errors} />
      ) : null}
      <One field="on" errors={errors} />
      <div className="form-foot head-buttons">
        <button type="button" className="button" onClick={() => change(none)}>
          {t('benefits:forget')}
        </button>
      </div>
    </form>
  );
}

type Errors = ProblemError['errors'];
function Group({ title, note, of, errors }: { title: string; note?: string; of: readonly Field[]; errors: Errors }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {note ? <p className="note">{note}</p> : null}
      <div className="form">
        {of.map((field) => (
          <One key={field} field={field} errors={errors} />
        ))}
      </div>
    </section>
  );
}

function One({ field, errors }: { field: Field; errors: Errors }) {
  const t = useWords();
  const search = useSearch();
  const changeSearch = useChangeSearch();
  const value = search[field] ?? '';
  const change = (next: string) => changeSearch({ [field]: next || undefined });
  const help = helped.includes(field) ? t(`benefits:help.${field}`) : null;
  const label = t(`benefits:fields.${field}`);
  if (field === 'items') return <Items value={value} change={change} label={label} />;
  return (
    <div className="field">
      <label className="field-label" htmlFor={idOf(field)}>
        {label}
      </label>
      <Control field={field} value={value} change={change} />
      {help ? <p className="note">{help}</p> : null}
      {errors
        .filter((one) => one.path === field)
        .map((one) => (
          <p key={one.code} className="field-error">
            {one.words}
          </p>
        ))}
    </div>
  );
}

type Given = { value: string; change: (next: string) => void };
function Control({ field, value, change }: Given & { field: Field }) {
  const t = useWords();
  const { type } = factsIn(useSearch());
  const id = idOf(field);
  const list = field === 'subType' && type !== undefined ? { words: 'subTypes', of: subTypesOf(type) } : choices[field];
  if (list !== undefined) {
    const options = list.of.map((one) => [one, t(`benefits:${list.words}.${one}`)] as const);
    return <Select id={id} value={value} change={change} options={options} />;
  }
  if (isYesNo(field)) {
    const options = [
      ['yes', t('benefits:yes')],
      ['no', t('benefits:no')],
    ] as const;
    return <Select id={id} value={value} change={change} options={options} />;
  }
  if (isSum(field)) return <SumInput field={field} value={value} change={change} />;
  if (isDated(field)) return <Dated field={field} value={value} change={change} />;
  if (field === 'on')
    return <DayInput id={id} className="input" value={value} onChange={(event) => change(event.target.value)} />;
  return (
    <input
      id={id}
      className="input"
      type="number"
      min={0}
      max={100}
      value={value}
      onChange={(event) => change(event.target.value)}
    />
  );
}

type Options = readonly (readonly [value: string, words: string])[];
function Select({ id, value, change, options }: Given & { id: string; options: Options }) {
  const t = useWords();
  return (
    <select id={id} className="input" value={value} onChange={(event) => change(event.target.value)}>
      <option value="">{t(id === idOf('type') ? 'benefits:choose' : 'benefits:unknown')}</option>
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** Kept in the address when it is left, not at every digit. */
function SumInput({ field, value, change }: Given & { field: Sum }) {
  const t = useWords();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  const wrong = value !== '' && isWrongSum(field, value);
  const keep = () => change(plainSum(typed));
  return (
    <>
      <span className="input-unit">
        <input
          id={idOf(field)}
          className="input"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${idOf(field)}-error` : undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
          }}
        />
        {t('benefits:yuan')}
      </span>
      {wrong ? (
        <p id={`${idOf(field)}-error`} className="field-error">
          {t('benefits:money')}
        </p>
      ) : null}
    </>
  );
}

/** Not known, not yet done, or done on a day. */
function Dated({ field, value, change }: Given & { field: Field }) {
  const t = useWords();
  const isDone = value !== '' && value !== 'no';
  const options = [
    ['no', t(field === 'signedOn' ? 'benefits:notSigned' : 'benefits:notRegistered')],
    ['done', t('benefits:onDay')],
  ] as const;
  return (
    <>
      <Select id={idOf(field)} value={isDone ? 'done' : value} change={change} options={options} />
      {isDone ? (
        <DayInput
          className="input"
          aria-label={t(`benefits:fields.${field}`)}
          value={value === 'done' ? '' : value}
          onChange={(event) => change(event.target.value || 'done')}
        />
      ) : null}
    </>
  );
}

function Items({ value, change, label }: Given & { label: string }) {
  const t = useWords();
  const held = value === '' || value === 'none' ? [] : value.split(',');
  const toggle = (one: string) => change((held.includes(one) ? held.filter((each) => each !== one) : [...held, one]).join(','));
  return (
    <fieldset className="field benefits-items">
      <legend className="field-label">{label}</legend>
      {itemTypes.map((one, at) => (
        <label key={one}>
          <input
            type="checkbox"
            id={at === 0 ? idOf('items') : undefined}
            checked={held.includes(one)}
            onChange={() => toggle(one)}
          />{' '}
          {t(`benefits:items.${one}`)}
        </label>
      ))}
      <label>
        <input type="checkbox" checked={value === 'none'} onChange={() => change(value === 'none' ? '' : 'none')} />{' '}
        {t('benefits:none')}
      </label>
    </fieldset>
  );
}
