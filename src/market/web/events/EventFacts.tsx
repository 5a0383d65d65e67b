// What is told of an event wherever it is shown: when, where, who, how many; its agenda; what came of it.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { FactList } from '../../../records/web/index.ts';
import { agendaOf } from '../../agenda.ts';
import type { PublicEvent } from '../../matchEvent.ts';
import { useWhen } from './event-view.ts';
import { usePlaces } from './standing.ts';
import './events.css';

type Told = Omit<PublicEvent, 'id' | 'state' | 'online' | 'listings'> & { link?: string | null; online?: boolean };
export function EventFacts({ one }: { one: Told }) {
  const t = useWords();
  const when = useWhen();
  const places = usePlaces();
  const written = (key: 'place' | 'organization' | 'venue', said: string | null | undefined) =>
    said ? [[t(`events:${key}`), <AsWritten key={key}>{said}</AsWritten>] as const] : [];
  return (
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
                  <a key="link" className="event-link" href={one.link} rel="noreferrer noopener" target="_blank">
                    {one.link}
                  </a>,
                ] as const,
              ]
            : one.online
              ? [[t('events:link'), t('events:linkForComing')] as const]
              : []),
          ...(one.organization
            ? written('organization', one.organization.name)
            : [[t('events:organization'), t('events:bureau')] as const]),
          ...written('venue', one.venue?.name),
          [t('events:until'), shownDay(one.until)],
          [t('events:admitted'), places(one)],
        ]}
      />
    </section>
  );
}

export function Agenda({ text }: { text: string | null }) {
  const t = useWords();
  const parts = agendaOf(text ?? '');
  if (parts.length === 0) return null;
  return (
    <section className="card" aria-label={t('events:agenda')}>
      <h2>{t('events:agenda')}</h2>
      <ol className="agenda">
        {parts.map(({ from, to, what }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text stay in their order.
          <li key={at}>
            {from === null ? null : (
              <span className="agenda-time">
                {from}
                {to === null ? '' : `–${to}`}
              </span>
            )}
            <AsWritten>{what}</AsWritten>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Once people came: how many, whom they met, and how far that went. */
export function CameOfIt({ one }: { one: Pick<PublicEvent, 'attended' | 'meetings' | 'deals' | 'contracts'> }) {
  const t = useWords();
  if (one.attended === 0 && one.meetings === 0) return null;
  return (
    <section className="card" aria-label={t('events:page.cameOfIt')}>
      <h2>{t('events:page.cameOfIt')}</h2>
      <FactList
        facts={(['attended', 'meetings', 'deals', 'contracts'] as const).map((key) => [
          t(`events:counts.${key}`),
          String(one[key]),
        ])}
      />
    </section>
  );
}
