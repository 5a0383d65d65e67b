// Model texts as documents: blank ones for everybody, and one filled in from a contract for who sees it. For going on writing; they prove nothing.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { type Block, chineseNumber, type Document, writtenDay } from '../../platform/server/documents/document.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Pack } from '../../platform/server/pack.ts';
import { bannerOf, type Kernel, made } from '../../records/server/index.ts';
import { fields } from '../contract.ts';
import {
  articlesOf,
  blankTexts,
  getBlankModel,
  getFilledModel,
  type Known,
  linesOfModel,
  listModels,
  modelFile,
  modelFor,
  type Model,
  type ModelFile,
  type ModelPart,
  nothingKnown,
  typeFirst,
} from '../models.ts';
import { amountInWords } from './papers-amount.ts';
import { figure, type Contract, type Say } from './papers-said.ts';
import type { Contracts } from './service.ts';

const fileName = 'law/contract-models.json';
export const readModels = (pack: Pack): ModelFile => pack.read(fileName, modelFile);
/** Texts that are nobody's own: whoever uses one says the same as all others. */
export const modelTexts = (pack: Pack): string[] => blankTexts(readModels(pack));

type Of = { kernel: Kernel; pack: Pack; contracts: Pick<Contracts, 'one'> };

export function mountModels(app: FastifyInstance, { kernel, pack, contracts }: Of): void {
  const file = readModels(pack);
  // A contract is handed in in Chinese, whatever its reader reads.
  const say: Say = (key, given) => app.say('zh-CN', key, given);
  const drawn = (model: Model, known: Known, actor: Pick<Actor, 'language'>, name: string) =>
    made(app, documentOf(file, model, known, { say, banner: bannerOf(kernel, app.say, actor) }), 'docx', name);
  mount(app, listModels, async ({ actor: { language } }) => {
    const shown = (all: Model['basis']) => all.map((one) => ({ ...one, law: textIn(one.law, language) }));
    return {
      items: file.models.map((one) => ({
        code: one.code,
        type: one.type,
        name: textIn(one.name, language),
        use: textIn(one.use, language),
        basis: shown(one.basis),
        title: one.title,
        lines: linesOfModel(file, one, nothingKnown),
        articles: articlesOf(file, one).map(({ heading, basis }) => ({ heading, basis: shown(basis) })),
      })),
    };
  });
  mount(app, getBlankModel, async ({ params: { code }, actor }) => {
    const model = file.models.find((one) => one.code === code);
    if (!model) throw notFound();
    return drawn(model, nothingKnown, actor, `${model.title} ${say('contractModels:blank')}`);
  });
  mount(app, getFilledModel, async ({ params: { id }, actor }) => {
    const one = fields.parse(await contracts.one(actor, id));
    const model = one.type === null ? null : modelFor(file, one.type, one.subtype);
    if (!model) throw typeFirst();
    return drawn(model, knownOf(one, say), actor, `${model.title} ${one.title}`);
  });
}

/** `note`: whose text it is. */
export function documentOf(
  file: ModelFile,
  model: Model,
  known: Known,
  { say, banner }: { say: Say; banner: string | null },
): Document {
  return {
    language: 'zh-CN',
    head: null,
    title: model.title,
    blocks: linesOfModel(file, model, known).map(
      ({ kind, text }): Block =>
        kind === 'heading'
          ? { kind, level: 1, text }
          : { kind: 'paragraph', text, ...(kind === 'line' ? { indent: false, align: 'left' as const } : {}) },
    ),
    endNote: say('contractModels:endNote'),
    banner,
  };
}

/** What the fields say, as a contract writes it. A name that its reader sees only in part is left blank. */
export function knownOf(one: Contract, say: Say): Known {
  const sum = (amount: string | null) => (amount === null ? null : figure(amount, { language: 'zh-CN' }));
  const royal = one.paymentMode === 'royalty' || one.paymentMode === 'royaltyWithEntryFee' ? one.royalty : null;
  const named = (role: Contract['parties'][number]['role']) => one.parties.filter((each) => each.role === role).map(partOf);
  const schedule = one.schedule.map(
    (each, at): ModelPart =>
      part({ ordinal: chineseNumber(at + 1), amount: sum(each.amount), on: dayOf(each.on), condition: each.condition }),
  );
  const lists = {
    schedule,
    costs: one.costs.map((each, at) => part({ number: String(at + 1), what: each.what, amount: sum(each.amount) }, [each.kind])),
    items: one.items
      .filter((each) => each.type !== 'none')
      .map((each, at) =>
        part({
          number: String(at + 1),
          kind: say(`contracts:itemTypes.${each.type}`),
          itemNumber: each.number,
          itemTitle: each.title,
        }),
      ),
    buyers: named('buyer'),
    sellers: named('seller'),
    intermediaries: named('intermediary'),
  };
  const values = {
    title: one.title,
    amount: sum(one.amount),
    amountWords: one.amount === null ? null : amountInWords(one.amount, 'zh-CN', say),
    technologyAmount: one.costs.length > 0 ? sum(one.technologyAmount) : null,
    base: royal && say(`contractModels:bases.${royal.base}`),
    rate: royal && royal.rate,
    entryFee: royal && sum(royal.entryFee),
    validFrom: dayOf(one.validFrom),
    validTo: dayOf(one.validTo),
    signedOn: dayOf(one.signedOn),
    trainees: one.trainees === null ? null : String(one.trainees),
    mainContract: one.mainContract,
  };
  const facts = new Set<string>([
    ...Object.entries({ ...values, ...lists }).flatMap(([name, value]) => (value === null || value.length === 0 ? [] : [name])),
    ...(one.paymentMode === null ? [] : ['paymentMode', one.paymentMode]),
    ...(royal ? ['royalty'] : []),
    ...(one.subtype === 'joint' ? ['joint'] : []),
  ]);
  return { facts: facts as Known['facts'], values, lists };
}

const dayOf = (day: string | null): string | null => (day === null ? null : writtenDay(day, 'zh-CN'));

function partOf(each: Contract['parties'][number]): ModelPart {
  const name = each.masked ? null : (each.organizationName ?? each.name);
  return part({ name, creditCode: each.creditCode }, each.person ? ['person'] : []);
}

/** What is known is a fact by its name. */
function part(values: Record<string, string | null>, facts: readonly string[] = []): ModelPart {
  const told = Object.keys(values).filter((name) => values[name] !== null);
  return { facts: new Set([...told, ...facts]) as ModelPart['facts'], values };
}
