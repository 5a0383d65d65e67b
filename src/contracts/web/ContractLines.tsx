// Some contracts, one a line: title and state, what is said beside it, its amount. Not a table: nothing is sorted, filtered or added up here.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { toneOf, yuan } from './view.ts';
import './public.css';

type Line = { id: string; to: string; title: string; state: string; amount: string | null; note: ReactNode };

export function ContractLines({ lines }: { lines: readonly Line[] }) {
  const t = useWords();
  return (
    <ul className="contract-lines">
      {lines.map((one) => (
        <li key={one.id}>
          <span className="contract-line-what">
            <Link to={one.to as string}>
              <AsWritten>{one.title}</AsWritten>
            </Link>
            <Tag tone={toneOf(one.state)}>{t(`contracts:states.${one.state}`)}</Tag>
          </span>
          <span className="contract-line-amount">{yuan(one.amount)}</span>
          <span className="note">{one.note}</span>
        </li>
      ))}
    </ul>
  );
}
