// The certificate of a recognition (认定登记证明): what the register holds of a title on the day, from when, by whose document. Not the award itself.
import type { FastifyInstance } from 'fastify';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { writtenDay } from '../../platform/server/documents/document.ts';
import type { Region } from '../../organizations/region.ts';
import { type Kernel, mountDocument, type Paper, type Papering } from '../../records/server/index.ts';
import { nameOn, type RecognitionKinds } from '../kind.ts';
import { fields, type Statement } from '../recognition.ts';
import { getCertificate } from '../routes.ts';
import type { Recognitions } from './service.ts';

type Of = { city: Text; regions: readonly Region[] };

export function mountRecognitionDocuments(app: FastifyInstance, kernel: Kernel, recognitions: Recognitions, of: Of): void {
  mountDocument(app, kernel, recognitions, {
    route: getCertificate,
    format: 'pdf',
    write: (given) => certificateOf(given, recognitions.pack, of),
  });
}

function certificateOf({ record, actor, say, today }: Papering, pack: RecognitionKinds, of: Of): Paper {
  const one = fields.parse(record);
  const { language } = actor;
  const stage = pack.stages.find((each) => each.code === one.stage);
  const city = textIn(of.city, language);
  const stageName = stage ? textIn(stage.name, language) : one.stage;
  const kind = say(one.levelName === null ? 'recognitions:paper.kind' : 'recognitions:paper.kindLevel', {
    kind: one.kindName,
    level: one.levelName ?? '',
  });
  const unknown = say('documents:paper.unknown');
  const day = (on: string | null) => (on === null ? unknown : writtenDay(on, language));
  const region = of.regions.find((each) => each.id === (one.region ?? one.countedIn));
  const said = { day: writtenDay(today, language), title: one.title, city, kind, stage: stageName };
  const title = say(stage?.counts ? 'recognitions:paper.certificate' : 'recognitions:paper.extract');
  return {
    name: `${title} ${one.title}`,
    head: null,
    above: say('documents:paper.from', { city }),
    title,
    blocks: [
      { kind: 'paragraph', text: say(stage?.counts ? 'recognitions:paper.certify' : 'recognitions:paper.notStanding', said) },
      {
        kind: 'facts',
        items: [
          [say('recognitions:title'), one.title],
          [say('recognitions:organization'), one.organizationName ?? unknown],
          [say('recognitions:kind'), one.kindName],
          [say('recognitions:level'), one.levelName ?? unknown],
          [say('recognitions:stage'), stageName],
          [say('recognitions:region'), region ? textIn(region.name, language) : unknown],
          [say('recognitions:recognisedOn'), day(one.recognisedOn)],
          ...(one.removedOn === null ? [] : [[say('recognitions:removedOn'), day(one.removedOn)] as const]),
          [say('recognitions:issuer'), one.issuer ?? unknown],
          [say('recognitions:documentNumber'), one.documentNumber ?? unknown],
        ],
      },
      {
        kind: 'table',
        caption: say('recognitions:paper.statements'),
        columns: [
          { title: say('recognitions:paper.on'), share: 1.3 },
          { title: say('recognitions:paper.what'), share: 2.4 },
          { title: say('recognitions:paper.document'), share: 2 },
          { title: say('recognitions:paper.saidOn'), share: 1.3 },
        ],
        // What was left open is no statement of anything.
        rows: one.statements
          .filter(isSaid)
          .map((each) => [
            each.on ?? '\u2014',
            statementSaid(each, pack, of, { say, language, today }),
            each.what === 'stage' ? (each.documentNumber ?? '') : '',
            each.saidOn,
          ]),
      },
      { kind: 'note', text: say('recognitions:paper.basis') },
      ...(one.source?.verified === false ? [{ kind: 'note', text: say('recognitions:paper.notVerified') } as const] : []),
    ],
  };
}

const isSaid = (one: Statement): boolean =>
  one.what === 'level' ? one.level !== null : one.what === 'region' ? one.region !== null : true;

type Saying = Pick<Papering, 'say' | 'today'> & { language: Papering['actor']['language'] };

function statementSaid(one: Statement, pack: RecognitionKinds, { regions }: Of, { say, language, today }: Saying): string {
  const unknown = say('documents:paper.unknown');
  if (one.what === 'level') {
    const level = pack.levels.find((each) => each.code === one.level);
    return say('recognitions:page.saidLevel', { level: level ? nameOn(level.names, today, language) : unknown });
  }
  if (one.what === 'region') {
    const region = regions.find((each) => each.id === one.region);
    return say('recognitions:page.saidRegion', { region: region ? textIn(region.name, language) : unknown });
  }
  const stage = pack.stages.find((each) => each.code === one.stage);
  const what = say('recognitions:page.saidStage', { stage: stage ? textIn(stage.name, language) : one.stage });
  return one.result === null ? what : say('recognitions:page.withResult', { what, result: one.result });
}
