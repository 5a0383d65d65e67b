// One technology manager named on one contract: what he is shown of it, who named him, what may be done, what happened. Not the contract, which he does not read.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage } from '../../records/web/index.ts';
import { life } from '../managerNaming.ts';
import { type Naming, namingAsked, namingsApi, toneOfNaming, useNaming } from './naming-view.ts';
import { toneOf, yuan } from './view.ts';

export default function NamingPage() {
  const t = useWords();
  const { asked, key } = useNaming(usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/manager-namings', words: t('managerNamings:list.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Naming; onDone: (after: Naming) => void }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={one.contractTitle}
        note={
          <span className="head-names">
            <Tag tone={toneOfNaming(one.state)}>{t(`managerNamings:states.${one.state}`)}</Tag>
            <span>{t('managerNamings:one')}</span>
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={namingsApi}
            words="managerNamings"
            primary="confirmManager"
            danger={['declineManager', 'withdraw']}
            asked={namingAsked}
            onDone={onDone}
          />
          <History api={namingsApi} id={one.id} words="managerNamings" title={t('managerNamings:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Naming }) {
  const t = useWords();
  const title = (key: string) => t(`managerNamings:${key}`);
  const later = <span className="note">{title('page.notYet')}</span>;
  return (
    <section className="card" aria-label={title('page.facts')}>
      <h2>{title('page.facts')}</h2>
      <FactList
        facts={[
          [
            title('contractState'),
            <span key="state" className="head-names">
              <Tag tone={toneOf(one.contractState)}>{t(`contracts:states.${one.contractState}`)}</Tag>
              {one.mine ? null : <Link to={`/contracts/${one.contract}` as string}>{title('page.openContract')}</Link>}
            </span>,
          ],
          [title('organization'), one.organizationName],
          [
            title('parties'),
            one.parties.length === 0 ? undefined : (
              <ul key="parties" className="public-parties">
                {one.parties.map(({ role, name }) => (
                  <li key={`${role} ${name}`}>
                    <span className="note">{t(`contracts:roles.${role}`)}</span> <AsWritten>{name}</AsWritten>
                  </li>
                ))}
              </ul>
            ),
          ],
          [title('manager'), one.managerTitle === null ? null : <AsWritten key="manager">{one.managerTitle}</AsWritten>],
          [title('level'), one.level === null ? null : t(`people:titles.${one.level}`)],
          [title('registeredOn'), one.registeredOn ?? <span className="note">{title('page.notRegistered')}</span>],
          [title('amount'), yuan(one.amount) ?? later],
          [title('technologyAmount'), yuan(one.technologyAmount) ?? later],
          [title('askedOn'), one.askedOn],
          [title('answeredOn'), one.answeredOn ?? undefined],
          [title('reason'), one.reason ?? undefined],
        ]}
      />
    </section>
  );
}
