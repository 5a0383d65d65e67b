// Whether a technology manager counts: the three clauses with what each rests on, and what would make the missing ones hold.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag, Verdict } from '../../platform/web/Parts.tsx';
import { useHealth } from '../../platform/web/session.ts';
import { type Clause, clausesOn, countsUntil } from './clauses.ts';
import { indicator, type Person, useCounted } from './view.ts';

const marks = { yes: '✓', no: '✕', unknown: '?' } as const;

export function Standing({ one }: { one: Person }) {
  const t = useWords();
  const today = useHealth()?.today;
  const figure = useCounted().data;
  if (today === undefined) return null;
  const until = one.counting ? countsUntil(one, today) : null;
  const head = one.state !== 'registered' ? `standing.${one.state}` : one.counting ? 'standing.counting' : 'standing.not';
  return (
    <section className="card standing" aria-label={t('people:page.standing')}>
      <h2>
        {t('people:page.standing')} <small>{t('people:page.standingOn', { day: today })}</small>
      </h2>
      <p className="standing-head">
        {one.state === 'registered' ? (
          <Verdict tone={one.counting ? 'good' : 'bad'}>{t(`people:${head}`)}</Verdict>
        ) : (
          <Tag>{t(`people:${head}`)}</Tag>
        )}
        {one.counting ? (
          <span className="note">{until === null ? t('people:page.noEnd') : t('people:page.until', { day: until })}</span>
        ) : null}
      </p>
      <ul className="clauses">
        {clausesOn(one, today).map((clause) => (
          <ClauseLine key={clause.of} clause={clause} />
        ))}
      </ul>
      <p className="note">{figure ? t('people:page.rule', { basis: figure.basis }) : ''}</p>
      <p className="note">
        <Link to={`/indicators/${indicator}` as string}>{t('people:list.open')}</Link>
      </p>
    </section>
  );
}

function ClauseLine({ clause }: { clause: Clause }) {
  const t = useWords();
  const params = {
    ...clause.params,
    ...(clause.params['level'] ? { level: t(`people:levels.${clause.params['level']}`).toLowerCase() } : {}),
  };
  return (
    <li className={`clause clause-${clause.holds}`}>
      <i aria-hidden="true">{marks[clause.holds]}</i>
      <div>
        <b>{t(`people:clauses.${clause.of}`)}</b> <span className="sr-only">{t(`people:holds.${clause.holds}`)}</span>
        <p className="note">
          <AsWritten>{t(`people:clauses.${clause.why}`, params)}</AsWritten>
        </p>
        {clause.mend ? <p className="clause-mend">→ {t(`people:mend.${clause.mend}`)}</p> : null}
      </div>
    </li>
  );
}
