// The extract of an organization's entry in the register (机构登记摘录). Without its contact: that is for those who work with it.
import type { FastifyInstance } from 'fastify';
import { visitor } from '../../platform/shared/actor.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { writtenDay } from '../../platform/server/documents/document.ts';
import { type Kernel, mountDocument, type Paper, type Papering } from '../../records/server/index.ts';
import { industryPath, stMajors } from '../classification.ts';
import { fields } from '../organization.ts';
import type { Region } from '../region.ts';
import { getExtract } from '../routes.ts';
import type { Organizations } from './service.ts';

type Of = { city: Text; regions: readonly Region[] };

export function mountOrganizationDocuments(app: FastifyInstance, kernel: Kernel, organizations: Organizations, of: Of): void {
  // As anybody may read it, whoever asks: an extract is handed on.
  const asAnybody: Organizations['one'] = (actor, id) => organizations.one({ ...visitor, language: actor.language }, id);
  mountDocument(
    app,
    kernel,
    { kind: organizations.kind, one: asAnybody },
    { route: getExtract, format: 'pdf', write: (given) => extractOf(given, of) },
  );
}

function extractOf({ record, actor, say, today }: Papering, of: Of): Paper {
  const one = fields.parse(record);
  const { language } = actor;
  const unknown = say('documents:paper.unknown');
  const regionName = (id: string | null) => {
    const found = of.regions.find((each) => each.id === id);
    return found ? textIn(found.name, language) : unknown;
  };
  const names = (all: readonly string[]) =>
    all.length === 0 ? say('organizations:paper.none') : all.join(say('organizations:page.comma'));
  const industry = one.industry === null ? unknown : industryName(one.industry, language);
  const major = one.stClass === null ? undefined : stMajors.get(one.stClass);
  const city = textIn(of.city, language);
  const gone = String(record['state']) === 'merged';
  const said = { day: writtenDay(today, language), name: one.name, city };
  return {
    name: `${say('organizations:paper.extract')} ${one.name}`,
    head: null,
    above: say('documents:paper.from', { city }),
    title: say('organizations:paper.extract'),
    blocks: [
      { kind: 'paragraph', text: say(gone ? 'organizations:paper.merged' : 'organizations:paper.stands', said) },
      {
        kind: 'facts',
        items: [
          [say('organizations:name'), one.name],
          [say('organizations:creditCode'), one.creditCode ?? unknown],
          [say('organizations:formerNames'), names(one.formerNames)],
          [say('organizations:region'), regionName(one.region)],
          [say('organizations:divisionCode'), one.divisionCode ?? unknown],
          [say('organizations:industry'), industry],
          [say('organizations:stClass'), major ? textIn(major, language) : (one.stClass ?? say('organizations:page.notInClass'))],
          [say('organizations:size'), one.size === null ? unknown : say(`organizations:sizes.${one.size}`)],
        ],
      },
      ...(one.seats.length < 2
        ? []
        : [
            {
              kind: 'table',
              caption: say('organizations:page.seats'),
              columns: [{ title: say('organizations:movedOn') }, { title: say('organizations:region'), share: 2 }],
              rows: one.seats.map((seat) => [seat.on ?? say('organizations:page.seatFirst'), regionName(seat.region)]),
            } as const,
          ]),
      { kind: 'note', text: say('organizations:paper.basis') },
      ...(one.source?.verified === false ? [{ kind: 'note', text: say('organizations:paper.notVerified') } as const] : []),
    ],
  };
}

/** `6513 软件和信息技术服务业 › 应用软件开发`: only the sections of the standard have English names. */
const industryName = (code: string, language: 'zh-CN' | 'en'): string =>
  `${code} ${industryPath(code)
    .map((each) => (language === 'en' ? (each.name.en ?? each.name.zh) : each.name.zh))
    .join(' › ')}`;
