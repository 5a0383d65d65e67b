// One recognition: what it is, its stages, what was stated when, which figures count it, what may be done, its history.
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import type { Draft } from '../../platform/web/schema.ts';
import type { FieldSources } from '../../platform/web/FieldForm.tsx';
import { acted, Back, FactList, History, NotVerified, RecordActions, RecordFiles, SourceLine } from '../../records/web/index.ts';
import type { StageCode } from '../kind.ts';
import { life } from '../recognition.ts';
import { nextStep } from '../stages.ts';
import { EndPreview } from './EndPreview.tsx';
import { Figures } from './Figures.tsx';
import { asAsked, useFormSources } from './form.tsx';
import { recognitionSections } from './sections.ts';
import { Stages, Statements } from './Stages.tsx';
import { api, type Kinds, type Recognition, useKinds, useRecognition, useRegionName } from './view.ts';
import './recognitions.css';

export default function RecognitionPage() {
  const t = useWords();
  const { asked, key } = useRecognition(usePathParam('id'));
  const kinds = useKinds();
  const one = asked.data;
  const failed = one && kinds.data ? null : (asked.error ?? kinds.error);
  return (
    <div className="page">
      <Back to={one ? `/registers/${one.recognitionKind}` : '/registers'}>{one?.kindName ?? t('recognitions:list.back')}</Back>
      {failed ? (
        <FailedPage problem={failed} again={() => void Promise.all([asked.refetch(), kinds.refetch()])} />
      ) : one && kinds.data ? (
        <Shown one={one} kinds={kinds.data} onDone={(after) => acted(key, after)} />
      ) : (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={12} height={520} />
        </>
      )}
    </div>
  );
}

/** What higher modules show of it. */
const Sections = ({ recognition }: { recognition: string }) => (
  <Suspense>
    {recognitionSections().map(({ order, Shown: Section }) => (
      <Section key={order} recognition={recognition} />
    ))}
  </Suspense>
);

type ShownProps = { one: Recognition; kinds: Kinds; onDone: (after: Recognition) => void };

function Shown({ one, kinds, onDone }: ShownProps) {
  const t = useWords();
  const session = useSession();
  const sources = withHolder(useFormSources(kinds, one.recognitionKind), one);
  const stage = kinds.stages.find((each) => each.code === one.stage);
  const way = kinds.kinds.find((each) => each.code === one.recognitionKind)?.way;
  const tone = stage?.counts ? 'good' : one.stage === 'removed' || one.stage === 'voided' ? 'bad' : 'none';
  return (
    <>
      <PageHead
        title={one.title}
        note={
          <span className="head-names">
            <span>{[one.kindName, one.levelName].filter(Boolean).join(' · ')}</span>
            <Tag tone={tone}>{stage?.name ?? one.stage}</Tag>
            {one.source?.verified === false ? <NotVerified /> : null}
          </span>
        }
        aside={<DocumentButtons path={`${api}/${one.id}/certificate`} name={t('recognitions:paper.button')} />}
      />
      <section className="card" aria-label={t('recognitions:page.stages')}>
        <h2>{t('recognitions:page.stages')}</h2>
        <Stages one={one} kinds={kinds} />
      </section>
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          <Statements one={one} kinds={kinds} />
          <Sections recognition={one.id} />
          <RecordFiles kind="recognition" record={one.id} version={one.version} />
        </div>
        <div className="stack">
          {session ? (
            <RecordActions
              one={one}
              life={life}
              api={api}
              words="recognitions"
              primary={nextStep(one.state as StageCode, way) ?? ''}
              danger={['remove', 'void']}
              asked={asAsked}
              sources={(action) => withPreview(sources, one, action)}
              given={(action) => ({
                level: one.level,
                region: one.region,
                ...(action === 'recognise' && one.state !== 'removed' ? dayOf(one.recognisedOn) : {}),
                ...(action === 'correct' ? correctable(one) : {}),
              })}
              onDone={onDone}
            />
          ) : null}
          <Figures one={one} kinds={kinds} />
          <History
            api={api}
            id={one.id}
            words="recognitions"
            title={t('recognitions:page.history')}
            statedOn={one.source?.statedOn}
          />
        </div>
      </div>
    </>
  );
}

/** The search for an organization answers with the present one first, so that the form can name it. */
function withHolder(sources: FieldSources, { organization, organizationName }: Recognition): FieldSources {
  const { findOrganizations: find } = sources;
  if (organization === null || find === undefined) return sources;
  const holder = { value: organization, title: organizationName ?? organization };
  return {
    ...sources,
    findOrganizations: async (words) => [holder, ...(await find(words)).filter((one) => one.value !== organization)],
  };
}

/** Before a title is taken away, its form says which figures that changes. */
function withPreview(sources: FieldSources, { id, version }: Recognition, action: string): FieldSources {
  if (action === 'void') return { ...sources, notes: { reason: () => <EndPreview {...{ id, version, action }} /> } };
  if (action !== 'remove') return sources;
  const on = (draft: Draft) => (typeof draft['on'] === 'string' ? draft['on'].trim() : '');
  return { ...sources, notes: { on: (draft) => <EndPreview {...{ id, version, action }} on={on(draft)} /> } };
}

/** What the form of a correction begins with: level and region as they were first stated, for those are what it corrects. */
function correctable(one: Recognition): Record<string, unknown> {
  const first = (what: 'level' | 'region') => one.statements.find((said) => said.what === what);
  const [level, region] = [first('level'), first('region')];
  return {
    ...one,
    kind: one.recognitionKind,
    ...(level?.what === 'level' && { level: level.level }),
    ...(region?.what === 'region' && { region: region.region }),
    removedOn: one.removedOn ?? undefined,
  };
}

/** A day of recognition that is known exactly is where the form begins. */
const dayOf = (said: string | null) => (said?.length === 10 ? { on: said } : {});

function Facts({ one }: { one: Recognition }) {
  const t = useWords();
  const region = useRegionName();
  return (
    <section className="card" aria-label={t('recognitions:page.facts')}>
      <h2>{t('recognitions:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('recognitions:organization'),
            one.organization ? (
              <Link key="organization" to={`/organizations/${one.organization}` as string}>
                <AsWritten>{one.organizationName ?? one.organization}</AsWritten>
              </Link>
            ) : null,
          ],
          [t('recognitions:kind'), one.kindName],
          [t('recognitions:level'), one.levelName],
          [
            t('recognitions:region'),
            region(one.region) ?? (one.organization ? t('recognitions:page.regionOfOrganization') : null),
          ],
          [t('recognitions:recognisedOn'), one.recognisedOn],
          [t('recognitions:removedOn'), one.removedOn ?? undefined],
          [t('recognitions:issuer'), one.issuer],
          [t('recognitions:documentNumber'), one.documentNumber],
          [t('recognitions:source'), <SourceLine key="source" source={one.source} />],
        ]}
      />
    </section>
  );
}
