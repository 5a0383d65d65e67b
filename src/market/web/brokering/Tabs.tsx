// What stands between technology managers and organizations, as one place with four lists: the way from one to another.
import { Link } from '@tanstack/react-router';
import { usePath } from '../../../platform/web/address.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import { brokeringReaders } from '../readers.ts';

export function Tabs() {
  const t = useWords();
  const here = usePath();
  const roles = useSession()?.roles ?? [];
  if (!roles.some((role) => brokeringReaders.some((each) => each === role))) return null;
  const tabs = [
    ['/engagements', 'engagements:nav'],
    ['/proposals', 'proposals:nav'],
    ['/carried-deals', 'carriedDeals:nav'],
    ['/deal-shares', 'dealShares:nav'],
  ] as const;
  return (
    <nav className="brokering-tabs" aria-label={t('dealShares:desk')}>
      {tabs.map(([to, words]) => (
        <Link key={to} to={to as string} aria-current={here === to ? 'page' : undefined}>
          {t(words)}
        </Link>
      ))}
    </nav>
  );
}
