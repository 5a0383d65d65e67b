// One organization: its names, facts with their source, seats, what it holds, what may be done, and its history.
import { shownDay } from '../../platform/web/format.ts';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { textIn } from '../../platform/shared/words.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import {
  acted,
  FactList,
  History,
  NotVerified,
  RecordActions,
  RecordFiles,
  RecordPage,
  SourceLine,
} from '../../records/web/index.ts';
import { life } from '../organization.ts';
import { asAsked, editable, useFormSources } from './form.tsx';
import { allSections } from './sections.ts';
import { IndustryName } from './IndustryName.tsx';
import { api, type Organization, useClassification, useKindName, useOrganization, useRegionName } from './view.ts';

export default function OrganizationPage() {
  const { asked, key } = useOrganization(usePathParam('id'));
  const t = useWords();
  return (
    <RecordPage asked={asked} back={{ to: '/organizations', words: t('organizations:page.back') }}>
      {(one) => <Shown organization={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ organization: one, onDone }: { organization: Organization; onDone: (after: Organization) => void }) {
  const t = useWords();
  const session = useSession();
  const sources = useFormSources(one);
  return (
    <>
      <PageHead
        title={one.name}
        note={<Names organization={one} />}
        aside={<DocumentButtons path={`${api}/${one.id}/extract`} name={t('organizations:paper.button')} />}
      />
      {one.mergedInto ? (
        <p className="card head-names">
          {t('organizations:page.mergedInto')}
          <Link className="button button-small" to={`/organizations/${one.mergedInto}` as string}>
            {t('organizations:page.openMerged')}
          </Link>
        </p>
      ) : null}
      {one.ceasedOn === null ? null : (
        <p className="card">{t('organizations:page.ceased', { day: shownDay(one.ceasedOn, undefined, 'long') })}</p>
      )}
      <div className="two">
        <div className="stack">
          <Facts organization={one} />
          {allSections().map(({ order, Shown }) => (
            <Suspense key={order} fallback={<Skeleton lines={4} />}>
              <Shown organization={one.id} />
            </Suspense>
          ))}
          <Seats organization={one} />
          <RecordFiles kind="organization" record={one.id} version={one.version} />
        </div>
        <div className="stack">
          {session ? (
            <RecordActions
              one={one}
              life={life}
              api={api}
              words="organizations"
              danger={['merge', 'cease', 'eraseContact']}
              actions={one.actions.filter(({ name }) => name !== 'undoCease' || one.ceasedOn !== null)}
              asked={asAsked}
              sources={sources}
              given={(action) => (action === 'edit' ? editable(one) : undefined)}
              onDone={onDone}
            />
          ) : null}
          <Contact organization={one} />
          <History
            api={api}
            id={one.id}
            words="organizations"
            title={t('organizations:page.history')}
            statedOn={one.source?.statedOn}
          />
        </div>
      </div>
    </>
  );
}

/** State, whether it is verified, former names and aliases. */
function Names({ organization: one }: { organization: Organization }) {
  const t = useWords();
  const comma = t('organizations:page.comma');
  return (
    <span className="head-names">
      <Tag tone={one.state === 'active' ? 'good' : 'none'}>{t(`organizations:states.${one.state}`)}</Tag>
      {one.source?.verified === false ? <NotVerified /> : null}
      {one.formerNames.length > 0 ? (
        <span>
          <AsWritten>{t('organizations:page.formerNames', { names: one.formerNames.join(comma) })}</AsWritten>
        </span>
      ) : null}
      {one.aliases.length > 0 ? (
        <span>
          <AsWritten>{t('organizations:page.aliases', { names: one.aliases.join(comma) })}</AsWritten>
        </span>
      ) : null}
    </span>
  );
}

function Facts({ organization: one }: { organization: Organization }) {
  const t = useWords();
  const region = useRegionName();
  const kind = useKindName();
  const override = one.creditCodeOverride;
  return (
    <section className="card" aria-label={t('organizations:page.facts')}>
      <h2>{t('organizations:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('organizations:creditCode'),
            one.creditCode === null ? null : (
              <>
                <code>{one.creditCode}</code>
                {override ? (
                  <p className="note">
                    <AsWritten>{t('organizations:page.override', override)}</AsWritten>
                  </p>
                ) : null}
              </>
            ),
          ],
          [t('organizations:region'), region(one.region)],
          [t('organizations:divisionCode'), one.divisionCode],
          [t('organizations:kind'), kind(one.organizationKind)],
          [t('organizations:size'), one.size === null ? null : t(`organizations:sizes.${one.size}`)],
          [t('organizations:industry'), one.industry === null ? null : <IndustryName key="industry" code={one.industry} />],
          [t('organizations:stClass'), one.industry === null ? null : <StClassName key="class" organization={one} />],
          [t('organizations:source'), <SourceLine key="source" source={one.source} />],
        ]}
      />
    </section>
  );
}

function StClassName({ organization: { stClass } }: { organization: Organization }) {
  const t = useWords();
  const language = useLanguage();
  const name = useClassification()?.stMajors.get(stClass ?? '');
  if (stClass === null) return <>{t('organizations:page.notInClass')}</>;
  return <>{name ? textIn(name, language) : stClass}</>;
}

function Seats({ organization: { seats } }: { organization: Organization }) {
  const t = useWords();
  const region = useRegionName();
  if (seats.length < 2) return null;
  return (
    <section className="card" aria-label={t('organizations:page.seats')}>
      <h2>{t('organizations:page.seats')}</h2>
      <FactList
        facts={seats.map((seat) => [
          seat.on === null ? t('organizations:page.seatFirst') : t('organizations:page.seatFrom', { day: seat.on }),
          region(seat.region),
        ])}
      />
    </section>
  );
}

function Contact({ organization: { contact } }: { organization: Organization }) {
  const t = useWords();
  if (contact === null) return null;
  const known = contact.name ?? contact.phone ?? contact.email;
  return (
    <section className="card" aria-label={t('organizations:page.contact')}>
      <h2>{t('organizations:page.contact')}</h2>
      {known ? (
        <FactList
          facts={[
            [t('organizations:contactName'), contact.name],
            [t('organizations:contactPhone'), contact.phone],
            [t('organizations:contactEmail'), contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : null],
          ]}
        />
      ) : (
        <p className="note">{t('organizations:page.contactNone')}</p>
      )}
    </section>
  );
}
