// How far an incubator is with a year: who has answered, what is asked next, what it gives for the return. Only for the incubator's own people.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { exactNumber, shownDay } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { ProblemView, Skeleton, TableHead, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { closeYear, readStanding, type Standing } from '../tenantAsk.ts';
import { AskTenants } from './AskTenants.tsx';
import { tenantAskWords } from './tenant-ask-words.ts';
import { asksKey } from './tenant-view.ts';
import './tenants.css';

addWords({ tenantAsks: tenantAskWords });

export function AskPanel() {
  const t = useWords();
  const language = useLanguage();
  const search = useSearch();
  const change = useChangeSearch();
  const wanted = /^\d{4}$/.test(search['year'] ?? '') ? Number(search['year']) : undefined;
  const asked = useQuery({
    queryKey: [asksKey, 'standing', wanted, language],
    queryFn: () => call(readStanding, { query: wanted === undefined ? {} : { year: wanted } }),
    placeholderData: (before) => before,
  });
  if (asked.isPending)
    return (
      <section className="card">
        <Skeleton lines={4} height={170} />
      </section>
    );
  if (!asked.data) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  const one = asked.data;
  return (
    <section className="card ask-panel" aria-label={t('tenantAsks:panel.title', { year: one.year })}>
      <div className="ask-years">
        {one.years.map((year) => (
          <button
            key={year}
            type="button"
            className={year === one.year ? 'button button-small ask-year-now' : 'button button-small'}
            aria-pressed={year === one.year}
            onClick={() => change({ year: String(year) })}
          >
            {t('tenantAsks:panel.title', { year })}
          </button>
        ))}
      </div>
      <Progress one={one} />
      <Buttons one={one} />
      <Totals one={one} />
    </section>
  );
}

function Progress({ one }: { one: Standing }) {
  const t = useWords();
  const { tenants, answered, begun, letters } = one;
  const share = tenants === 0 ? 0 : Math.floor((100 * answered) / tenants);
  return (
    <div className="ask-progress">
      <p className="ask-figure">
        <strong>{t('tenantAsks:panel.of', { answered, tenants })}</strong> {t('tenantAsks:panel.answered')}
        {tenants > 0 ? <span className="note"> {t('tenantAsks:panel.share', { share })}</span> : null}
      </p>
      <div className="ask-bar" aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </div>
      <p className="note">
        {[
          begun > 0 ? t('tenantAsks:panel.begun', { count: begun }) : null,
          one.closedOn !== null
            ? t('tenantAsks:panel.closed', { day: shownDay(one.closedOn) })
            : one.asked > 0 && one.until !== null
              ? t(one.until < one.today ? 'tenantAsks:panel.over' : 'tenantAsks:panel.until', { day: shownDay(one.until) })
              : null,
          one.dueOn !== null ? t('tenantAsks:panel.due', { day: shownDay(one.dueOn) }) : null,
          letters.sent + letters.waiting + letters.failed > 0
            ? t('tenantAsks:panel.letters', { sent: letters.sent, waiting: letters.waiting, failed: letters.failed })
            : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {one.refused !== null && one.refused !== 'closed' ? (
        <p className="ask-refused">{t(`tenantAsks:refusals.${one.refused}`, { year: one.year })}</p>
      ) : null}
    </div>
  );
}

function Buttons({ one }: { one: Standing }) {
  const t = useWords();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const left = one.tenants - one.answered;
  const [closing, setClosing] = useState(false);
  const close = async (closed: boolean) => {
    setRefused(null);
    setClosing(false);
    await call(closeYear, { body: { year: one.year, closed } }).then(
      () => queries.invalidateQueries({ queryKey: [asksKey] }),
      setRefused,
    );
  };
  return (
    <div className="ask-buttons">
      {one.refused === null && left > 0 ? (
        <button type="button" className="button button-primary" onClick={() => setAsking(true)}>
          {t(one.asked === 0 ? 'tenantAsks:panel.ask' : 'tenantAsks:panel.again')}
        </button>
      ) : null}
      {one.tenants > 0 ? (
        <DocumentButtons
          path="/tenant-asks/tenants"
          formats={['xlsx']}
          query={{ year: one.year }}
          name={t('tenantAsks:book.tenants', { year: one.year })}
        />
      ) : null}
      {one.closedOn !== null || (one.asked > 0 && one.refused === null) ? (
        <button type="button" className="button" onClick={() => (one.closedOn === null ? setClosing(true) : void close(false))}>
          {t(one.closedOn === null ? 'tenantAsks:panel.close' : 'tenantAsks:panel.open')}
        </button>
      ) : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <Modal open={closing} onClose={() => setClosing(false)} title={t('tenantAsks:panel.close')}>
        <p>{t('tenantAsks:panel.closeSure')}</p>
        <div className="form-foot">
          <button type="button" className="button button-primary" onClick={() => void close(true)}>
            {t('tenantAsks:panel.close')}
          </button>
          <button type="button" className="button" onClick={() => setClosing(false)}>
            {t('shell:cancel')}
          </button>
        </div>
      </Modal>
      <AskTenants one={one} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

/** Figures of the return that follow, folded away: they are looked at once a year. */
function Totals({ one }: { one: Standing }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <details className="ask-totals">
      <summary>{t('tenantAsks:panel.totals')}</summary>
      <p className="note">{t('tenantAsks:panel.totalsNote')}</p>
      <table className="table cards">
        <TableHead caption={t('tenantAsks:panel.totals')} titles={[t('tenantAsks:panel.item'), t('tenantAsks:panel.value')]} />
        <tbody>
          {one.totals.map(({ item, name, unit, value, missing }) => (
            <tr key={item}>
              <th scope="row">{name}</th>
              <td data-title={t('tenantAsks:panel.value')}>
                {value === null ? (
                  <Tag tone="warn">
                    {missing > 0 ? t('tenantAsks:panel.missing', { count: missing }) : t('tenantAsks:panel.unknown')}
                  </Tag>
                ) : (
                  <>
                    {exactNumber(value, false, language)} <span className="note">{t(`forms:units.${unit}`)}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
