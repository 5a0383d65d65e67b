// Checking a proof in the browser, against the platform's present head or one that the reader kept. Sends nothing of the proof anywhere.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../platform/web/call.ts';
import { saveFile } from '../../platform/web/download.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, Verdict } from '../../platform/web/Parts.tsx';
import { recordKind } from '../../platform/web/pages.ts';
import { proofAddress } from '../../platform/web/Timeline.tsx';
import { getSealHead, type Proof } from '../record.ts';
import { canCheck, check, type Checked, readSealFile, type SealHead, type Verdict as ProofVerdict } from './check.ts';
import { DropZone } from './DropZone.tsx';
import { FactList } from './Parts.tsx';
import { SealedText } from './SealedText.tsx';

type Outcome = { verdict: ProofVerdict; head: SealHead | null; own: boolean };
type Fault = { words: 'broken' | 'neither' | 'noCrypto'; file: string };

const useHead = () => useQuery({ queryKey: ['seals', 'head'], queryFn: () => call(getSealHead, { query: {} }), staleTime: 0 });
/** What this platform publishes of the chain where the proof arrives; null where it is not the proof's, or cannot be reached. */
export const publishedHead = async ({ city, algorithm, head: batch }: Proof): Promise<SealHead | null> => {
  const head = await call(getSealHead, { query: { batch } }).catch(() => null);
  return head?.city === city && head.algorithm === algorithm ? head : null;
};

export default function VerifyPage() {
  const t = useWords();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const take = async (files: File[]) => {
    let proof: { of: Proof; file: string } | null = null;
    let kept: SealHead | null = null;
    const wrong: Fault[] = [];
    for (const file of files) {
      const read = readSealFile(await file.text());
      if (read === null) wrong.push({ words: 'neither', file: file.name });
      else if ('proof' in read) proof = { of: read.proof, file: file.name };
      else kept = read.head;
    }
    // A head dropped alone is put to the proof that was checked before.
    const of = proof?.of ?? (kept ? outcome?.verdict.proof : undefined);
    if (of && !canCheck(of.algorithm)) wrong.push({ words: 'noCrypto', file: proof?.file ?? '' });
    else if (of) {
      const head = kept ?? (await publishedHead(of));
      try {
        setOutcome({ verdict: await check(of, head), head, own: kept !== null });
      } catch {
        setOutcome(null);
        wrong.push({ words: 'broken', file: proof?.file ?? '' });
      }
    }
    setFaults(wrong);
  };
  return (
    <div className="page">
      <PageHead title={t('pages:verify.title')} note={t('pages:verify.note')} />
      <div className="two">
        <div className="stack">
          <DropZone
            many
            accept=".json,application/json"
            title={t('pages:verify.drop')}
            button={t('pages:verify.choose')}
            onFiles={(files) => void take(files)}
          >
            <p className="note">{t('pages:verify.dropHead')}</p>
            <p className="note">{t('pages:verify.where')}</p>
          </DropZone>
          {faults.map((one) => (
            <div key={one.file} className="problem" role="alert">
              <strong>{t(`pages:verify.${one.words}`, { file: one.file })}</strong>
            </div>
          ))}
          {outcome ? <Result outcome={outcome} /> : null}
        </div>
        <div className="stack">
          <HeadNow />
          <Script />
        </div>
      </div>
    </div>
  );
}

export function Result({ outcome: { verdict, head, own } }: { outcome: Outcome }) {
  const t = useWords();
  const failed = verdict.checks.some((one) => one.holds === false);
  const title = failed ? 'invalid' : verdict.valid ? 'valid' : 'undecided';
  const tone = failed ? 'bad' : verdict.valid ? 'good' : 'warn';
  return (
    <>
      <section className="card" aria-live="polite" aria-label={t(`pages:verify.${title}`)}>
        <p className="verdict-large">
          <Verdict tone={tone}>{t(`pages:verify.${title}`)}</Verdict>
        </p>
        <ul className="checks">
          {verdict.checks.map((one) => (
            <CheckLine key={one.step} checked={one} batch={head?.batch ?? 0} verdict={verdict} />
          ))}
        </ul>
        {head ? <p className="note">{t(own ? 'pages:verify.headOwn' : 'pages:verify.headUsed')}</p> : null}
      </section>
      <SealedText body={verdict.body} raw={verdict.proof.body} city={verdict.proof.city} />
    </>
  );
}

function CheckLine({ checked, batch, verdict }: { checked: Checked; batch: number; verdict: ProofVerdict }) {
  const t = useWords();
  const api = recordKind(verdict.body.kind)?.api;
  const tone = checked.holds === null ? 'warn' : checked.holds ? 'good' : 'bad';
  return (
    <li>
      <Verdict tone={tone}>
        <span className="sr-only">
          {t(tone === 'good' ? 'pages:verify.yes' : tone === 'bad' ? 'pages:verify.no' : 'pages:verify.open')}
        </span>
      </Verdict>
      <span>
        {t(`pages:verify.step.${checked.step}`, { batch })}
        {checked.reason ? <span className="note"> {t(`pages:verify.reason.${checked.reason}`)}</span> : null}
        {checked.reason === 'differentHead' && api ? (
          <a href={proofAddress(api, verdict.body.record, verdict.body.id, batch)} download={`proof-${verdict.body.id}.json`}>
            {t('pages:verify.again', { batch })}
          </a>
        ) : null}
      </span>
    </li>
  );
}

/** The present head of the chain, to keep. */
function HeadNow() {
  const t = useWords();
  const asked = useHead();
  const head = asked.data;
  return (
    <section className="card stack" aria-label={t('pages:verify.headNow')}>
      <h2>{t('pages:verify.headNow')}</h2>
      {asked.isPending ? <Skeleton lines={4} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {head ? (
        <>
          <FactList
            facts={[
              [t('pages:verify.batch'), head.batch === 0 ? t('pages:verify.headNone') : head.batch],
              [t('pages:verify.algorithm'), head.algorithm === 'sm3' ? 'SM3' : 'SHA-256'],
              [t('pages:verify.chain'), <code key="chain">{head.chain}</code>],
              [t('pages:verify.closedAt'), head.closedAt === null ? undefined : shownInstant(head.closedAt)],
            ]}
          />
          <p className="note">{t('pages:verify.headNote')}</p>
          <button
            type="button"
            className="button"
            onClick={() =>
              saveFile(`head-${head.batch}.json`, new Blob([JSON.stringify(head, null, 2)], { type: 'application/json' }))
            }
          >
            {t('pages:verify.saveHead')}
          </button>
        </>
      ) : null}
    </section>
  );
}

function Script() {
  const t = useWords();
  return (
    <section className="card stack" aria-label={t('pages:verify.script')}>
      <h2>{t('pages:verify.script')}</h2>
      <p>{t('pages:verify.scriptNote')}</p>
      <pre className="command">node verify.mjs proof.json head.json</pre>
      <a className="button" href="/verify.mjs" download>
        {t('pages:verify.download')}
      </a>
    </section>
  );
}
