// One question: its words, its unit, what was answered a year ago, and what is wrong with what was typed. Holds nothing.
import { useId } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import type { ItemSaid } from '../../forms/routes.ts';

type Props = {
  item: ItemSaid;
  value: string;
  lastYear: string | undefined;
  /** It was filled in by the platform, and nobody has touched it. */
  prefilled: boolean;
  says: readonly { words: string; level: 'mandatory' | 'warning' }[];
  onChange: (value: string) => void;
};

export function Question(props: Props) {
  const { item, value, lastYear, prefilled, says } = props;
  const t = useWords();
  const id = useId();
  const before = item.options.find(({ code }) => code === lastYear)?.name ?? lastYear;
  const described = `${id}-notes`;
  const notes = (
    <div id={described} className="question-notes">
      {item.note ? <p className="note">{item.note}</p> : null}
      {prefilled && value !== '' ? <p className="note">{t('tenantAsks:answer.prefilled')}</p> : null}
      {before !== undefined && !prefilled ? (
        <p className="note">
          {t('tenantAsks:answer.lastYear', { value: before })}{' '}
          {value === '' && lastYear !== undefined ? (
            <button type="button" className="button-text" onClick={() => props.onChange(lastYear)}>
              {t('tenantAsks:answer.take')}
            </button>
          ) : null}
        </p>
      ) : null}
      {says.map(({ words, level }) => (
        <p key={words} className={level === 'mandatory' ? 'field-error' : 'question-warning'}>
          <AsWritten>{words}</AsWritten>
        </p>
      ))}
    </div>
  );
  return item.kind === 'choice' ? (
    <Choice {...props} described={described} notes={notes} />
  ) : (
    <Typed {...props} described={described} notes={notes} />
  );
}

type PartProps = Props & { described: string; notes: React.ReactNode };
const isWrong = (says: Props['says']): boolean => says.some(({ level }) => level === 'mandatory');

function Typed({ item, value, says, onChange, described, notes }: PartProps) {
  const t = useWords();
  const id = useId();
  return (
    <div className={item.partOf ? 'question question-part' : 'question'}>
      <label htmlFor={id}>
        <span className="question-line">{Number(item.line)}</span> {item.name}
      </label>
      <span className="input-unit">
        <input
          id={id}
          className="input"
          inputMode={item.kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          maxLength={100}
          aria-invalid={isWrong(says)}
          aria-describedby={described}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {item.unit ? <span>{t(`forms:units.${item.unit}`)}</span> : null}
      </span>
      {notes}
    </div>
  );
}

function Choice({ item, value, says, onChange, described, notes }: PartProps) {
  const name = useId();
  return (
    <fieldset className="question" aria-describedby={described}>
      <legend>
        <span className="question-line">{Number(item.line)}</span> {item.name}
      </legend>
      <div className="question-choices" role="radiogroup" aria-label={item.name} aria-invalid={isWrong(says)}>
        {item.options.map((one) => (
          <label key={one.code}>
            <input type="radio" name={name} value={one.code} checked={value === one.code} onChange={() => onChange(one.code)} />
            {one.name}
          </label>
        ))}
      </div>
      {notes}
    </fieldset>
  );
}
