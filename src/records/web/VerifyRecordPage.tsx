// Where the QR code of a document leads: the proof of the event that it tells of, its check code, and whether the record has changed since.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { checkCode } from '../../platform/shared/document.ts';
import { usePath, usePathParam, useSearch } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { useSession } from '../../platform/web/session.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Verdict } from '../../platform/web/Parts.tsx';
import { recordKind } from '../../platform/web/pages.ts';
import { ProblemError } from '../../platform/web/problem.ts';
import type { EventView } from '../../platform/web/Timeline.tsx';
import { type Proof, proofWithheld } from '../record.ts';
import { check, leafOf } from './check.ts';
import { FactList } from './Parts.tsx';
import { hasStanding, standingPart } from './standing.ts';
import { publishedHead, Result } from './VerifyPage.tsx';

export default function VerifyRecordPage() {
  const t = useWords();
  const [kind, id] = [usePathParam('kind'), usePathParam('id')];
  const { event = '' } = useSearch();
  const known = recordKind(kind);
  return (
    <div className="page">
      <PageHead title={t('pages:verify.document')} note={t('pages:verify.documentNote')} />
      {event ? <Suspense fallback={<Skeleton lines={5} height={220} />}>{standingPart(kind, { id, event })}</Suspense> : null}
      {known && event ? (
        <Proved api={known.api} name={t(known.words)} page={known.page?.(id)} id={id} event={event} />
      ) : (
        <NotShown why={t('pages:verify.badCode')} />
      )}
    </div>
  );
}

type ProvedProps = { api: string; name: string; page: string | undefined; id: string; event: string };

function Proved({ api, name, page, id, event }: ProvedProps) {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['verify', api, id, event, language],
    queryFn: async () => {
      const proof = await request<Proof>('GET', `${api}/${id}/proof`, { query: { event } });
      const events = await request<{ items: EventView[] }>('GET', `${api}/${id}/events`, { query: { limit: 1 } });
      const head = await publishedHead(proof);
      return {
        verdict: await check(proof, head),
        head,
        code: checkCode(await leafOf(proof)),
        latest: events.items[0] ?? null,
        // Only once: an answer that is refused stays refused.
      };
    },
    retry: false,
  });
  if (asked.isPending) return <Skeleton lines={10} height={420} />;
  if (asked.isError) {
    const refused = asked.error instanceof ProblemError ? asked.error : null;
    const hidden = refused !== null && [400, 401, 403, 404].includes(refused.status);
    return refused?.code === proofWithheld.code ? (
      <NotShown title={t('pages:verify.notShownTitle')} why={refused.detail} />
    ) : hidden ? (
      <NotShown why={t('pages:verify.notShown')} />
    ) : (
      <ProblemView problem={asked.error} again={() => void asked.refetch()} />
    );
  }
  const { verdict, head, code, latest } = asked.data;
  const changed = latest !== null && latest.id !== event;
  return (
    <div className="two">
      <div className="stack">
        <section className="card stack" aria-label={t('pages:verify.code')}>
          <h2>{t('pages:verify.code')}</h2>
          <p className="verify-code">
            <code>{code}</code>
          </p>
          <p className="note">{t('pages:verify.codeNote')}</p>
          <p>
            <Verdict tone={changed ? 'warn' : 'good'}>{t(changed ? 'pages:verify.changed' : 'pages:verify.unchanged')}</Verdict>
          </p>
          <FactList
            facts={[
              [
                t('pages:verify.record'),
                page ? (
                  <Link key="record" to={page as string}>
                    {name}
                  </Link>
                ) : (
                  name
                ),
              ],
              [t('pages:verify.saidAt'), shownInstant(verdict.body.at)],
              [t('pages:verify.changedAt'), changed ? shownInstant(latest.recordedAt) : undefined],
            ]}
          />
        </section>
      </div>
      <div className="stack">
        <Result outcome={{ verdict, head, own: false }} />
      </div>
    </div>
  );
}

/** The same for a record that is not there and for one that the reader may not see. */
function NotShown({ why, title }: { why: string; title?: string }) {
  const t = useWords();
  const kind = usePathParam('kind');
  const session = useSession();
  const path = usePath();
  const search = useSearch();
  const next = `${path}?${new URLSearchParams(search).toString()}`;
  return (
    <section className="card">
      <EmptyState title={title ?? t(hasStanding(kind) ? 'pages:verify.onlyStanding' : 'pages:verify.notShownTitle')}>
        <p>{why}</p>
        <p className="head-names">
          <Link className="button" to={'/verify' as string}>
            {t('pages:verify.withFile')}
          </Link>
          {session ? null : (
            <Link className="button button-primary" to={'/sign-in' as string} search={{ next }}>
              {t('shell:signIn.title')}
            </Link>
          )}
        </p>
      </EmptyState>
    </section>
  );
}
