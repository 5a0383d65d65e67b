// What is wrong with a cell, at the cell: words, by which figures, and a place to explain a warning.
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { AsWritten, writtenIn } from '../../../platform/web/AsWritten.tsx';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { Verdict } from '../../../platform/web/Parts.tsx';
import type { Explanations } from './draft.ts';
import { isExplained, type Problem } from './judged.ts';

export type Explaining = { explanations: Explanations; explain: ((key: string, text: string) => void) | null };

type Props = Explaining & {
  problems: readonly Problem[];
  id?: string;
  /** Said before each: the row and the column, where they stand apart from their cell. */
  name?: (place: string) => string;
};

export function Problems({ problems, id, name, ...explaining }: Props) {
  if (problems.length === 0) return null;
  return (
    <ul className="sheet-problems" id={id}>
      {problems.map((one) => (
        <li key={`${one.about.join()} ${one.words}`}>
          {name ? <b>{one.about.map(name).join(' / ')}</b> : null}{' '}
          <Said of={one} explained={isExplained(one, explaining.explanations)} />
          {one.kind === 'warning' ? <Explanation of={one} {...explaining} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Said({ of, explained }: { of: Problem; explained: boolean }) {
  const t = useWords();
  const tone = of.kind === 'warning' ? (explained ? 'good' : 'warn') : of.kind === 'missing' ? 'none' : 'bad';
  // What the words say already is not said again.
  const facts = of.facts
    .filter(({ value }) => !of.words.includes(value))
    .map(({ name, value }) => t('filling:fact', { name, value }))
    .join(t('filling:and'));
  return (
    <>
      <Verdict tone={tone}>{t(explained ? 'filling:kinds.explained' : `filling:kinds.${of.kind}`)}</Verdict> {of.words}
      {facts === '' ? null : <span className="note"> {facts}</span>}{' '}
      {of.address ? <Link to={of.address as string}>{t('formChecks:records')}</Link> : null}
    </>
  );
}

function Explanation({ of, explanations, explain }: Explaining & { of: Problem }) {
  const t = useWords();
  const id = useId();
  const language = useLanguage();
  const { key } = of;
  const said = key === null ? '' : (explanations[key] ?? '');
  if (explain === null)
    return said === '' ? (
      <p className="note">{t('filling:notExplained')}</p>
    ) : (
      <p className="sheet-said">
        <AsWritten>{said}</AsWritten>
      </p>
    );
  if (key === null) return null;
  return (
    <>
      <label className="sr-only" htmlFor={id}>
        {t('filling:explain')}
      </label>
      <textarea
        id={id}
        className="input"
        lang={writtenIn(said, language)}
        rows={said.length > 60 ? 3 : 1}
        maxLength={500}
        placeholder={t('filling:explain')}
        value={said}
        onChange={(event) => explain(key, event.target.value)}
      />
      {said.trim() !== '' && !isExplained(of, explanations) ? <p className="note">{t('filling:tooLittle')}</p> : null}
    </>
  );
}
