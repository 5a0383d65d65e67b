// The judgement: what is missing, every rule's verdict with its sentence, the amount proposed. What is decided stands below it (Decisions.tsx).
import { Link } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import type { CheckResult } from '../../check.ts';
import { queueStates } from '../../desk.ts';
import { CheckResultView } from '../CheckResultView.tsx';
import { ContractSignals } from '../ContractSignals.tsx';
import { type Contract, toneOf } from '../view.ts';
import type { At } from './Matter.tsx';

/** A missing field as it is called. */
export const nameOfMissing = (path: string): string =>
  path === 'parties.buyer'
    ? 'contracts:roles.buyer'
    : path.startsWith('parties.')
      ? 'contracts:party.authorised'
      : `contracts:${path}`;

type Props = {
  one: Contract;
  asked: UseQueryResult<CheckResult>;
  isReading: boolean;
  show: (at: At) => void;
};

export function Judgement({ one, asked, isReading, show }: Props) {
  const t = useWords();
  return (
    <div className="rdesk-judged">
      <div className="rdesk-name">
        <h2>
          <AsWritten>{one.title}</AsWritten>
        </h2>
        <span className="head-names">
          <Tag tone={toneOf(one.state)}>{t(`contracts:states.${one.state}`)}</Tag>
          {one.large ? <Tag tone="warn">{t('contracts:large')}</Tag> : null}
          {one.needsSecondReview ? <Tag>{t('contractDesk:flag.secondReview')}</Tag> : null}
          <Link to={`/contracts/${one.id}` as string}>{t('contractDesk:judgement.open')}</Link>
        </span>
        {queueStates.some((state) => state === one.state) ? null : <p className="note">{t('contractDesk:judgement.gone')}</p>}
      </div>
      {one.missing.length > 0 ? (
        <p className="head-names rdesk-missing">
          <span>{t('contractDesk:judgement.missing')}</span>
          {one.missing.map((path) => (
            <Tag key={path} tone="warn">
              {t(nameOfMissing(path))}
            </Tag>
          ))}
        </p>
      ) : null}
      <ContractSignals contract={one.id} version={one.version} compact />
      {one.hasText ? null : <p className="note">{t('contractDesk:judgement.noRules')}</p>}
      {one.hasText && (isReading || asked.isPending) && !asked.isError ? <Skeleton lines={10} height={320} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <CheckResultView result={asked.data} stale={asked.isPlaceholderData} show={show} slips={false} /> : null}
    </div>
  );
}
