// One contract: where it stands and until when, what it says, its amounts and each change of them, its text, what may be done, history.
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { useSession } from '../../platform/web/session.ts';
import { acted, type Guard, History, RecordActions, RecordFiles, RecordPage } from '../../records/web/index.ts';
import { life } from '../contract.ts';
import { ContractCounts } from './ContractCounts.tsx';
import { ContractManagers } from './ContractManagers.tsx';
import { Amounts, Defects, Missing, Parties, Terms } from './Facts.tsx';
import { sensible, useContractSources } from './asking.tsx';
import { asAsked, givenOf } from './form.ts';
import { ContractSignals } from './ContractSignals.tsx';
import { ContractText } from './ContractText.tsx';
import { Objections, Opinions } from './Objections.tsx';
import { contractReaders } from './readers.ts';
import { contractSections } from './sections.ts';
import { Receipts } from './Receipts.tsx';
import { Revocation, RevocationDay } from './RevocationDay.tsx';
import { givenClaim, Stake, TaxClaims, withClaims } from './TaxClaims.tsx';
import { api, type Contract, toneOf, useContract } from './view.ts';
import './contracts.css';
import { contractReadWords } from './reads-words.ts';
import { contractCertificateWords } from './certificate-words.ts';

addWords({ contractCertificate: contractCertificateWords, contractReads: contractReadWords });

export default function ContractPage() {
  const t = useWords();
  return (
    <OnlyFor roles={contractReaders} title={t('contracts:one')}>
      {() => <Asked />}
    </OnlyFor>
  );
}

function Asked() {
  const t = useWords();
  const { asked, key } = useContract(usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/contracts', words: t('contracts:page.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

/** The documents that a contract in this state has. */
function Papers({ one }: { one: Contract }) {
  const t = useWords();
  const path = `${api}/${one.id}`;
  return (
    <>
      {one.statements.length > 0 ? <DocumentButtons path={`${path}/slip`} name={t('contracts:paper.slip')} /> : null}
      {one.certified ? <DocumentButtons path={`${path}/certificate`} name={t('contractCertificate:name')} /> : null}
      {one.state === 'sentBack' ? (
        <DocumentButtons path={`${path}/supplement-notice`} name={t('contracts:paper.supplement')} formats={['docx']} />
      ) : null}
      {one.state === 'refused' ? (
        <DocumentButtons path={`${path}/refusal-notice`} name={t('contracts:paper.refusal')} formats={['docx']} />
      ) : null}
      {one.type ? <DocumentButtons path={`${path}/model`} name={t('contractModels:paper')} formats={['docx']} /> : null}
      <DocumentButtons path={`${path}/registration-form`} name={t('contracts:paper.form')} formats={['docx']} />
    </>
  );
}

/** Before any file is taken the reader confirms that it holds no secret, and a marked one is not sent. */
const guardOf = (t: ReturnType<typeof useWords>, own: boolean): Guard => ({
  given: t(own ? 'contractReads:stamped.own' : 'contractReads:stamped'),
  confirm: t('contracts:file.confirm'),
  stopped: async (file) => {
    const mark = await (await import('./fileMarks.ts')).firstMark(file);
    return mark === null ? null : t('contracts:refusals.markedSecret', { mark });
  },
});

/** What comes next, where the reader may do it. */
const steps = [
  'submit',
  'supplement',
  'accept',
  'uphold',
  'assignRecheck',
  'recordOpinion',
  'register',
  'review',
  'noteReceipt',
  'noteOfficial',
];
const dangerous = [
  'withdraw',
  'refuse',
  'cancel',
  'revoke',
  'revokeOnRecheck',
  'withdrawObjection',
  'voidReceipt',
  'withdrawTaxClaim',
  'undoConfirmation',
];
/** Forms that take long to fill in: what was typed is not lost with the page. */
const kept = ['edit', 'sendBack', 'recordOpinion', 'object', 'recordObjection'];

function Head({ one, own }: { one: Contract; own: boolean }) {
  const t = useWords();
  return (
    <PageHead
      title={one.title}
      note={
        <span className="head-names">
          <Tag tone={toneOf(one.state)}>{t(`contracts:states.${one.state}`)}</Tag>
          {one.type ? <span>{t(`contracts:types.${one.type}`)}</span> : null}
          {one.ownNumber ? <code>{one.ownNumber}</code> : null}
          {one.large ? <Tag tone="warn">{t('contracts:large')}</Tag> : null}
          {one.registryName ? (
            <span>
              <AsWritten>{one.registryName}</AsWritten>
            </span>
          ) : null}
          {one.dueOn ? <span>{t('contracts:page.due', { day: one.dueOn })}</span> : null}
        </span>
      }
      aside={
        <>
          {own ? (
            <Link className="button button-small" to={'/contracts/new' as string} search={{ from: one.id }}>
              {t('contracts:page.copy')}
            </Link>
          ) : null}
          <Papers one={one} />
        </>
      }
    />
  );
}

function Shown({ one, onDone }: { one: Contract; onDone: (after: Contract) => void }) {
  const t = useWords();
  const offered = new Set(one.actions.map(({ name }) => name));
  const first = one.state === 'accepted' && one.needsSecondReview ? ['review', ...steps] : steps;
  const organization = useSession()?.organization ?? null;
  const own = organization === one.seller;
  const sources = useContractSources(one);
  return (
    <>
      <Head one={one} own={own} />
      <div className="two">
        <div className="stack">
          <Defects one={one} />
          {own ? <Missing one={one} /> : null}
          <Objections one={one} />
          <Opinions one={one} />
          <Amounts one={one} />
          <Revocation one={one} />
          <Stake one={one} />
          <Receipts one={one} />
          <TaxClaims one={one} />
          <Parties one={one} />
          <ContractManagers one={one} />
          <Terms one={one} />
          <ContractSignals contract={one.id} version={one.version} />
          <ContractCounts one={one} />
          <ContractText key={one.textDigest} one={one} />
          <RecordFiles kind="contract" record={one.id} version={one.version} guard={guardOf(t, own)} />
        </div>
        <div className="stack">
          <Suspense>
            {contractSections().map((Section, at) => (
              <Section key={String(at)} contract={one.id} />
            ))}
          </Suspense>
          <RecordActions
            one={one}
            life={life}
            api={api}
            words="contracts"
            primary={first.find((name) => offered.has(name)) ?? ''}
            danger={dangerous}
            keeps={kept}
            actions={sensible(one)}
            asked={asAsked}
            sources={(action) =>
              withClaims(one, { ...sources, notes: { ground: () => <RevocationDay one={one} /> } }, action, {
                own: organization,
                t,
              })
            }
            given={(action) => {
              if (action === 'recordTaxClaim') return givenClaim(one, organization);
              const given = givenOf(one, action);
              const received = action === 'settle' && Number(one.received) > 0;
              // What was received is what a royalty came to: its reason says so.
              return received ? { ...given, reason: t('contracts:receipts.settled', { receipts: one.received }) } : given;
            }}
            onDone={onDone}
          />
          <History api={api} id={one.id} words="contracts" title={t('contracts:page.history')} />
        </div>
      </div>
    </>
  );
}
