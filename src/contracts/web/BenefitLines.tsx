// What a contract may be used for, grouped by who benefits: verdict, conditions, registration, estimate, basis. What the server said, in its order; no rule of its own.
import { exactNumber } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag, Verdict } from '../../platform/web/Parts.tsx';
import { beneficiaries, type BenefitCondition, type BenefitLine, type Estimate } from '../benefits.ts';
import { idOf } from './BenefitsForm.tsx';

const toneOf = ({ verdict, claim }: BenefitLine) =>
  verdict === 'doesNotApply' ? 'bad' : verdict === 'cannotBeSaid' ? 'none' : claim === null || claim === 'due' ? 'warn' : 'good';
const wordOf = ({ verdict, claim, registration }: BenefitLine): string =>
  verdict !== 'applies' || claim !== null ? verdict : registration.state === 'open' ? 'onceRegistered' : 'registrationUnknown';

export function BenefitLines({ lines }: { lines: readonly BenefitLine[] }) {
  const t = useWords();
  return beneficiaries.map((who) => {
    const theirs = lines.filter((one) => one.for === who);
    const others = theirs.filter(({ verdict }) => verdict === 'doesNotApply');
    if (theirs.length === 0) return null;
    return (
      <section key={who} className="card benefits-group">
        <h2>{t(`benefits:for.${who}`)}</h2>
        {theirs
          .filter((one) => !others.includes(one))
          .map((one) => (
            <Line key={one.code} line={one} />
          ))}
        {others.length > 0 ? (
          <details className="benefits-others">
            <summary>{t('benefits:others', { count: others.length })}</summary>
            {others.map((one) => (
              <Line key={one.code} line={one} />
            ))}
          </details>
        ) : null}
      </section>
    );
  });
}

function Line({ line }: { line: BenefitLine }) {
  const t = useWords();
  const missed = line.conditions.flatMap(({ otherwise }) => otherwise ?? []);
  return (
    <article className="benefit">
      <header>
        <h3>{line.name}</h3>
        <Verdict tone={toneOf(line)}>{t(`benefits:verdict.${wordOf(line)}`)}</Verdict>
        {line.claim === null ? null : <Tag tone="blue">{t(`benefits:claim.${line.claim}`)}</Tag>}
      </header>
      <p>{line.says}</p>
      {missed.map((said) => (
        <p key={said} className="benefit-missed">
          {said}
        </p>
      ))}
      {line.toConfirm.map((said) => (
        <p key={said} className="benefit-confirm">
          <strong>{t('benefits:toConfirm')}</strong> {said}
        </p>
      ))}
      {line.estimate ? <EstimateView estimate={line.estimate} isOpen={line.claim === null} /> : null}
      <details className="benefit-more" open={line.verdict === 'cannotBeSaid'}>
        <summary>
          {t('benefits:conditions')} · {t('benefits:registration')} · {t('benefits:basis.title')} <SureTag sure={line.sure} />
        </summary>
        <Conditions of={line.conditions} />
        <p>
          <strong>{t('benefits:registration')}</strong> {t(`benefits:registration.${line.registration.state}`)}
          {' · '}
          {line.registration.text}
        </p>
        <Points title={t('benefits:presupposes')} of={line.presupposes} />
        <Points title={t('benefits:unsure')} of={line.unsure} />
        <div>
          <strong>{t('benefits:basis.title')}</strong>
          <Bases of={line.basis} />
        </div>
        <p className="note">
          {line.to === null
            ? t('benefits:inForce', { from: line.from })
            : t('benefits:inForceUntil', { from: line.from, to: line.to })}
        </p>
      </details>
    </article>
  );
}

const marks = { true: '✓', false: '✕', null: '?' } as const;
function Conditions({ of }: { of: readonly BenefitCondition[] }) {
  const t = useWords();
  const words = { true: 'benefits:yes', false: 'benefits:no', null: 'benefits:unknown' } as const;
  return (
    <ul className="benefit-conditions">
      {of.map((one) => (
        <li key={one.code}>
          <span className={`mark mark-${one.met}`} aria-hidden="true">
            {marks[`${one.met}`]}
          </span>
          <span className="sr-only">{t(words[`${one.met}`])}</span>
          <div>
            {one.text}{' '}
            {one.missing.slice(0, 1).map((fact) => (
              <button
                key={fact}
                type="button"
                className="button-text head-buttons"
                onClick={() => document.getElementById(idOf(fact))?.focus()}
              >
                {t('benefits:answer')}
              </button>
            ))}
            <Bases of={one.basis} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Points({ title, of }: { title: string; of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <div className="benefit-points">
      <strong>{title}</strong>
      <ul>
        {of.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  );
}

function SureTag({ sure }: { sure: BenefitLine['sure'] }) {
  const t = useWords();
  return <Tag tone={sure === 'read' ? 'good' : sure === 'copy' ? 'none' : 'warn'}>{t(`benefits:sure.${sure}`)}</Tag>;
}

function Bases({ of }: { of: BenefitLine['basis'] }) {
  const t = useWords();
  return (
    <ul className="benefit-bases">
      {of.map(({ law, article, sure }) => (
        <li key={`${law} ${article}`}>
          {article === null ? law : t('benefits:article', { law, article })} <SureTag sure={sure} />
        </li>
      ))}
    </ul>
  );
}

const signs = { plus: '+', difference: '−', times: '×', over: '÷', least: ',' } as const;
function EstimateView({ estimate, isOpen }: { estimate: Estimate; isOpen: boolean }) {
  const t = useWords();
  const named = (sums: readonly string[]) => sums.map((one) => t(`benefits:fields.${one}`)).join(t('benefits:comma'));
  const { result, steps, missing, assumed, under } = estimate;
  if (result === null) return <p className="note">{t('benefits:estimateWaits', { sums: named(missing) })}</p>;
  return (
    <div className="benefit-estimate">
      <p>
        {isOpen ? t('benefits:ifHolds') : null}
        {result.name}{' '}
        <strong className={isOpen ? 'benefit-figure benefit-figure-open' : 'benefit-figure'}>
          {exactNumber(result.value)} <small>{t('benefits:yuan')}</small>
        </strong>
      </p>
      <p className="note">
        {under}
        {assumed.length > 0 ? t('benefits:sentence', { said: t('benefits:assumed', { sums: named(assumed) }) }) : null}
      </p>
      <ol>
        {steps.map(({ code, name, operation, operands, value }) => {
          const said = operands.map((one) => exactNumber(one.value)).join(` ${signs[operation]} `);
          return (
            <li key={code}>
              <span>{name}</span>
              <span>
                {operation === 'least' ? t('benefits:least', { of: said }) : said} = {exactNumber(value)}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
