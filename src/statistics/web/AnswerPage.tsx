// The page of a tenant's link: no account, one year, at most fifteen questions.
import { usePathParam } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { giveAnswer, keepAnswer, readAnswer } from '../tenantAsk.ts';
import { AnswerSheet } from './AnswerSheet.tsx';

export default function AnswerPage() {
  const token = usePathParam('token');
  return (
    <div className="page answer-page">
      <AnswerSheet
        key={token}
        by={{
          name: token,
          read: () => call(readAnswer, { body: { token } }),
          keep: (given, leaving) => call(keepAnswer, { body: { token, ...given }, keepalive: leaving }),
          give: (given) => call(giveAnswer, { body: { token, ...given } }),
        }}
      />
    </div>
  );
}
