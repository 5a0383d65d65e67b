// For whom the reader stands in today: told on his desk, with the choice to act for the one who is away.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getDeputies, type Naming } from '../../platform/shared/deputy.ts';
import { offices } from '../../platform/shared/office.ts';
import { call } from '../../platform/web/call.ts';
import { shownDay } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { actFor, useSession } from '../../platform/web/session.ts';

export function Acting() {
  const session = useSession();
  const language = useLanguage();
  const holds = session?.roles.some((one) => offices.some((each) => each === one)) === true;
  const asked = useQuery({ queryKey: ['deputies', language], queryFn: () => call(getDeputies), enabled: holds });
  const running =
    asked.data?.standsIn.filter((one) => one.state === 'running' && one.absent.account !== session?.for?.account) ?? [];
  return running.map((one) => <Offer key={one.id} one={one} />);
}

function Offer({ one }: { one: Naming }) {
  const t = useWords();
  const language = useLanguage();
  const [refused, setRefused] = useState<unknown>(null);
  const { name, account } = one.absent;
  return (
    <aside className="card desk-acting">
      <span>{t('rights:acting.offered', { name, until: shownDay(one.to, language, 'long') })}</span>{' '}
      <button type="button" className="button button-small" onClick={() => void actFor(account).catch(setRefused)}>
        {t('rights:acting.choose', { name })}
      </button>
      {refused ? <ProblemView problem={refused} /> : null}
    </aside>
  );
}
