// Where a technology manager worked over time, as stated, confirmed and ended; and the certificates one after the other.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { useHealth } from '../../platform/web/session.ts';
import { affiliationOn, certificateOn, confirmedUntil, isConfirmed } from '../contributes.ts';
import type { Person } from './view.ts';

export function Affiliations({ one }: { one: Person }) {
  const t = useWords();
  const today = useHealth()?.today ?? '';
  const now = affiliationOn(one.affiliations, today);
  return (
    <section className="card" aria-label={t('people:page.affiliations')}>
      <h2>{t('people:page.affiliations')}</h2>
      {one.affiliations.length === 0 ? <EmptyState title={t('people:page.noAffiliation')} /> : null}
      <ol className="timeline">
        {one.affiliations.toReversed().map((each) => (
          <li key={`${each.organization} ${each.on}`}>
            <div className="timeline-what">
              <Link to={`/organizations/${each.organization}` as string}>
                <AsWritten>{each.organizationName ?? t('people:page.organizationGone')}</AsWritten>
              </Link>
              <span className="timeline-states">
                {each.endedOn === null
                  ? t('people:page.since', { day: each.on })
                  : t('people:page.fromTo', { from: each.on, to: each.endedOn })}
              </span>
            </div>
            <div className="timeline-who">
              {t('people:page.stated', { day: each.saidOn, by: t(`people:statedBy.${each.statedBy}`) })}
            </div>
            <div className="timeline-seal">
              <Confirmations of={each} now={each === now} today={today} />
            </div>
            {each.endReason ? (
              <p className="timeline-why">
                <AsWritten>{t('people:page.endReason', { reason: each.endReason })}</AsWritten>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

type Affiliation = Person['affiliations'][number];
/** When the organization gave its word, and how long the last one holds. */
function Confirmations({ of, now, today }: { of: Affiliation; now: boolean; today: string }) {
  const t = useWords();
  const until = confirmedUntil(of);
  if (until === null) return <Verdict tone="none">{t(now ? 'people:page.waiting' : 'people:page.neverConfirmed')}</Verdict>;
  const days = of.confirmations.join(t('people:page.comma'));
  return (
    <span className="confirmed">
      <Verdict tone={isConfirmed(of, today) || !now ? 'good' : 'bad'}>{t('people:page.confirmed', { days })}</Verdict>
      {now ? (
        <span className="note">
          {t(isConfirmed(of, today) ? 'people:page.holdsUntil' : 'people:page.heldUntil', { day: until })}
        </span>
      ) : null}
    </span>
  );
}

export function Certificates({ one }: { one: Person }) {
  const t = useWords();
  const today = useHealth()?.today ?? '';
  const now = certificateOn(one.certificates, today);
  if (one.certificates.length === 0) return null;
  return (
    <section className="card" aria-label={t('people:page.certificates')}>
      <h2>{t('people:page.certificates')}</h2>
      <ol className="timeline">
        {one.certificates.toReversed().map((each) => (
          <li key={each.from}>
            <div className="timeline-what">
              <b>{t(`people:titles.${each.level}`)}</b>
              <span className="timeline-states">
                {each.to === null
                  ? t('people:page.since', { day: each.from })
                  : t('people:page.validFromTo', { from: each.from, to: each.to })}
              </span>
              {each === now ? <Tag tone="good">{t('people:page.inForce')}</Tag> : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
