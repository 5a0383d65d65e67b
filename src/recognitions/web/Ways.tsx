// The ways into a register, for those who may enter: a new recognition, or a file of them.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/web/i18n.ts';
import { useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../recognition.ts';
import { api } from './view.ts';

export function Ways({ kind }: { kind?: string }) {
  const t = useWords();
  const creates = useCreates(api, life);
  return (
    <WaysIn creates={creates}>
      <Link className="button" to={'/recognitions/import' as string}>
        {t('recognitions:list.import')}
      </Link>
      <Link className="button button-primary" to={'/recognitions/new' as string} search={kind ? { kind } : {}}>
        {t('recognitions:actions.create')}
      </Link>
    </WaysIn>
  );
}
