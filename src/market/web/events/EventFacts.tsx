// What is told of an event wherever it is shown: when, where, who, how many, the agenda.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { FactList } from '../../../records/web/index.ts';
import type { PublicEvent } from '../../matchEvent.ts';
import { useWhen } from './event-view.ts';

type Told = Omit<PublicEvent, 'id' | 'state' | 'online'> & { link?: string | null };
export function EventFacts({ one }: { one: Told }) {
  const t = useWords();
  const when = useWhen();
  const written = (key: 'place' | 'organization' | 'venue', said: string | null | undefined) =>
    said ? [[t(`events:${key}`), <AsWritten key={key}>{said}</AsWritten>] as const] : [];
  return (
    <>
      <section className="card" aria-label={t('events:page.facts')}>
        <h2>{t('events:page.facts')}</h2>
        <FactList
          facts={[
            [t('events:sort'), t(`events:sorts.${one.sort}`)],
            [t('events:when'), when(one)],
            ...written('place', one.place),
            ...(one.link
              ? [
                  [
                    t('events:link'),
                    <a key="link" href={one.link}>
                      {one.link}
                    </a>,
                  ] as const,
                ]
              : []),
            ...(one.organization
              ? written('organization', one.organization.name)
              : [[t('events:organization'), t('events:bureau')] as const]),
            ...written('venue', one.venue?.name),
            [t('events:until'), one.until],
            ...(one.capacity === null ? [] : [[t('events:capacity'), String(one.capacity)] as const]),
            [t('events:admitted'), String(one.admitted)],
            [t('events:waiting'), String(one.waiting)],
          ]}
        />
      </section>
      {one.agenda ? (
        <section className="card" aria-label={t('events:agenda')}>
          <h2>{t('events:agenda')}</h2>
          {one.agenda.split('\n').map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text stay in their order.
            <p key={at}>
              <AsWritten>{part}</AsWritten>
            </p>
          ))}
        </section>
      ) : null}
    </>
  );
}
