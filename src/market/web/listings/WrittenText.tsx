// The description of a listing as it is written: below it the questions that it leaves open, whose answers are put into the form, and similar listings.
import { useState } from 'react';
import { call } from '../../../platform/web/call.ts';
import { DayInput } from '../../../platform/web/DayInput.tsx';
import type { OwnControl } from '../../../platform/web/Fields.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import type { Draft } from '../../../platform/web/schema.ts';
import type { Option } from '../../../platform/web/table.ts';
import { technologyFields } from '../../../contracts/terms.ts';
import { type AskedQuestion, helpWriting } from '../../writing.ts';
import { useCooperation } from '../listing-view.ts';
import { bodyOf, type Known, useHelp } from './help.ts';
import { ContactNote, SimilarList } from './Notices.tsx';

export function WrittenText({ common, value, onChange, draft, fill, known }: OwnControl & { known: Known }) {
  const t = useWords();
  const help = useHelp(draft, known);
  return (
    <>
      <textarea
        {...common}
        className="input"
        rows={6}
        maxLength={5000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <ContactNote draft={draft} known={known} field="text" />
      <ContactNote draft={draft} known={known} field="keywords" />
      {help && help.questions.length > 0 ? <Questions {...{ draft, fill, known }} all={help.questions} /> : null}
      {help && help.similar.length > 0 ? (
        <section className="market-help" aria-label={t('market:writing.similar')}>
          <h3>{t('market:writing.similar')}</h3>
          <p className="note">{t('market:writing.similarAlso')}</p>
          <SimilarList all={help.similar} />
        </section>
      ) : null}
    </>
  );
}

type Answers = Record<string, string>;
type QuestionsProps = Pick<OwnControl, 'draft' | 'fill'> & { known: Known; all: readonly AskedQuestion[] };

function Questions({ draft, fill, known, all }: QuestionsProps) {
  const t = useWords();
  const [answers, setAnswers] = useState<Answers>({});
  const [sending, setSending] = useState(false);
  const said = Object.entries(answers).filter(([, answer]) => answer.trim() !== '');
  const putIn = async () => {
    setSending(true);
    const intoText = all.filter((one) => one.field === null).map(({ code }) => code);
    const told = Object.fromEntries(said.filter(([code]) => intoText.includes(code)));
    try {
      const body = bodyOf(draft, known);
      const text =
        Object.keys(told).length > 0 && body ? (await call(helpWriting, { body: { ...body, answers: told } })).text : null;
      fill({ ...fieldsOf(Object.fromEntries(said)), ...(text === null ? {} : { text }) });
      setAnswers({});
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="market-help" aria-label={t('market:writing.title')}>
      <h3>{t('market:writing.title')}</h3>
      <p className="note">{t('market:writing.note')}</p>
      {all.map((one) => (
        <Question key={one.code} one={one} answers={answers} onAnswer={(more) => setAnswers({ ...answers, ...more })} />
      ))}
      <button type="button" className="button" disabled={sending || said.length === 0} onClick={() => void putIn()}>
        {t('market:writing.putIn')}
      </button>
    </section>
  );
}

/** Answers that have a field of the form. One amount is a price, two are a range. */
function fieldsOf(answers: Answers): Draft {
  const { acceptance, deadline, cooperation, field, priceLow = '', priceHigh = '' } = answers;
  const amount = (text: string): string => text.replaceAll(/[,，\s]/g, '');
  const [low, high] = [amount(priceLow || priceHigh), amount(priceLow === '' ? '' : priceHigh)];
  return {
    ...(acceptance ? { acceptance } : {}),
    ...(deadline ? { deadline } : {}),
    ...(cooperation ? { cooperation: [cooperation] } : {}),
    ...(field ? { field } : {}),
    ...(low === '' ? {} : { price: high === '' ? 'fixed' : 'range', priceLow: low, priceHigh: high }),
  };
}

type QuestionProps = { one: AskedQuestion; answers: Answers; onAnswer: (more: Answers) => void };
function Question({ one, answers, onAnswer }: QuestionProps) {
  const t = useWords();
  const modes = useCooperation();
  const fields = technologyFields.map((value) => ({ value, title: t(`contracts:technologyFields.${value}`) }));
  const code = one.code === 'budget' ? 'priceLow' : one.code;
  const value = answers[code] ?? '';
  const change = (event: { target: { value: string } }) => onAnswer({ [code]: event.target.value });
  return (
    <div className="field">
      <label className="field-label" htmlFor={`answer-${code}`}>
        {one.ask}
      </label>
      {one.field === 'deadline' ? <DayInput id={`answer-${code}`} className="input" value={value} onChange={change} /> : null}
      {one.field === 'price' ? (
        <span className="market-range">
          <Amount id={`answer-${code}`} label={t('market:priceLow')} value={value} onChange={change} />
          <Amount
            id="answer-priceHigh"
            label={t('market:priceHigh')}
            value={answers['priceHigh'] ?? ''}
            onChange={(event) => onAnswer({ priceHigh: event.target.value })}
          />
        </span>
      ) : null}
      {one.field === 'cooperation' ? <Choice id={`answer-${code}`} value={value} options={modes} onChange={change} /> : null}
      {one.field === 'field' ? <Choice id={`answer-${code}`} value={value} options={fields} onChange={change} /> : null}
      {one.field === null || one.field === 'acceptance' ? (
        <textarea id={`answer-${code}`} className="input" rows={2} maxLength={2000} value={value} onChange={change} />
      ) : null}
      {one.field === null || one.field === 'acceptance' ? (
        <p className="note">{t('market:writing.example', { example: one.example })}</p>
      ) : null}
    </div>
  );
}

type AnswerProps = { id: string; value: string; onChange: (event: { target: { value: string } }) => void };
function Amount({ id, label, value, onChange }: AnswerProps & { label: string }) {
  const t = useWords();
  return (
    <span className="input-unit">
      <input
        id={id}
        className="input"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        {...{ value, onChange }}
        onKeyDown={stay}
      />
      <span>{t('shell:units.CNY')}</span>
    </span>
  );
}
/** An answer is no submission of the form that it stands in. */
const stay = (event: React.KeyboardEvent) => {
  if (event.key === 'Enter') event.preventDefault();
};

function Choice({ id, value, options, onChange }: AnswerProps & { options: readonly Option[] }) {
  const t = useWords();
  return (
    <select id={id} className="input" {...{ value, onChange }}>
      <option value="">{t('shell:form.choose')}</option>
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.title}
        </option>
      ))}
    </select>
  );
}
