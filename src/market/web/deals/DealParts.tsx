// Parts of a deal's page: details with the terms of confidentiality, milestones, the public notice, messages.
import { textIn } from '../../../platform/shared/words.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { DocumentButtons } from '../../../platform/web/Documents.tsx';
import { shownDay, shownInstant } from '../../../platform/web/format.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import { FactList } from '../../../records/web/index.ts';
import { dealSides } from '../../deal.ts';
import { bothAccepted } from '../../nda.ts';
import { type Deal, dealsApi, useNda } from './deal-view.ts';
import './deals.css';

export function Details({ one }: { one: Deal }) {
  const t = useWords();
  return (
    <>
      {one.mine === 'asker' && one.state !== 'interested' ? (
        <section className="card" aria-label={t('deals:page.details')}>
          <h2>{t('deals:page.details')}</h2>
          {one.details === null ? <p className="note">{t('deals:page.kept')}</p> : null}
          {one.details === null ? null : (
            <p className="deal-text">
              <AsWritten>{one.details.text}</AsWritten>
            </p>
          )}
          {one.details?.acceptance ? (
            <>
              <h3>{t('market:acceptance')}</h3>
              <p className="deal-text">
                <AsWritten>{one.details.acceptance}</AsWritten>
              </p>
            </>
          ) : null}
        </section>
      ) : null}
      {one.ndaNeeded ? <Terms one={one} /> : null}
    </>
  );
}

function Terms({ one }: { one: Deal }) {
  const t = useWords();
  const language = useLanguage();
  const nda = useNda().data;
  const accepted = (side: (typeof dealSides)[number]) => {
    const by = one.ndas.find((each) => each.side === side);
    return by ? t('deals:page.ndaOn', { on: by.on, version: by.version }) : t('deals:page.ndaOpen');
  };
  return (
    <section className="card" aria-label={t('deals:page.nda')}>
      <h2>{t('deals:page.nda')}</h2>
      <FactList facts={dealSides.map((side) => [t(`deals:sides.${side}`), accepted(side)] as const)} />
      {nda ? (
        <details>
          <summary>{t('deals:page.ndaText', { version: nda.version })}</summary>
          <ol className="deal-clauses">
            {nda.clauses.map((clause) => (
              <li key={clause.zh}>{textIn(clause, language)}</li>
            ))}
          </ol>
          <p className="note">{textIn(nda.basis, language)}</p>
        </details>
      ) : null}
      {bothAccepted(one.ndas) ? <DocumentButtons path={`${dealsApi}/${one.id}/nda`} name={t('deals:page.ndaPaper')} /> : null}
    </section>
  );
}

export function Milestones({ one }: { one: Deal }) {
  const t = useWords();
  if (one.milestones.length === 0) return null;
  return (
    <section className="card" aria-label={t('deals:milestones')}>
      <h2>{t('deals:milestones')}</h2>
      <ol className="deal-clauses">
        {one.milestones.map((each, at) => (
          <li key={`${at} ${each.what}`}>
            <AsWritten>{each.what}</AsWritten> {each.on === null ? null : shownDay(each.on)}{' '}
            {each.reachedOn === null ? null : <Tag tone="good">{t('deals:page.reached', { on: each.reachedOn })}</Tag>}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function NoticeCard({ one }: { one: Deal }) {
  const t = useWords();
  const { notice } = one;
  if (notice === null && !one.noticeNeeded) return null;
  return (
    <section className="card" aria-label={t('deals:page.notice')}>
      <h2>{t('deals:page.notice')}</h2>
      {notice === null ? <p className="note">{t('deals:page.noticeNeeded')}</p> : null}
      {notice?.openedOn && notice.until ? (
        <p>{t('deals:page.noticeRuns', { from: shownDay(notice.openedOn), until: shownDay(notice.until) })}</p>
      ) : null}
      {notice?.objections.map((each, at) => (
        <div key={each.number} className="deal-part">
          <h3>
            <AsWritten>
              {t('deals:page.objectionOf', { number: each.number, name: notice.names[at] ?? t('deals:page.someone') })}
            </AsWritten>{' '}
            <Tag tone={each.decision === null ? 'warn' : 'blue'}>{t(`deals:decision.${each.decision ?? 'none'}`)}</Tag>
          </h3>
          <p className="deal-text">
            <AsWritten>{each.text}</AsWritten>
          </p>
          {each.reason === null ? null : (
            <p className="note">
              <AsWritten>{each.reason}</AsWritten>
            </p>
          )}
        </div>
      ))}
    </section>
  );
}

export function Messages({ one }: { one: Deal }) {
  const t = useWords();
  if (one.state === 'interested' || (one.messages.length === 0 && one.answeredOn === null)) return null;
  return (
    <section className="card" aria-label={t('deals:page.messages')}>
      <h2>{t('deals:page.messages')}</h2>
      {one.messages.length === 0 ? <p className="note">{t('deals:page.noMessages')}</p> : null}
      {one.messages.map((each, at) => (
        <div key={`${at} ${each.at}`} className="deal-part">
          <p className="note">
            {t(`deals:sides.${each.side}`)} · {shownInstant(each.at)}
          </p>
          <p className="deal-text">
            <AsWritten>{each.text}</AsWritten>
          </p>
        </div>
      ))}
    </section>
  );
}
