// The record of a technology manager on the market, on his page: figures each of which opens the list behind it, and the paper.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../../platform/web/call.ts';
import { DocumentButtons } from '../../../platform/web/Documents.tsx';
import { exactNumber } from '../../../platform/web/format.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import { useHealth, useSession } from '../../../platform/web/session.ts';
import { getManagerRecord, type ManagerRecord } from '../../managerRecord.ts';
import './brokering-view.ts';

const engagements = '/engagements';
const proposals = '/proposals';
const carried = '/carried-deals';
const shares = '/deal-shares';
type Behind = { path: string; search: Record<string, string> };
const behind = (path: string, search: Record<string, string> = {}): Behind => ({ path, search });
/** Of each figure the list behind it. */
const lists = {
  standing: behind(engagements, { state: 'standing' }),
  engagements: behind(engagements),
  contacts: behind(engagements),
  dueContacts: behind(engagements),
  proposals: behind(proposals),
  accepted: behind(proposals, { state: 'accepted' }),
  carrying: behind(carried, { state: 'carrying' }),
  completed: behind(carried, { state: 'completed' }),
  deals: behind(shares, { counts: 'yes' }),
  amount: behind(shares, { counts: 'yes' }),
  share: behind(shares, { counts: 'yes' }),
  disputes: behind(shares, { disputed: 'yes' }),
  openDisputes: behind(shares, { state: 'disputed' }),
} as const satisfies Partial<Record<keyof ManagerRecord, Behind>>;
type Figure = keyof typeof lists;
const figures = Object.keys(lists) as Figure[];

export default function RecordOf({ person }: { person: string }) {
  const t = useWords();
  const language = useLanguage();
  const session = useSession();
  const today = useHealth()?.today;
  const asked = useQuery({
    queryKey: ['market record', person, session?.account],
    queryFn: () => call(getManagerRecord, { params: { id: person } }),
    enabled: session !== null,
  });
  const of = asked.data;
  const said = (key: Figure) => (of ? exactNumber(String(of[key]).replace(/\.00$/, ''), false, language) : '');
  const opens = (key: Figure) => of?.opens === 'all' || (of?.opens === 'shares' && lists[key].path === shares);
  const searchOf = (key: Figure): Record<string, string> => ({
    ...lists[key].search,
    ...(key === 'dueContacts' && today ? { dueBy: today } : {}),
    ...(of?.opens === 'shares' ? { manager: person } : {}),
  });
  return (
    <section className="card stack" aria-label={t('dealShares:record.title')}>
      <h2>{t('dealShares:record.title')}</h2>
      {asked.isPending ? <Skeleton lines={4} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {of ? (
        <>
          <dl className="brokering-figures">
            {figures.map((key) => (
              <div key={key}>
                <dt>{t(`dealShares:record.${key}`)}</dt>
                <dd>
                  {opens(key) ? (
                    <Link to={lists[key].path as string} search={searchOf(key)}>
                      {said(key)}
                    </Link>
                  ) : (
                    said(key)
                  )}
                </dd>
              </div>
            ))}
            <div>
              <dt>{t('dealShares:record.affiliatedUntil')}</dt>
              <dd>{of.affiliatedUntil ?? t('dealShares:record.never')}</dd>
            </div>
          </dl>
          <p className="note">{t('dealShares:record.note')}</p>
          <DocumentButtons path={`/technology-managers/${person}/market-record`} name={t('dealShares:record.paper')} />
        </>
      ) : null}
    </section>
  );
}
