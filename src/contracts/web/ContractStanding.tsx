// Above the proof of a contract's slip: whether the registration still stands, for everybody who holds the slip. No word of the contract.
import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/web/call.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, Verdict } from '../../platform/web/Parts.tsx';
import { ProblemError } from '../../platform/web/problem.ts';
import type { ResponseOf } from '../../platform/shared/route.ts';
import { FactList, type StandingProps } from '../../records/web/index.ts';
import { getStanding } from '../publicContract.ts';
import './public.css';

type Standing = ResponseOf<typeof getStanding>;

export default function ContractStanding({ id, event }: StandingProps) {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['public', 'standing', id, event, language],
    queryFn: () => call(getStanding, { params: { id }, query: { event } }),
    retry: false,
  });
  const unknown = asked.error instanceof ProblemError && [400, 404].includes(asked.error.status);
  return (
    <section className="card stack" aria-label={t('publicContracts:standing.title')}>
      <h2>{t('publicContracts:standing.title')}</h2>
      <p className="note">{t('publicContracts:standing.note')}</p>
      {asked.isPending ? <Skeleton lines={5} /> : null}
      {unknown ? (
        <EmptyState title={t('publicContracts:standing.unknown')}>
          <p>{t('publicContracts:standing.unknownWhy')}</p>
        </EmptyState>
      ) : null}
      {asked.isError && !unknown ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Told of={asked.data} /> : null}
    </section>
  );
}

function Told({ of }: { of: Standing }) {
  const t = useWords();
  const changed = of.changes.length > 0;
  const said = of.state === 'registered' && changed ? 'changed' : of.state;
  const tone = of.state === 'revoked' ? 'bad' : said === 'registered' ? 'good' : 'warn';
  return (
    <>
      <p>
        <Verdict tone={tone}>{t(`publicContracts:standing.${said}`)}</Verdict>
      </p>
      <FactList
        facts={[
          [t('publicContracts:standing.code'), <code key="code">{of.code}</code>],
          [t('contracts:ownNumber'), of.ownNumber ?? undefined],
          [t('contracts:registrationNumber'), of.registrationNumber ?? undefined],
          [t('contracts:registeredOn'), of.registeredOn],
          [t('publicContracts:standing.saidAt'), shownInstant(of.saidAt)],
          [
            t('publicContracts:standing.changes'),
            changed ? (
              <ul key="changes" className="public-parties">
                {of.changes.map(({ what, at }) => (
                  <li key={`${at} ${what}`}>
                    {shownInstant(at)} · {t(`publicContracts:standing.what.${what}`)}
                  </li>
                ))}
              </ul>
            ) : undefined,
          ],
        ]}
      />
      {changed ? <p className="note">{t('publicContracts:standing.again')}</p> : null}
    </>
  );
}
