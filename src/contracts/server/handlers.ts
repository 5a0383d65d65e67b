// What each action does to a contract. Statements are added, never rewritten; what the law asks is checked here, what is only missing is told.
import type { Selectable, Transaction } from 'kysely';
import { type Actor, hasRole, sameHands } from '../../platform/shared/actor.ts';
import { invalid, notAllowed, wrongField } from '../../platform/shared/errors.ts';
import { compare, scaled } from '../../platform/shared/money.ts';
import { regionOn } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { noRoyalty, notInForce, ownReview, secondReviewFirst, sentBackAlready, type Statement } from '../contract.ts';
import type { ClosedYears } from './closed-years.ts';
import { holdActive, isInCharge, mayCheck, mayDecide, placesAround, routed } from './in-charge.ts';
import type { Lanes } from './lanes.ts';
import { objectionHandlers, refuseWhileObjected, registeredOn } from './objections.ts';
import { answered, askExperts, type OpinionSaid, recordOpinion } from './opinions.ts';
import { type Confirming, confirmIncome, noteReceipt, undoConfirmation, voidReceipt } from './receipts.ts';
import type { Contracts as Table, ContractTables } from './tables.ts';
import { knownParties } from './parties.ts';
import { recordTaxClaim, withdrawTaxClaim } from './tax-claims.ts';
import { columnsOf, keepText, type Saying, termsOf } from './terms.ts';
import type { Registering } from './registering.ts';
import type { Known } from './whileLoading.ts';

type Row = Selectable<Table>;
type Tx = Transaction<ContractTables>;
type Edited = { [K in keyof Saying]?: Saying[K] | undefined };
type Editing = { tx: Tx; record: Row; input: Edited; personal: Readonly<Record<string, string>>; actor: Actor; at: Date };

/** `known`: names and seats, remembered while an invented city is loaded. */
type With = { lanes: Lanes; organizations: Organizations; known: Known; closed: ClosedYears; registering: Registering };

export function handlersOf({ lanes, organizations, known, closed, registering }: With) {
  /** What a registrar decides: only of the registry in charge, and on nothing of its own or his. */
  const asRegistrar =
    <C extends Deciding, R>(handle: (of: C) => R) =>
    async (of: C): Promise<Awaited<R>> => {
      const loaded = await registering.decides(of.tx, of.record, of.actor);
      if (loaded === null) await mayDecide(of.tx, organizations, of);
      else if (!loaded) throw notAllowed();
      const columns = await handle(of);
      return columns;
    };
  const placed = async (tx: Tx, seller: string, day: string) => regionOn(await known.seats(tx, seller), day);
  /** The registry that it comes to. */
  const comesTo = async (tx: Tx, record: Row, region: string | null, day: string) => {
    const places = placesAround(organizations.pack.regions, organizations.pack.root, region);
    const loaded = await registering.routed(tx, places, record.organizations);
    return loaded === undefined ? routed(tx, organizations, { record, region, day }) : loaded;
  };
  return {
    create: async ({ tx, input, actor, day, at }: { tx: Tx; input: Saying; actor: Actor; day: string; at: Date }) => {
      const seller = actor.organization;
      if (seller === null) throw wrongField('parties', 'noOrganization', 'contracts:wrong.noOrganization');
      await knownParties(tx, known, { parties: input.parties, before: [], actor });
      return {
        ...columnsOf(input, seller),
        seller,
        region: await placed(tx, seller, day),
        text_digest: await keepText(tx, { text: input.text ?? null, noSecrets: input.noSecrets }, at),
        ...blank,
      };
    },
    edit: async ({ tx, record, input, personal, actor, at }: Editing) => {
      const { text, ...said } = input;
      const after: Saying = { ...termsOf(record, personal), noSecrets: record.no_secrets, ...defined(said) };
      // Computed from the costs: what stood there was their result.
      if (after.costs.length > 0 && said.technologyAmount === undefined) after.technologyAmount = null;
      await knownParties(tx, known, { parties: after.parties, before: record.parties, actor });
      return {
        ...columnsOf(after, record.seller),
        ...(text === undefined ? {} : { text_digest: await keepText(tx, { text, noSecrets: after.noSecrets }, at) }),
      };
    },
    submit: async ({ tx, record, day }: { tx: Tx; record: Row; day: string }) => {
      complete(record, day);
      const region = await placed(tx, record.seller, day);
      return { submitted_on: day, region, registry: await comesTo(tx, record, region, day) };
    },
    supplement: async ({ tx, record, day }: { tx: Tx; record: Row; day: string }) => {
      complete(record, day);
      // What was asked is answered: the clock begins anew with its acceptance (draft of 2024, art. 14).
      return { submitted_on: day, registry: await comesTo(tx, record, record.region, day) };
    },
    sendBack: asRegistrar(({ record, input, day }: Deciding & { input: { defects: Row['defects'] } }) => {
      if (record.sent_back_on !== null) throw sentBackAlready();
      return { defects: input.defects, sent_back_on: day };
    }),
    reopen: ({ day }: { day: string }) => ({ sent_back_on: day, reminded_on: null }),
    remindSupplement: ({ day }: { day: string }) => ({ reminded_on: day }),
    accept: asRegistrar(({ record, day }: Deciding) => {
      const { secondReview, large } = lanes.on(day, { ...record, technologyAmount: record.technology_amount });
      return { accepted_on: day, second_review: secondReview, large };
    }),
    review: asRegistrar(({ record, actor }: Deciding) => {
      answered(record);
      return { reviewed_by: actor.account, reviewed_for: actor.for ?? null };
    }),
    askExperts: asRegistrar((of: Deciding & { input: { reason: string } }) => askExperts(of)),
    recordOpinion: asRegistrar((of: Deciding & { input: OpinionSaid }) => recordOpinion(of)),
    register: asRegistrar(async ({ tx, record, actor, day }: Deciding) => {
      decides(record, actor);
      const { amount, technology_amount: technologyAmount } = record;
      const isRoyalty = record.payment_mode === 'royalty' || record.payment_mode === 'royaltyWithEntryFee';
      if ((amount === null || technologyAmount === null) && !isRoyalty)
        throw wrongField('amount', 'required', 'platform:form.required');
      return { ...registeredOn(record, day), region: await placed(tx, record.seller, day) };
    }),
    refuse: asRegistrar(({ record, actor, input, day }: Deciding & { input: Grounded }) => {
      decides(record, actor);
      return { ground: input.ground, reason: input.reason, decided_on: day };
    }),
    amend: asRegistrar((of: Changing) => changed('amended', of, closed)),
    settle: asRegistrar((of: Changing) => changed('settled', of, closed)),
    noteOfficial: asRegistrar(async ({ tx, record, input, day }: Deciding & { input: Official }) => {
      const on = input.registeredOn ?? record.registered_on ?? day;
      if (on !== record.registered_on) await closed.admit(tx, record, 'registeredOn', on, record.registered_on);
      if (on > day) throw wrongField('registeredOn', 'inFuture', 'contracts:wrong.inFuture', { on, today: day });
      const [first, ...later] = record.statements;
      const statements = first && later.every((one) => one.on >= on) ? [{ ...first, on }, ...later] : record.statements;
      return { registration_number: input.registrationNumber, registered_on: on, statements };
    }),
    cancel: asRegistrar(({ record, input, day }: Deciding & { input: { on: string; reason: string } }) => {
      refuseWhileObjected(record);
      if (input.on > day) throw wrongField('on', 'inFuture', 'contracts:wrong.inFuture', { on: input.on, today: day });
      if (record.registered_on !== null && input.on < record.registered_on)
        throw wrongField('on', 'beforeRegistration', 'contracts:wrong.beforeRegistration', { on: record.registered_on });
      return { reason: input.reason };
    }),
    revoke: asRegistrar(({ record, input }: Deciding & { input: Grounded }) => {
      refuseWhileObjected(record);
      return { ground: input.ground, reason: input.reason };
    }),
    ...betweenRegistries(organizations),
    ...objectionHandlers({ lanes, organizations, placed }),
    noteReceipt,
    voidReceipt,
    confirmIncome: asRegistrar((of: Deciding & { input: Confirming }) => confirmIncome(of)),
    undoConfirmation: asRegistrar(undoConfirmation),
    recordTaxClaim,
    withdrawTaxClaim,
  };
}

/** What moves a contract from one registry to another, and what another one checks. */
const betweenRegistries = (organizations: Organizations) => ({
  passTo: async ({ tx, record, actor, input }: Deciding & { input: { registry: string } }) => {
    if (!hasRole(actor, 'bureauOfficer') && !(await isInCharge(tx, { actor, record }))) throw notAllowed();
    if (input.registry === record.registry) throw wrongField('registry', 'same', 'contracts:wrong.registrySame');
    await holdActive(tx, input.registry, 'registry');
    return { registry: input.registry };
  },
  handOver: ({ input }: { input: { registry: string } }) => ({ registry: input.registry }),
  drawSpotCheck: ({ input }: { input: { month: string; batch: number; seed: string } }) => ({
    spot_check: { ...input, finding: null, note: null, by: null, on: null },
  }),
  spotCheck: async ({ tx, record, actor, input, day }: Deciding & { input: Found }) => {
    if (record.spot_check === null) throw notAllowed();
    await mayCheck(tx, organizations, { actor, record, day });
    return { spot_check: { ...record.spot_check, ...input, by: actor.for ?? actor.account, on: day } };
  },
});

type Deciding = { tx: Tx; record: Row; actor: Actor; day: string };
type Grounded = { ground: string; reason: string | null };
type Official = { registrationNumber: string; registeredOn?: string | undefined };
type Found = { finding: 'sound' | 'objection'; note: string | null };

export const blank = {
  own_number: null,
  registration_number: null,
  submitted_on: null,
  sent_back_on: null,
  accepted_on: null,
  decided_on: null,
  registered_on: null,
  defects: [],
  ground: null,
  reason: null,
  second_review: false,
  large: false,
  reviewed_by: null,
  reviewed_for: null,
  statements: [],
  registry: null,
  spot_check: null,
  objections: [],
  expert_reviews: [],
  receipts: [],
  confirmations: [],
  reminded_on: null,
  tax_claims: [],
};

const defined = <T extends object>(said: T) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** What the law asks of every application; what a registrar would miss beside it is only told. */
function complete(record: Row, day: string): void {
  const isRoyalty = record.payment_mode === 'royalty' || record.payment_mode === 'royaltyWithEntryFee';
  const wanted = [
    ['type', record.type],
    ['amount', isRoyalty ? '' : record.amount],
    ['signedOn', record.signed_on],
  ] as const;
  const errors = wanted
    .filter(([, value]) => value === null)
    .map(([path]) => ({ path, code: 'required', words: 'platform:form.required' as const }));
  if (errors.length > 0) throw invalid({}, errors);
  if (record.signed_on !== null && record.signed_on > day)
    throw wrongField('signedOn', 'inFuture', 'contracts:wrong.inFuture', { on: record.signed_on, today: day });
  // Applied for after it takes effect and while it is valid (draft of 2024, art. 12).
  if (record.valid_to !== null && record.valid_to < day)
    throw notInForce({ on: record.valid_to }, [
      { path: 'validTo', code: 'over', words: 'contracts:refusals.notInForce', params: { on: record.valid_to } },
    ]);
}

/** Where two reviews are asked for, who decides is not who made the first. */
function decides(record: Row, actor: Actor): void {
  answered(record);
  if (!record.second_review) return;
  if (record.reviewed_by === null) throw secondReviewFirst();
  if (sameHands(actor, record.reviewed_by, record.reviewed_for)) throw ownReview();
}

type Changing = Deciding & {
  input: { amount: string; technologyAmount: string; on?: string | undefined; reason: string };
};
async function changed(what: 'amended' | 'settled', { tx, record, input, day }: Changing, closed: ClosedYears) {
  refuseWhileObjected(record);
  const on = input.on ?? day;
  await closed.admit(tx, record, 'on', on);
  if (what === 'settled' && record.payment_mode !== 'royalty' && record.payment_mode !== 'royaltyWithEntryFee') throw noRoyalty();
  const last = record.statements.at(-1)?.on ?? day;
  if (on > day) throw wrongField('on', 'inFuture', 'contracts:wrong.inFuture', { on, today: day });
  if (on < last) throw wrongField('on', 'beforeRegistration', 'contracts:wrong.beforeRegistration', { on: last });
  const [amount, technologyAmount] = [scaled(input.amount, 2), scaled(input.technologyAmount, 2)];
  if (compare(technologyAmount, amount) > 0)
    throw wrongField('technologyAmount', 'aboveTotal', 'contracts:wrong.aboveTotal', { amount });
  const statements: Statement[] = [...record.statements, { what, on, amount, technologyAmount, reason: input.reason }];
  return { statements, amount, technology_amount: technologyAmount };
}
