// On which day a revocation of this contract would take back what it counts: its own while the year is open, the day of the act once it is closed.
import { useWords } from '../../platform/web/i18n.ts';
import { exactNumber } from '../../platform/web/format.ts';
import type { Contract } from './view.ts';

export function RevocationDay({ one }: { one: Contract }) {
  const t = useWords();
  if (one.revocation === null || one.revocation.length === 0) return null;
  return (
    <ul className="contract-statements">
      {one.revocation.map((each) => (
        <li key={`${each.of} ${each.amount}`}>
          {each.closedYear === null
            ? t('contractYears:revocation.own', { amount: exactNumber(each.amount), on: each.on })
            : t('contractYears:revocation.later', {
                amount: exactNumber(each.amount),
                on: each.on,
                year: String(each.closedYear),
              })}
        </li>
      ))}
    </ul>
  );
}

/** For who may revoke it: beforehand on the page, and in the dialog (`RevocationDay`). */
export function Revocation({ one }: { one: Contract }) {
  const t = useWords();
  if (one.revocation === null || !one.actions.some(({ name }) => name === 'revoke')) return null;
  return (
    <section className="card" aria-label={t('contractYears:revocation.title')}>
      <h2>{t('contractYears:revocation.title')}</h2>
      <RevocationDay one={one} />
    </section>
  );
}
