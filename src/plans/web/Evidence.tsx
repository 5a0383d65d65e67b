// What shows that something is done: a document's number, and records of the platform, each with its page.
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import type { shownEvidence } from '../milestone.ts';

export function Evidence({ of }: { of: z.output<typeof shownEvidence> }) {
  const t = useWords();
  if (of.documentNumber === null && of.records.length === 0) return null;
  return (
    <ul className="evidence">
      {of.documentNumber === null ? null : (
        <li>
          {t('milestones:documentNumber')} <AsWritten>{of.documentNumber}</AsWritten>
        </li>
      )}
      {of.records.map((one) => {
        const to = recordKind(one.kind)?.page?.(one.id);
        return (
          <li key={one.id}>
            <span className="note">{t(`milestones:evidenceKinds.${one.kind}`)} </span>
            {to ? (
              <Link to={to}>
                <AsWritten>{one.title}</AsWritten>
              </Link>
            ) : (
              <AsWritten>{one.title}</AsWritten>
            )}
          </li>
        );
      })}
    </ul>
  );
}
