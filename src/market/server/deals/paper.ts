// The confidentiality terms as a document: the clauses, both sides, who accepted which version on which day. Its proof is the record's event.
import { textIn, type Text } from '../../../platform/shared/words.ts';
import type { Paper, Papering } from '../../../records/server/index.ts';
import { fields, noNda } from '../../deal.ts';
import { bothAccepted, type Nda } from '../../nda.ts';
import { digestOf } from './handlers.ts';

export function ndaPaper({ record, actor: { language }, say }: Papering, { nda }: { nda: Nda; city: Text }): Paper {
  const one = fields.parse(record);
  // A document says the wording that was accepted: one that has changed since is no longer here.
  if (!bothAccepted(one.ndas) || one.ndas.some((each) => each.digest !== digestOf(nda))) throw noNda();
  const name = { owner: one.owner?.name ?? '', asker: one.asker.name };
  return {
    name: `${textIn(nda.title, language)} ${one.title}`,
    head: null,
    title: textIn(nda.title, language),
    blocks: [
      { kind: 'paragraph', text: say('deals:paper.about', { title: one.title }) },
      ...nda.clauses.map((clause, at) => ({ kind: 'paragraph' as const, text: `${at + 1}. ${textIn(clause, language)}` })),
      {
        kind: 'facts',
        items: one.ndas.map(({ side, version, on }) => [
          say(`deals:sides.${side}`),
          say('deals:paper.accepted', { name: name[side], version, on }),
        ]),
      },
      { kind: 'paragraph', text: say('deals:paper.digest', { digest: digestOf(nda) }) },
    ],
  };
}
