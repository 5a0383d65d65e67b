// From what a contract may be used for to asking its seller to register: for who is a member of an organization.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import type { BenefitFacts } from '../benefits.ts';
import { requestReaders } from './readers.ts';

export function AskSeller({ facts }: { facts: BenefitFacts }) {
  const t = useWords();
  const roles = useSession()?.roles ?? [];
  const registered = typeof facts.registeredOn === 'string';
  if (registered || !requestReaders.some((one) => roles.includes(one))) return null;
  const search = new URLSearchParams({ use: 'superDeduction' });
  if (facts.amount) search.set('amount', facts.amount);
  if (typeof facts.signedOn === 'string') search.set('signedOn', facts.signedOn);
  return (
    <section className="card" aria-label={t('registrationRequests:benefits.title')}>
      <h2>{t('registrationRequests:benefits.title')}</h2>
      <p>{t('registrationRequests:benefits.note')}</p>
      <p>
        <Link className="button" to={`/registration-requests/new?${search.toString()}` as string}>
          {t('registrationRequests:actions.create')}
        </Link>
      </p>
    </section>
  );
}
