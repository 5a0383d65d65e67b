// The working pages of the plan at work side by side: milestones, orders, district reports, cases in hand.
import { Link } from '@tanstack/react-router';
import { usePath } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import './at-work.css';

const sections = [
  { to: '/milestones', words: 'atWork:sections.milestones' },
  { to: '/orders', words: 'atWork:sections.orders' },
  { to: '/work-reports', words: 'atWork:sections.reports' },
  { to: '/case-drafts', words: 'atWork:sections.cases' },
] as const;

export function WorkSections() {
  const t = useWords();
  const path = usePath();
  return (
    <nav className="work-sections" aria-label={t('atWork:nav')}>
      {sections.map((one) => (
        <Link
          key={one.to}
          to={one.to as string}
          activeOptions={{ exact: true }}
          aria-current={path === one.to ? 'page' : undefined}
        >
          {t(one.words)}
        </Link>
      ))}
    </nav>
  );
}
