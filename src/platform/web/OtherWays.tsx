// Beside account and password: the government's portal where the house has one, and signing an organization up by letter.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { beginPortal, getWays, portalReasons } from '../shared/portal.ts';
import { useSearch } from './address.ts';
import { address, call } from './call.ts';
import { useWords } from './i18n.ts';

export function OtherWays() {
  const t = useWords();
  const { next } = useSearch();
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => call(getWays), staleTime: Number.POSITIVE_INFINITY }).data;
  return (
    <div className="other-ways">
      {ways?.portal ? (
        <p>
          <a className="button" href={address(beginPortal.path, { next })}>
            {t('members:portal.button')}
          </a>{' '}
          <span className="note">{t('members:portal.note')}</span>
        </p>
      ) : null}
      <p>
        <Link to={'/sign-up' as string}>{t('members:portal.signUp')}</Link>
      </p>
    </div>
  );
}

/** Why the portal's sign-in came to nothing. */
export function PortalProblem() {
  const t = useWords();
  const { portal } = useSearch();
  const reason = portalReasons.find((one) => one === portal);
  return reason ? (
    <div className="problem" role="alert">
      <strong>{t(`members:portal.${reason}`)}</strong>
    </div>
  ) : null;
}
