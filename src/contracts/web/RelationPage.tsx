// One relation between two organizations: who, how, from when to when, where it was read; what may be done; history.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../records/web/index.ts';
import { life } from '../relation.ts';
import { type OrganizationRelation, relationAsked, relationsApi, toneOfRelation, useRelationSources } from './relation-view.ts';

export default function RelationPage() {
  const t = useWords();
  const { asked, key } = useRecord<OrganizationRelation>(relationsApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/organization-relations', words: t('relations:list.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: OrganizationRelation; onDone: (after: OrganizationRelation) => void }) {
  const t = useWords();
  const sources = useRelationSources();
  return (
    <>
      <PageHead
        title={`${one.first.name} · ${one.second.name}`}
        note={<Tag tone={toneOfRelation(one.state)}>{t(`relations:states.${one.state}`)}</Tag>}
      />
      <div className="two">
        <section className="card" aria-label={t('relations:page.facts')}>
          <h2>{t('relations:page.facts')}</h2>
          <FactList
            facts={[
              [t('relations:first'), <Organization key="first" of={one.first} />],
              [t('relations:second'), <Organization key="second" of={one.second} />],
              [t('relations:how'), t(`relations:kinds.${one.how}`)],
              [t('relations:share'), one.share ?? undefined],
              [t('relations:since'), one.since],
              [t('relations:until'), one.until ?? undefined],
              [t('relations:evidence'), <AsWritten key="evidence">{one.evidence}</AsWritten>],
            ]}
          />
        </section>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={relationsApi}
            words="relations"
            danger={['void']}
            asked={relationAsked}
            sources={sources}
            given={(action) =>
              action === 'correct' ? { share: one.share, since: one.since, evidence: one.evidence } : undefined
            }
            onDone={onDone}
          />
          <History api={relationsApi} id={one.id} words="relations" title={t('relations:page.history')} />
        </div>
      </div>
    </>
  );
}

const Organization = ({ of }: { of: { id: string; name: string } }) => (
  <Link to={`/organizations/${of.id}` as string}>
    <AsWritten>{of.name}</AsWritten>
  </Link>
);
