// One certified list: whether it holds, what stands on it, its papers, what may be done, history.
import { useQuery } from '@tanstack/react-query';
import { usePathParam } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, withControls } from '../../records/web/index.ts';
import { getListed } from '../certifiedList.ts';
import { type CertifiedList, listReaders, listsApi, toneOf, useCertifiedList } from './certified-view.ts';
import { ListedContracts } from './ListedContracts.tsx';
import './contracts.css';

export default function CertifiedListPage() {
  const t = useWords();
  return (
    <OnlyFor roles={listReaders} title={t('certifiedLists:one')}>
      {() => <Asked />}
    </OnlyFor>
  );
}

function Asked() {
  const t = useWords();
  const { asked, key } = useCertifiedList(usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/certified-lists', words: t('certifiedLists:back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

/** Why a list no longer holds, in one sentence; null while it does. */
export function useFallen(): (one: Pick<CertifiedList, 'invalidOn' | 'invalidBecause' | 'invalidNumber'>) => string | null {
  const t = useWords();
  return ({ invalidOn, invalidBecause, invalidNumber }) =>
    invalidBecause === null
      ? null
      : t(`certifiedLists:fallen.${invalidBecause}`, { day: invalidOn ?? '', number: invalidNumber ?? '' });
}

function Shown({ one, onDone }: { one: CertifiedList; onDone: (after: CertifiedList) => void }) {
  const t = useWords();
  const fallen = useFallen()(one);
  return (
    <>
      <PageHead
        title={one.number}
        note={
          <span className="head-names">
            <Tag tone={toneOf(one.state)}>{t(`certifiedLists:states.${one.state}`)}</Tag>
            {fallen ? <span>{fallen}</span> : null}
          </span>
        }
        aside={<DocumentButtons path={`${listsApi}/${one.id}/list`} name={t('certifiedLists:one')} formats={['pdf', 'xlsx']} />}
      />
      <div className="two">
        <div className="stack">
          <section className="card" aria-label={t('certifiedLists:facts')}>
            <h2>{t('certifiedLists:facts')}</h2>
            <FactList
              facts={[
                [t('certifiedLists:purpose'), one.purpose],
                [
                  t('certifiedLists:madeFor'),
                  one.organizationName ?? one.registryName ?? t(`certifiedLists:offices.${one.office}`),
                ],
                [t('certifiedLists:madeOn'), one.madeOn],
                [t('certifiedLists:code'), <code key="code">{one.code}</code>],
                [t('certifiedLists:reason'), one.reason ?? undefined],
              ]}
            />
          </section>
          <Contents one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            api={listsApi}
            words="certifiedLists"
            primary=""
            danger={['withdraw']}
            asked={(offer) => withControls(offer, { controls: { reason: { control: 'textarea' } } })}
            onDone={onDone}
          />
          <History api={listsApi} id={one.id} words="certifiedLists" title={t('certifiedLists:history')} />
        </div>
      </div>
    </>
  );
}

function Contents({ one }: { one: CertifiedList }) {
  const t = useWords();
  const contents = useQuery({
    queryKey: [listsApi, one.id, 'contracts'],
    queryFn: () => call(getListed, { params: { id: one.id } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="card" aria-label={t('certifiedLists:contracts')}>
      <h2>
        {t('certifiedLists:contracts')}
        <span className="note">{one.count}</span>
      </h2>
      {contents.isPending ? <Skeleton lines={4} height={160} /> : null}
      {contents.isError ? <ProblemView problem={contents.error} again={() => void contents.refetch()} /> : null}
      {contents.data ? (
        <ListedContracts items={contents.data.items} amount={one.amount} technologyAmount={one.technologyAmount} />
      ) : null}
    </section>
  );
}
