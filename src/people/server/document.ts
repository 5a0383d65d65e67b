// The standing slip of a technology manager (技术经理人登记凭证): certificates, affiliation, whether it counts. Personal values as its reader sees them.
import type { FastifyInstance } from 'fastify';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { writtenDay } from '../../platform/server/documents/document.ts';
import { type Kernel, mountDocument, type Paper, type Papering } from '../../records/server/index.ts';
import { getStanding } from '../routes.ts';
import { fields } from '../technologyManager.ts';
import { codeOf } from './present.ts';
import type { People } from './service.ts';

type Of = { city: Text };

export function mountPeopleDocuments(app: FastifyInstance, kernel: Kernel, people: People, of: Of): void {
  mountDocument(app, kernel, people, { route: getStanding, format: 'pdf', write: (given) => standingOf(given, of) });
}

function standingOf({ record, actor, say, today }: Papering, { city }: Of): Paper {
  const one = fields.parse(record);
  const { language } = actor;
  const state = String(record['state']);
  const gone = state === 'erased' ? say('people:page.gone') : say('documents:paper.unknown');
  const day = (on: string | null, otherwise: string) => (on === null ? otherwise : writtenDay(on, language));
  const code = codeOf(String(record['id']));
  const counts = state === 'registered' ? (one.counting ? 'counting' : 'not') : state;
  const said = { day: writtenDay(today, language), city: textIn(city, language), code };
  return {
    name: `${say('people:paper.standing')} ${code}`,
    head: null,
    above: say('documents:paper.from', { city: said.city }),
    title: say('people:paper.standing'),
    blocks: [
      { kind: 'paragraph', text: say('people:paper.stands', { ...said, standing: say(`people:standing.${counts}`) }) },
      {
        kind: 'facts',
        items: [
          [say('people:paper.code'), code],
          [say('people:name'), one.name ?? gone],
          [say('people:certificateNumber'), one.certificateNumber ?? gone],
          [say('people:certificateLevel'), say(`people:titles.${one.certificateLevel}`)],
          [say('people:issuedOn'), day(one.issuedOn, gone)],
          [say('people:validTo'), day(one.validTo, say('people:list.noEnd'))],
          [say('people:trainingBase'), one.trainingBase ?? say('documents:paper.unknown')],
          [say('people:organization'), one.organizationName ?? say('people:paper.none')],
          [say('people:confirmedUntil'), day(one.confirmedUntil, say('people:paper.never'))],
        ],
      },
      ...(one.affiliations.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: say('people:paper.affiliations'),
              columns: [
                { title: say('people:organization'), share: 3 },
                { title: say('people:on'), share: 1.2 },
                { title: say('people:paper.confirmed'), share: 1.2 },
                { title: say('people:paper.ended'), share: 1.2 },
              ],
              rows: one.affiliations.map((each) => [
                each.organizationName ?? each.organization,
                each.on,
                each.confirmations.at(-1) ?? say('people:paper.never'),
                each.endedOn ?? '',
              ]),
            } as const,
          ]),
      { kind: 'note', text: say(one.masked ? 'people:paper.masked' : 'people:paper.personal') },
    ],
  };
}
