// A group of synonyms: its words, how it stands and why, what may be done with it, its history. Who proposed one reads it here too.
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { life, operators } from '../../wordGroup.ts';
import { asAsked, toneOf, useJoined, type WordGroup, wordGroupsApi } from './word-group-view.ts';

export default function WordGroupPage() {
  const t = useWords();
  const joined = useJoined();
  const { asked, key } = useRecord<WordGroup>(wordGroupsApi, usePathParam('id'));
  const operator = useSession()?.roles.some((role) => operators.some((one) => one === role)) ?? false;
  const back = operator ? { to: '/search/synonyms', words: t('wordGroups:nav') } : { to: '/market', words: t('market:nav') };
  return (
    <RecordPage asked={asked} back={back}>
      {(one) => (
        <>
          <PageHead title={joined(one.words)} note={<Tag tone={toneOf(one.state)}>{t(`wordGroups:states.${one.state}`)}</Tag>} />
          <div className="two">
            <section className="card" aria-label={t('wordGroups:page.facts')}>
              <h2>{t('wordGroups:page.facts')}</h2>
              <FactList
                facts={[
                  [t('wordGroups:words'), <AsWritten key="words">{joined(one.words)}</AsWritten>],
                  [t('wordGroups:origin'), t(`wordGroups:origins.${one.origin}`)],
                  [t('wordGroups:on'), shownDay(one.on)],
                  ...(one.note === null ? [] : [[t('wordGroups:note'), <AsWritten key="note">{one.note}</AsWritten>] as const]),
                  ...(one.reason === null
                    ? []
                    : [[t('wordGroups:reason'), <AsWritten key="reason">{one.reason}</AsWritten>] as const]),
                ]}
              />
            </section>
            <div className="stack">
              <RecordActions
                one={one}
                life={life}
                api={wordGroupsApi}
                words="wordGroups"
                primary="use"
                danger={['refuse', 'retire']}
                asked={asAsked}
                given={(action) => (action === 'edit' ? { words: one.words, note: one.note ?? '' } : undefined)}
                onDone={(after) => acted(key, after)}
              />
              <History api={wordGroupsApi} id={one.id} words="wordGroups" title={t('wordGroups:page.history')} />
            </div>
          </div>
        </>
      )}
    </RecordPage>
  );
}
