// The help while a listing is written, and what its owner and its reviewer are shown before it is published. Reads, and keeps nothing.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { textIn } from '../../../platform/shared/words.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { contactsIn } from '../../contacts.ts';
import { findingsOf, type Priced } from '../../listingPrice.ts';
import { openFields } from '../../openTexts.ts';
import { type PriceLimits, priceLimits } from '../../prices.ts';
import { helpWriting, lookThrough, type WrittenDraft } from '../../writing.ts';
import { type Helper, openWritingHelp, type WritingHelp, writingHelpShape } from '../../writingHelp.ts';
import { type Listings, visibleTo } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { similarTo } from './similar.ts';

type With = { pack: Pack; db: Kysely<MarketTables>; listings: Listings; organizations: Organizations };

export function mountWriting(app: FastifyInstance, { pack, db, listings, organizations }: With): void {
  const help = pack.read('law/market/writing-help.json', writingHelpShape);
  const helper = openWritingHelp(help);
  const limits = pack.read('law/market/price-limits.json', priceLimits);
  const sight = visibleTo(organizations);
  const looked = async (of: WrittenDraft, actor: Actor) => ({
    questions: questionsOf(of, helper, help, actor),
    price: noticesOf(of, limits),
    similar: await similarTo(of, of.except, sight(actor), { db, organizations }),
  });
  mount(app, helpWriting, async ({ body, actor }) => ({
    ...(await looked(body, actor)),
    contacts: contactsOf(body),
    text: Object.keys(body.answers).length === 0 ? null : helper.compose(body.text, body.answers).text,
  }));
  mount(app, lookThrough, async ({ params, actor }) => {
    const record = (await listings.one(actor, params.id)) as Record<string, unknown>;
    return looked(draftOf(record), actor);
  });
}

const draftFields = ['title', 'text', 'acceptance', 'field', 'priceLow', 'priceHigh', 'deadline'] as const;
/** A record as the form would have it: what is not said is empty. */
function draftOf(record: Record<string, unknown>): WrittenDraft {
  const { sort, keywords, confidentiality, cooperation, price, id } = record;
  const texts = Object.fromEntries(draftFields.map((field) => [field, record[field] ?? '']));
  return { sort, keywords, confidentiality, cooperation, price, except: id, answers: {}, ...texts } as WrittenDraft;
}

/** Fields of the form as the questions know them; a standard of its own counts as what is said under its heading. */
function questionsOf(of: WrittenDraft, helper: Helper, help: WritingHelp, { language }: Actor) {
  if (of.sort !== 'problem' || `${of.title}${of.text}`.trim() === '') return [];
  const standard = help.questions.find(({ code }) => code === 'acceptance');
  const text =
    standard && of.acceptance.trim() !== '' ? helper.compose(of.text, { [standard.code]: of.acceptance }).text : of.text;
  const budget = of.priceLow !== '' ? of.priceLow : of.price === 'none' ? '' : of.price === 'agreed' ? 'agreed' : '';
  const filled = { budget, deadline: of.deadline, field: of.field, cooperation: of.cooperation.filter(Boolean).join(' ') };
  const said = `${of.title}\n${text}`;
  return helper.questions(said, filled).map(({ code, necessary, field, ask, example }) => {
    const heading = help.questions.find((one) => one.code === code)?.heading;
    return {
      code,
      necessary,
      field: code === 'acceptance' ? 'acceptance' : field === 'budget' ? 'price' : field,
      heading: heading ? textIn(heading, language) : code,
      ask: textIn(ask, language),
      example: textIn(example, language),
    };
  });
}

/** Of what is not a number yet nothing is said: the form says that. */
function noticesOf({ price, priceLow, priceHigh }: WrittenDraft, limits: PriceLimits) {
  const amount = (said: string) => (/^-?\d+(\.\d+)?$/.test(said.trim()) ? said.trim() : null);
  const said: Priced = { price, priceLow: amount(priceLow), priceHigh: amount(priceHigh) };
  return findingsOf(said, limits);
}

const contactsOf = (of: WrittenDraft) =>
  openFields.flatMap((field) =>
    [of[field]]
      .flat()
      .flatMap((text) =>
        contactsIn(text).map(({ kind, from, to }) => ({ field, kind, said: text.slice(from, to).slice(0, 60) })),
      ),
  );
