// What a registry writes to who applied: the supplement notice (补正通知书) with all defects, the refusal notice (不予登记通知书). For going on writing.
import { textIn, type Text } from '../../platform/shared/words.ts';
import type { Paper, Papering } from '../../records/server/index.ts';
import { fields, type Defect } from '../contract.ts';
import { notRefused, notSentBack } from '../papers.ts';
import { fieldTitle, type Say } from './papers-said.ts';

type Of = { city: Text };

/** A defect may name a field and a sentence, one of them, or neither. */
function aboutOf({ path, quote }: Defect, say: Say): string {
  const about = [path === null ? null : fieldTitle(path, say), quote === null ? null : say('contractPapers:quoted', { quote })];
  const said = about.filter((one) => one !== null).join('\n');
  return said === '' ? say('contractPapers:whole') : said;
}

/** `days`: working days for the supplement, by the jurisdiction's rule. */
export function supplementOf({ record, actor: { language }, say }: Papering, { city, days }: Of & { days: number }): Paper {
  const one = fields.parse(record);
  if (one.sentBackOn === null || one.defects.length === 0) throw notSentBack();
  return {
    name: `${say('contractPapers:supplement.title')} ${one.title}`,
    head: null,
    title: say('contractPapers:supplement.title'),
    ...(one.sellerName === null ? {} : { to: one.sellerName }),
    blocks: [
      { kind: 'paragraph', text: say('contractPapers:supplement.intro', { title: one.title, count: one.defects.length }) },
      {
        kind: 'table',
        columns: [
          { title: say('contractPapers:number'), share: 0.6, align: 'centre' },
          { title: say('contractPapers:supplement.about'), share: 2.6 },
          { title: say('contractPapers:supplement.wrong'), share: 3.4 },
        ],
        rows: one.defects.map((each, at) => [String(at + 1), aboutOf(each, say), each.words]),
      },
      { kind: 'paragraph', text: say('contractPapers:supplement.until', { days }) },
    ],
    signature: { body: say('contractPapers:registry', { city: textIn(city, language) }), day: one.sentBackOn, seal: true },
  };
}

export function refusalOf({ record, actor: { language }, say }: Papering, { city }: Of): Paper {
  const one = fields.parse(record);
  if (record['state'] !== 'refused' || one.ground === null) throw notRefused();
  return {
    name: `${say('contractPapers:refusal.title')} ${one.title}`,
    head: null,
    title: say('contractPapers:refusal.title'),
    ...(one.sellerName === null ? {} : { to: one.sellerName }),
    blocks: [
      { kind: 'paragraph', text: say('contractPapers:refusal.intro', { title: one.title }) },
      {
        kind: 'facts',
        items: [
          [say('contractPapers:refusal.ground'), say(`contracts:grounds.${one.ground}`)],
          [say('contractPapers:refusal.reason'), one.reason ?? say('contractPapers:refusal.noReason')],
        ],
      },
      { kind: 'paragraph', text: say('contractPapers:refusal.recheck') },
      { kind: 'paragraph', text: say('contractPapers:refusal.again') },
    ],
    signature: { body: say('contractPapers:registry', { city: textIn(city, language) }), day: one.decidedOn, seal: true },
  };
}
