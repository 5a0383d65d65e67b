// One year of the contracts' figures: its check list, what may be done, figures as closed and after each revision, history.
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, withControls } from '../../records/web/index.ts';
import { checkLines, life, yearReaders } from '../contractYear.ts';
import { CheckList } from './ClosingList.tsx';
import { Revise } from './ClosingRevise.tsx';
import { Figures } from './ClosingFigures.tsx';
import { type ContractYear, toneOfYear, useContractYear, useIsBureau, yearsApi } from './closing-view.ts';
import './closing.css';

export default function ContractYearPage() {
  const t = useWords();
  return (
    <OnlyFor roles={yearReaders} title={t('contractYears:one')}>
      {() => <Asked />}
    </OnlyFor>
  );
}

function Asked() {
  const t = useWords();
  const { asked, key } = useContractYear(usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/contract-years', words: t('contractYears:nav') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: ContractYear; onDone: (after: ContractYear) => void }) {
  const t = useWords();
  const bureau = useIsBureau();
  const beforeClosing = one.state === 'open' || one.state === 'proposed';
  return (
    <>
      <PageHead
        title={t('contractYears:title', { year: String(one.year) })}
        note={
          <span className="head-names">
            <Tag tone={toneOfYear(one.state)}>{t(`contractYears:states.${one.state}`)}</Tag>
            {beforeClosing ? (
              <span>
                {t('contractYears:list.ticked')}{' '}
                {t('contractYears:list.of', { done: one.ticks.length, total: checkLines.length })}
              </span>
            ) : null}
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          {beforeClosing ? <CheckList one={one} onDone={onDone} /> : null}
          <Figures one={one} />
          {beforeClosing ? null : <CheckList one={one} onDone={onDone} />}
        </div>
        <div className="stack">
          <Facts one={one} />
          {bureau ? <Actions one={one} onDone={onDone} /> : null}
          <History api={yearsApi} id={one.id} words="contractYears" title={t('contractYears:history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: ContractYear }) {
  const t = useWords();
  const done = (by: string | null, on: string | null) =>
    on === null ? undefined : t('contractYears:byOn', { by: by ?? t('contractYears:unnamed'), on });
  const asKnown = new URLSearchParams({ asOf: `${one.year}-12-31`, knownAt: one.closedAt ?? '' });
  return (
    <section className="card" aria-label={t('contractYears:facts')}>
      <h2>{t('contractYears:facts')}</h2>
      <FactList
        facts={[
          [t('contractYears:state'), t(`contractYears:states.${one.state}`)],
          [t('contractYears:proposed'), done(one.proposedBy, one.proposedOn)],
          [t('contractYears:closed'), done(one.closedBy, one.closedOn)],
          [
            t('contractYears:knownAs'),
            one.closedAt === null ? undefined : (
              <Link to={`/indicators/contract-turnover?${asKnown}` as string}>{shownInstant(one.closedAt)}</Link>
            ),
          ],
          [
            t('contractYears:published'),
            one.closedAt === null ? undefined : (
              <Link to={`/releases?year=${one.year + 1}` as string}>{t('contractYears:publishedOf')}</Link>
            ),
          ],
          [t('contractYears:reason'), one.reason ?? undefined],
        ]}
      />
    </section>
  );
}

/** What has its own place on the page: a tick at its line, a revision with its contracts. */
const elsewhere = ['tick', 'untick', 'proposeRevision'];
const controls = { reason: { control: 'textarea' }, note: { control: 'textarea' } } as const;

function Actions({ one, onDone }: { one: ContractYear; onDone: (after: ContractYear) => void }) {
  const t = useWords();
  const [revising, setRevising] = useState(false);
  const own = ['close', 'admitRevision'];
  const actions = one.actions.filter(({ name }) => !elsewhere.includes(name) && !(one.own && own.includes(name)));
  const revises = one.actions.some(({ name }) => name === 'proposeRevision');
  return (
    <>
      <RecordActions
        one={one}
        life={life}
        api={yearsApi}
        words="contractYears"
        danger={['sendBack', 'dropRevision']}
        actions={actions}
        asked={(offer) => withControls(offer, { controls, order: ['reason', 'note'] })}
        note={one.own ? <p className="note">{t('contractYears:ownWaits')}</p> : null}
        onDone={onDone}
      >
        {revises ? (
          <div className="actions">
            <button type="button" className="button" onClick={() => setRevising(true)}>
              {t('contractYears:actions.proposeRevision')}
            </button>
          </div>
        ) : null}
      </RecordActions>
      <Revise one={one} open={revising} close={() => setRevising(false)} onDone={onDone} />
    </>
  );
}
