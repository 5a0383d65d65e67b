// A tenant's answer as its incubator reads it, and fills it in where the tenant tells it by telephone or on paper.
import { usePathParam } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Back } from '../../records/web/index.ts';
import { giveInPlace, keepInPlace, readInPlace } from '../tenantAsk.ts';
import { AnswerSheet } from './AnswerSheet.tsx';

export default function InPlacePage() {
  const t = useWords();
  const params = { id: usePathParam('id'), year: usePathParam('year') };
  return (
    <div className="page answer-page">
      <Back to={`/tenancies/${params.id}`}>{t('tenancies:one')}</Back>
      <AnswerSheet
        key={`${params.id} ${params.year}`}
        by={{
          name: `${params.id} ${params.year}`,
          read: () => call(readInPlace, { params }),
          keep: (given, leaving) => call(keepInPlace, { params, body: given, keepalive: leaving }),
          give: (given) => call(giveInPlace, { params, body: given }),
        }}
      />
    </div>
  );
}
