// The way to importing contracts, for those who may.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import { contractImporters } from '../pastRegister.ts';

export function ImportLink() {
  const t = useWords();
  const may = useSession()?.roles.some((role) => contractImporters.includes(role)) ?? false;
  return may ? (
    <Link className="button" to={'/contracts/import' as string}>
      {t('official:import.way')}
    </Link>
  ) : null;
}
