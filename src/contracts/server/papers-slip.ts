// The verification slip of a registered contract (登记信息核验单): what the register holds of it on the day. Not the official certificate, and says so.
import { textIn, type Text } from '../../platform/shared/words.ts';
import type { Block } from '../../platform/server/documents/document.ts';
import { writtenDay } from '../../platform/server/documents/document.ts';
import type { Paper, Papering } from '../../records/server/index.ts';
import { fields } from '../contract.ts';
import { notRegistered } from '../papers.ts';
import { dayOr, figure, inYuan, nameOf, type Contract, type Saying, typeOf, yuan } from './papers-said.ts';

const standings: Readonly<Record<string, 'Revoked' | 'Cancelled'>> = { revoked: 'Revoked', cancelled: 'Cancelled' };

export function slipOf({ record, actor: { language }, say, today }: Papering, { city }: { city: Text }): Paper {
  const one = fields.parse(record);
  if (one.registeredOn === null) throw notRegistered({ title: one.title });
  const state = String(record['state']);
  const ended = standings[state];
  const saying = { language, say };
  const said = { day: writtenDay(today, language), title: one.title };
  const standing = say(`contractPapers:slip.${ended === undefined ? 'registered' : state}`, said);
  return {
    name: `${say('contractPapers:slip.name')} ${one.title}`,
    head: null,
    above: say('documents:paper.from', { city: textIn(city, language) }),
    title: say(`contractPapers:slip.title${ended ?? ''}`),
    blocks: [
      { kind: 'paragraph', text: standing },
      { kind: 'facts', items: factsOf(one, state, saying) },
      partiesOf(one, saying),
      statementsOf(one, saying),
      { kind: 'paragraph', text: say('contractPapers:slip.notOfficial') },
      ...(one.parties.some((each) => each.masked) ? [{ kind: 'note', text: say('contractPapers:masked') } as const] : []),
    ],
  };
}

function factsOf(one: Contract, state: string, saying: Saying): (readonly [string, string])[] {
  const { say } = saying;
  const [unknown, pending, none] = [
    say('documents:paper.unknown'),
    say('contractPapers:slip.pending'),
    say('contractPapers:slip.none'),
  ];
  const why = [one.ground === null ? null : say(`contracts:grounds.${one.ground}`), one.reason]
    .filter((each) => each !== null)
    .join(say('contractPapers:several'));
  return [
    [say('contracts:state'), say(`contracts:states.${state}`)],
    ...(state === 'registered' ? [] : [[say('contractPapers:slip.ended'), why === '' ? unknown : why] as const]),
    [say('contracts:type'), typeOf(one, say) ?? unknown],
    [say('contracts:ownNumber'), one.ownNumber ?? unknown],
    [say('contracts:registrationNumber'), one.registrationNumber ?? pending],
    [say('contracts:registeredOn'), dayOr(one.registeredOn, unknown, saying)],
    [say('contracts:signedOn'), dayOr(one.signedOn, unknown, saying)],
    [
      say('contractPapers:validity'),
      say('contractPapers:fromTo', { from: dayOr(one.validFrom, unknown, saying), to: dayOr(one.validTo, unknown, saying) }),
    ],
    [say('contracts:amount'), one.amount === null ? none : yuan(one.amount, saying)],
    [say('contracts:technologyAmount'), one.technologyAmount === null ? none : yuan(one.technologyAmount, saying)],
  ];
}

const partiesOf = (one: Contract, { say }: Saying): Block => ({
  kind: 'table',
  caption: say('contractPapers:slip.parties'),
  columns: [
    { title: say('contracts:party.role'), share: 1 },
    { title: say('contracts:party.name'), share: 3 },
    { title: say('contracts:party.creditCode'), share: 2 },
  ],
  rows: one.parties.map((each) => [say(`contracts:roles.${each.role}`), nameOf(each, say), each.creditCode ?? '']),
});

/** The first one and each later one: an amount is never overwritten. */
export const statementsOf = (one: Contract, saying: Saying): Block => ({
  kind: 'table',
  caption: saying.say('contractPapers:slip.statements'),
  columns: [
    { title: saying.say('contractPapers:slip.what'), share: 1 },
    { title: saying.say('contracts:on'), share: 1.2 },
    { title: saying.say('contractPapers:slip.reason'), share: 2.2 },
    { title: inYuan('amount', saying.say), share: 1.8, align: 'right' },
    { title: inYuan('technologyAmount', saying.say), share: 1.8, align: 'right' },
  ],
  rows: one.statements.map((each) => [
    saying.say(`contractPapers:statements.${each.what}`),
    each.on,
    each.reason ?? '',
    figure(each.amount, saying),
    figure(each.technologyAmount, saying),
  ]),
});
