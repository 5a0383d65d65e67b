// The pages of statistics side by side: what sources report, other places, what nobody has published, what the city publishes.
import { Link } from '@tanstack/react-router';
import { usePath } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import './statistics.css';

const sections = [
  { to: '/figures', words: 'statistics:sections.figures' },
  { to: '/figures/confirm', words: 'statistics:sections.confirm' },
  { to: '/figures/elsewhere', words: 'statistics:sections.elsewhere' },
  { to: '/figures/gaps', words: 'statistics:sections.gaps' },
  { to: '/above-scale', words: 'listings:nav' },
  { to: '/releases', words: 'statistics:sections.releases' },
  { to: '/publications', words: 'statistics:publications' },
  { to: '/open-data', words: 'statistics:sections.open' },
] as const;

const bringIntoSight = (link: HTMLAnchorElement | null) => {
  const row = link?.parentElement;
  if (link && row) row.scrollLeft = link.offsetLeft + link.offsetWidth - row.clientWidth;
};

export function Sections() {
  const t = useWords();
  const path = usePath();
  return (
    <nav className="statistics-sections" aria-label={t('statistics:nav')}>
      {sections.map((one) => (
        <Link
          key={one.to}
          to={one.to as string}
          activeOptions={{ exact: true }}
          aria-current={path === one.to ? 'page' : undefined}
          // On a phone the row scrolls sideways: the section that is open is brought into sight.
          ref={path === one.to ? bringIntoSight : undefined}
        >
          {t(one.words)}
        </Link>
      ))}
    </nav>
  );
}
