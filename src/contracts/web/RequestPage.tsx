// One request to register: what is asked and by when, the contract by which it was taken up, what either side may do, what happened.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { hasWords, useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage } from '../../records/web/index.ts';
import { life } from '../registrationRequest.ts';
import {
  type RegistrationRequest,
  requestAsked,
  requestsApi,
  toneOfRequest,
  useRequest,
  useRequestSources,
} from './request-view.ts';
import { yuan } from './view.ts';

export default function RequestPage() {
  const t = useWords();
  const { asked, key } = useRequest(usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/registration-requests', words: t('registrationRequests:list.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: RegistrationRequest; onDone: (after: RegistrationRequest) => void }) {
  const t = useWords();
  const sources = useRequestSources(one);
  return (
    <>
      <PageHead
        title={one.title}
        note={
          <span className="head-names">
            <Tag tone={toneOfRequest(one.state)}>{t(`registrationRequests:states.${one.state}`)}</Tag>
            <span>{t(`registrationRequests:sides.${one.side}`)}</span>
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={requestsApi}
            words="registrationRequests"
            primary="takeUp"
            danger={['decline', 'withdraw']}
            asked={requestAsked}
            sources={sources}
            onDone={onDone}
          />
          <History api={requestsApi} id={one.id} words="registrationRequests" title={t('registrationRequests:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: RegistrationRequest }) {
  const t = useWords();
  const title = (key: string) => t(`registrationRequests:${key}`);
  const why =
    one.reason !== null && hasWords(`registrationRequests:reasons.${one.reason}`) ? title(`reasons.${one.reason}`) : one.reason;
  return (
    <section className="card" aria-label={title('page.facts')}>
      <h2>{title('page.facts')}</h2>
      <FactList
        facts={[
          [title('buyer'), one.buyerName],
          [title('seller'), one.sellerName],
          [title('use'), title(`uses.${one.use}`)],
          [title('neededOn'), one.neededOn],
          [title('signedOn'), one.signedOn ?? undefined],
          [title('amount'), yuan(one.amount) ?? undefined],
          [title('note'), one.note ?? undefined],
          [title('askedOn'), one.askedOn],
          [title('answeredOn'), one.answeredOn ?? undefined],
          [title('reason'), why ?? undefined],
          [
            title('contractState'),
            one.state === 'takenUp' || one.contract !== null ? <Linked key="contract" one={one} /> : undefined,
          ],
        ]}
      />
    </section>
  );
}

/** A draft is its seller's alone. */
function Linked({ one: { contract, contractState } }: { one: RegistrationRequest }) {
  const t = useWords();
  if (contract === null) return <span className="note">{t('registrationRequests:page.draftHidden')}</span>;
  return (
    <>
      <AsWritten>{t(`contracts:states.${contractState}`)}</AsWritten>{' '}
      <Link to={`/contracts/${contract}` as string}>{t('registrationRequests:page.openContract')}</Link>
    </>
  );
}
