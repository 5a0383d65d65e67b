// One proposal of a technology manager: what he proposes for which listing and why, what its owner answered, the deal that came of it.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { life } from '../../proposal.ts';
import { brokeringAsked, type Proposal, proposalsApi } from './brokering-view.ts';
import { toneOfBrokering } from './Stands.tsx';
import { Manager } from './Manager.tsx';

export default function ProposalPage() {
  const t = useWords();
  const { asked, key } = useRecord<Proposal>(proposalsApi, usePathParam('id'), { signedIn: true });
  return (
    <RecordPage asked={asked} back={{ to: '/proposals', words: t('proposals:page.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Proposal; onDone: (after: Proposal) => void }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={one.candidateTitle}
        note={
          <span className="head-names">
            <Tag tone={toneOfBrokering(one.state)}>{t(`proposals:states.${one.state}`)}</Tag>
            <span>{t('proposals:one')}</span>
          </span>
        }
      />
      <div className="two">
        <Facts one={one} />
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={proposalsApi}
            words="proposals"
            primary="accept"
            danger={['decline', 'withdraw']}
            asked={brokeringAsked}
            given={(action) => (action === 'accept' ? { message: one.argument } : undefined)}
            onDone={onDone}
          />
          <History api={proposalsApi} id={one.id} words="proposals" title={t('proposals:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Proposal }) {
  const t = useWords();
  const title = (key: string) => t(`proposals:${key}`);
  return (
    <section className="card" aria-label={title('page.facts')}>
      <h2>{title('page.facts')}</h2>
      <FactList
        facts={[
          [title('argument'), <AsWritten key="argument">{one.argument}</AsWritten>],
          [
            title('candidate'),
            one.candidateShown ? (
              <Link key="candidate" to={`/market/${one.candidate}` as string}>
                {title('page.openCandidate')}
              </Link>
            ) : (
              title('page.gone')
            ),
          ],
          [
            title('listing'),
            <Link key="listing" to={`/engagements/${one.engagement}` as string}>
              <AsWritten>{one.title}</AsWritten>
            </Link>,
          ],
          [title('owner'), <AsWritten key="owner">{one.owner.name}</AsWritten>],
          [title('manager'), <Manager key="manager" one={one.manager} />],
          [title('askedOn'), shownDay(one.askedOn)],
          [title('answeredOn'), one.answeredOn === null ? undefined : shownDay(one.answeredOn)],
          [t('matches:why'), one.why === null ? undefined : t(`matches:whys.${one.why}`)],
          [t('matches:noteField'), one.note === null ? undefined : <AsWritten key="note">{one.note}</AsWritten>],
          [
            title('deal'),
            one.deal === null || one.dealState === null ? undefined : (
              <span key="deal" className="head-names">
                <Tag tone="blue">{t(`deals:states.${one.dealState}`)}</Tag>
                {one.mine === 'owner' ? <Link to={`/deals/${one.deal}` as string}>{t('deals:one')}</Link> : null}
              </span>
            ),
          ],
        ]}
      />
    </section>
  );
}
