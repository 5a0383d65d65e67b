// What the self-check says: verdict, type, amounts, grounds, and every rule with its sentence, basis and sureness; what fails stands first.
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { exactNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Tag, Verdict } from '../../platform/web/Parts.tsx';
import type { CheckClause, CheckResult } from '../check.ts';
import { useSignalSentence } from './signalSentence.ts';
import { contractSlipsWords } from './slips-words.ts';

addWords({ contractSlips: contractSlipsWords });

type Show = (at: readonly [number, number]) => void;
/** `slips`: false where signals stand beside it. */
type Props = { result: CheckResult; stale: boolean; show: Show; slips?: boolean };

const tones = { registrable: 'good', 'not-registrable': 'bad', unclear: 'none' } as const;

export function CheckResultView({ result, stale, show, slips = true }: Props) {
  const t = useWords();
  return (
    <div className={stale ? 'check-result row-stale' : 'check-result'}>
      <div className="card">
        <output className={`check-verdict check-${tones[result.verdict]}`}>
          <Verdict tone={tones[result.verdict]}>{t(`contractCheck:verdict.${result.verdict}`)}</Verdict>
          <span className="note">
            {stale
              ? t('contractCheck:checking')
              : result.verdict === 'unclear'
                ? t('contractCheck:verdict.unclearNote')
                : t(`contractCheck:sure.${result.confidence}`)}
          </span>
        </output>
        <Facts result={result} />
        {result.grounds.length > 0 ? (
          <div className="check-grounds">
            <strong>{t('contractCheck:grounds')}</strong>
            <ul>
              {result.grounds.map(({ code, name }) => (
                <li key={code}>{name}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {slips && result.signals.length > 0 ? <Slips of={result.signals} /> : null}
      </div>
      {groups.map(({ name, holds }) => (
        <Group key={name} name={name} clauses={result.clauses.filter(holds)} show={show} />
      ))}
    </div>
  );
}

function Slips({ of }: { of: CheckResult['signals'] }) {
  const t = useWords();
  const sentence = useSignalSentence();
  return (
    <div className="check-slips">
      <strong>{t('contractSlips:title')}</strong>
      <ul>
        {of.map(({ code, params }) => (
          <li key={code}>{sentence({ key: code, params })}</li>
        ))}
      </ul>
      <p className="note">{t('contractSlips:note')}</p>
    </div>
  );
}

function Facts({ result }: { result: CheckResult }) {
  const t = useWords();
  const language = useLanguage();
  const money = (amount: string | null) =>
    amount === null ? <span className="note">{t('contractCheck:said.unknown')}</span> : exactNumber(amount, false, language);
  return (
    <dl className="check-facts">
      <dt>{t('contractCheck:said.type')}</dt>
      <dd>
        {result.typeName ?? <span className="note">{t('contractCheck:said.unknown')}</span>}
        {result.subtypeName && result.subtypeName !== result.typeName ? <Tag tone="blue">{result.subtypeName}</Tag> : null}
      </dd>
      <dt>{t('contractCheck:said.amount')}</dt>
      <dd>{money(result.amount)}</dd>
      <dt>{t('contractCheck:said.technologyAmount')}</dt>
      <dd>{money(result.technologyAmount)}</dd>
      <dd className="note check-rules">{t('contractCheck:said.rules', { day: result.on })}</dd>
    </dl>
  );
}

type GroupName = 'failing' | 'supplement' | 'note' | 'unknown' | 'holding';
const groups: { name: GroupName; holds: (clause: CheckClause) => boolean }[] = [
  { name: 'failing', holds: ({ verdict, effect }) => verdict === false && effect === 'refuse' },
  { name: 'supplement', holds: ({ verdict, effect }) => verdict === false && effect === 'supplement' },
  { name: 'note', holds: ({ verdict, effect }) => verdict === false && effect === 'note' },
  { name: 'unknown', holds: ({ verdict }) => verdict === null },
  { name: 'holding', holds: ({ verdict }) => verdict === true },
];

/** What needs doing is open; what holds, or is not said, opens on demand. */
function Group({ name, clauses, show }: { name: GroupName; clauses: readonly CheckClause[]; show: Show }) {
  const t = useWords();
  if (clauses.length === 0) return null;
  return (
    <details className="card check-group" open={name !== 'unknown' && name !== 'holding'}>
      <summary>
        <h2>{t(`contractCheck:group.${name}`, { count: clauses.length })}</h2>
      </summary>
      <ul>
        {clauses.map((clause) => (
          <li key={clause.rule}>
            <Clause clause={clause} show={show} isOpen={name === 'failing'} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const marks = { true: '✓', false: '✕', null: '?' } as const;
const markWords = { true: 'true', false: 'false', null: 'unknown' } as const;

function Clause({ clause, show, isOpen }: { clause: CheckClause; show: Show; isOpen: boolean }) {
  const t = useWords();
  const { quote, at, basis, advice, verdict } = clause;
  return (
    <details className="check-clause" open={isOpen}>
      <summary>
        <span className={`check-mark check-mark-${markWords[`${verdict}`]}`} aria-hidden="true">
          {marks[`${verdict}`]}
        </span>
        <span className="sr-only">{t(`contractCheck:marks.${markWords[`${verdict}`]}`)}</span>
        <span>{clause.name}</span>
      </summary>
      <div className="check-why">
        {quote !== null ? (
          <blockquote>
            <AsWritten>{quote}</AsWritten>
            {at ? (
              <button type="button" className="button-text" onClick={() => show(at)}>
                {t('contractCheck:clause.show')}
              </button>
            ) : (
              <span className="note">{t('contractCheck:clause.inTitle')}</span>
            )}
          </blockquote>
        ) : verdict === true ? (
          <p className="note">{t('contractCheck:clause.none')}</p>
        ) : null}
        {advice ? (
          <p>
            <strong>{t('contractCheck:clause.advice')}</strong> {advice}
          </p>
        ) : null}
        <p className="note">
          {t('contractCheck:clause.basis')} <AsWritten>{basis.law}</AsWritten>
          {basis.article && basis.article !== '—' ? ` ${t('contractCheck:clause.article', { article: basis.article })}` : ''}{' '}
          <Tag tone={basis.sure === 'verified' ? 'good' : 'warn'}>{t(`contractCheck:basis.${basis.sure}`)}</Tag>
        </p>
      </div>
    </details>
  );
}
