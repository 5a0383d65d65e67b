// Experts, as the bureau invites them.
import { newExpert } from '../shared/members.ts';
import { useWords } from './i18n.ts';
import { Invitations } from './Invitations.tsx';
import { OnlyFor } from './OnlyFor.tsx';
import { PageHead } from './Parts.tsx';

export default function ExpertsPage() {
  const t = useWords();
  return (
    <OnlyFor roles={['bureauOfficer']} title={t('members:experts.title')}>
      {() => (
        <div className="page account-page">
          <PageHead title={t('members:experts.title')} note={t('members:experts.note')} />
          <Invitations path="/experts/invitations" words="expert" asked={newExpert} />
        </div>
      )}
    </OnlyFor>
  );
}
