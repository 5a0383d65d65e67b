// The fields of a contract in the order of the registration form, each with what to type; the copy card and the form as a document are written from it.
import { textIn, type Text } from '../../platform/shared/words.ts';
import type { Paper, Papering } from '../../records/server/index.ts';
import { fields } from '../contract.ts';
import { asked } from '../fieldsOf.ts';
import { type CardLine, cardSections } from '../papers.ts';
import { itemCodes, natures, planCodes, typeCodes } from '../papers-codes.ts';
import type { Terms } from '../terms.ts';
import { dayOr, nameOf, namesIn, type Contract, type Saying, yuan } from './papers-said.ts';

type Party = Contract['parties'][number];
type Spoken = { reader: Saying /** The form itself is in Chinese. */; form: Saying };
type Value = { typed: string | null; shown?: string | null; code?: string | null; sure?: CardLine['sure'] };

/** All lines of the form. */
export function linesOf(one: Contract, spoken: Spoken): CardLine[] {
  const { say } = spoken.reader;
  const inSection =
    (section: CardLine['section']) =>
    (
      path: string,
      { typed, shown = typed, code = null, sure = 'confirmed' }: Value,
      title = say(`contracts:${path}`),
    ): CardLine => ({
      section,
      path,
      title,
      typed,
      code,
      shown,
      sure,
    });
  return [
    ...contractLines(one, spoken, inSection('contract')),
    ...(['seller', 'buyer'] as const).flatMap((role) =>
      one.parties.flatMap((each, at) => (each.role === role ? partyLines(each, at, spoken, inSection(role)) : [])),
    ),
    ...kindLines(one, spoken, inSection('kind')),
    ...moneyLines(one, spoken, inSection('money')),
    ...moreLines(one, spoken, inSection('more')),
  ];
}
type Line = (path: string, value: Value, title?: string) => CardLine;

const dayed = (on: string | null, { reader }: Spoken): Value => ({
  typed: on,
  shown: on === null ? null : dayOr(on, '', reader),
});
/** A choice of the form: chosen by its Chinese name, beside its code where there is one. */
const chosen = (
  key: string | null,
  { reader, form }: Spoken,
  code: string | null = null,
  sure: CardLine['sure'] = 'recalled',
): Value => (key === null ? { typed: null, sure } : { typed: form.say(key), shown: reader.say(key), code, sure });

const contractLines = (one: Contract, spoken: Spoken, line: Line): CardLine[] => [
  line('registrationNumber', { typed: one.registrationNumber }),
  line('title', { typed: one.title }),
  line('validFrom', dayed(one.validFrom, spoken)),
  line('validTo', dayed(one.validTo, spoken)),
  line('signedOn', dayed(one.signedOn, spoken)),
];

function partyLines(one: Party, at: number, spoken: Spoken, line: Line): CardLine[] {
  const path = (field: string) => `parties.${at}.${field}`;
  const title = (field: string) => spoken.reader.say(`contracts:party.${field}`);
  const nature = natures.find((each) => each === one.nature);
  const country = one.country === '142' ? chosen('contractPapers:countries.142', spoken, '142', 'confirmed') : null;
  const of = (field: string, value: Value) => line(path(field), value, title(field));
  return [
    // A name that its reader sees only in part is not to be typed.
    of('name', { typed: one.masked ? null : (one.organizationName ?? one.name), shown: nameOf(one, spoken.reader.say) }),
    of('creditCode', { typed: one.creditCode }),
    of('country', country ?? { typed: one.country, code: one.country }),
    of('division', { typed: one.division, code: one.division }),
    of(
      'nature',
      nature === undefined
        ? { typed: one.nature, code: one.nature }
        : chosen(`contractPapers:natures.${nature}`, spoken, nature, 'confirmed'),
    ),
    ...(one.internalBody === null
      ? []
      : [
          of('internalBody', { typed: one.internalBody }),
          of('authorised', chosen(one.authorised ? 'contractPapers:yes' : 'contractPapers:no', spoken)),
        ]),
  ];
}

const kindLines = (one: Contract, spoken: Spoken, line: Line): CardLine[] => [
  line('type', chosen(one.type && `contracts:types.${one.type}`, spoken, one.type && typeCodes[one.type])),
  line('subtype', chosen(one.subtype && `contracts:subtypes.${one.subtype}`, spoken)),
  ...one.items.flatMap((each, at) => {
    const title = (field: string) => spoken.reader.say(`contracts:item.${field}`);
    const item = spoken.reader.say('contracts:items');
    return [
      line(
        `items.${at}.type`,
        chosen(`contracts:itemTypes.${each.type}`, spoken, itemCodes[each.type]),
        one.items.length === 1 ? item : `${item} ${at + 1}`,
      ),
      ...(each.number === null ? [] : [line(`items.${at}.number`, { typed: each.number }, title('number'))]),
      ...(each.title === null ? [] : [line(`items.${at}.title`, { typed: each.title }, title('title'))]),
    ];
  }),
  line(
    'technologyField',
    chosen(one.technologyField && `contracts:technologyFields.${one.technologyField}`, spoken, one.technologyField),
  ),
  line('objective', chosen(one.objective && `contracts:objectives.${one.objective}`, spoken, one.objective)),
  line(
    'planSource',
    chosen(one.planSource && `contracts:planSources.${one.planSource}`, spoken, one.planSource && planCodes[one.planSource]),
  ),
  line('industry', { typed: one.industry, code: one.industry }),
];

/** What only some contracts are asked for: by the same table as the form. */
function askedLines(one: Contract, spoken: Spoken, line: Line): CardLine[] {
  const money = (amount: string | null): Value => ({
    typed: amount,
    shown: amount === null ? null : yuan(amount, spoken.reader),
    sure: 'recalled',
  });
  const values: [keyof Terms, Value][] = [
    ['newInput', money(one.newInput)],
    ['newOutput', money(one.newOutput)],
    ['trainees', { typed: one.trainees === null ? null : String(one.trainees), sure: 'recalled' }],
    ['mainContract', { typed: one.mainContract, sure: 'recalled' }],
    ['intermediaryFee', money(one.intermediaryFee)],
  ];
  return values.filter(([field]) => asked(field, one)).map(([field, value]) => line(field, value));
}

function moneyLines(one: Contract, spoken: Spoken, line: Line): CardLine[] {
  const money = (amount: string | null): Value => ({
    typed: amount,
    shown: amount === null ? null : yuan(amount, spoken.reader),
  });
  const each = (write: (saying: Saying) => string | null): Value => ({ typed: write(spoken.form), shown: write(spoken.reader) });
  return [
    line('amount', money(one.amount)),
    line('technologyAmount', money(one.technologyAmount)),
    line('deducted', money(one.deducted)),
    ...one.costs.map((cost, at) =>
      line(
        `costs.${at}`,
        each((saying) => costSaid(cost, saying)),
        `${spoken.reader.say('contracts:costs')} ${at + 1}`,
      ),
    ),
    line('paymentMode', chosen(one.paymentMode && `contracts:paymentModes.${one.paymentMode}`, spoken)),
    ...one.schedule.map((part, at) =>
      line(
        `schedule.${at}`,
        each((saying) =>
          [yuan(part.amount, saying), part.on === null ? null : dayOr(part.on, '', saying), part.condition]
            .filter((said) => said !== null)
            .join(saying.say('contractPapers:between')),
        ),
        `${spoken.reader.say('contracts:schedule')} ${at + 1}`,
      ),
    ),
    ...(one.royalty === null
      ? []
      : [
          line(
            'royalty',
            each((saying) => royaltySaid(one.royalty, saying)),
          ),
        ]),
  ];
}

function costSaid(cost: Contract['costs'][number], saying: Saying): string {
  const { say } = saying;
  const said = say('contractPapers:costSaid', {
    kind: say(`contracts:costKinds.${cost.kind}`),
    what: cost.what,
    amount: yuan(cost.amount, saying),
  });
  const carriers = say('contractPapers:carriersSaid', { amount: yuan(cost.carriers, saying) });
  return /^0+(\.0+)?$/.test(cost.carriers) ? said : `${said}${say('contractPapers:between')}${carriers}`;
}

function royaltySaid(of: Contract['royalty'], saying: Saying): string | null {
  if (of === null) return null;
  const { say } = saying;
  const said = say('contractPapers:royaltySaid', { base: say(`contracts:royaltyBases.${of.base}`), rate: of.rate });
  if (of.entryFee === null) return said;
  return `${say('contractPapers:entryFeeSaid', { fee: yuan(of.entryFee, saying) })}${say('contractPapers:between')}${said}`;
}

/** What its reader sees only in part is not to be typed. */
function contactOf({ contact, contactMasked }: Contract): Value {
  const said = contact && [contact.name, contact.phone].filter(Boolean).join(' ');
  return { typed: contactMasked ? null : said, shown: said, sure: 'recalled' };
}

function moreLines(one: Contract, spoken: Spoken, line: Line): CardLine[] {
  const yes = (is: boolean | null) => chosen(is === null ? null : is ? 'contractPapers:yes' : 'contractPapers:no', spoken);
  const others = (role: Party['role']): CardLine[] => {
    const masked = one.parties.some((each) => each.role === role && each.masked);
    const names = namesIn(one, role, spoken.reader.say);
    return names === ''
      ? []
      : [line(`parties.${role}`, { typed: masked ? null : names, shown: names }, spoken.reader.say(`contracts:roles.${role}`))];
  };
  return [
    line('relatedParty', yes(one.relatedParty)),
    line('crossing', chosen(`contracts:crossings.${one.crossing}`, spoken)),
    ...others('intermediary'),
    ...others('technologyManager'),
    ...askedLines(one, spoken, line),
    line('taxpayer', chosen(one.taxpayer && `contracts:taxpayers.${one.taxpayer}`, spoken)),
    ...one.benefits.map((each) => line('benefits', chosen(`contracts:benefitWishes.${each}`, spoken))),
    line('contact', contactOf(one)),
  ];
}

/** 技术合同登记表: for checking, sealing and typing; a draft has one too. */
export function formOf({ record, actor: { language }, say }: Papering, formSay: Saying['say'], { city }: { city: Text }): Paper {
  const one = fields.parse(record);
  const reader = { language, say };
  const lines = linesOf(one, { reader, form: { language: 'zh-CN', say: formSay } });
  const valueOf = ({ shown, code }: CardLine): string => {
    if (shown === null) return say('contractPapers:empty');
    return code === null || code === shown ? shown : say('contractPapers:withCode', { words: shown, code });
  };
  return {
    name: `${say('contractPapers:form.title')} ${one.title}`,
    head: null,
    above: say('documents:paper.from', { city: textIn(city, language) }),
    title: say('contractPapers:form.title'),
    blocks: [
      { kind: 'note', text: say('contractPapers:form.intro') },
      ...cardSections.flatMap((section) => {
        const items = lines.filter((each) => each.section === section).map((each) => [each.title, valueOf(each)] as const);
        const heading = { kind: 'heading', level: 1, text: say(`contractPapers:sections.${section}`) } as const;
        return items.length === 0 ? [] : [heading, { kind: 'facts', items } as const];
      }),
      { kind: 'places', items: ['seller', 'buyer', 'filledBy'].map((each) => say(`contractPapers:form.${each}`)) },
      { kind: 'note', text: say('contractPapers:form.codes') },
      ...(one.parties.some((each) => each.masked) ? [{ kind: 'note', text: say('contractPapers:masked') } as const] : []),
    ],
  };
}
