// What happens to an objection: brought by a party, or by a body outside through the bureau; given to a registrar who did not decide; decided with reasons.
import { type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, sameHands } from '../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../platform/shared/errors.ts';
import { compare, scaled } from '../../platform/shared/money.ts';
import type { Pack } from '../../platform/server/pack.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Statement } from '../contract.ts';
import { decidingActions, type Objection, objectionFile, objectionOpen, openObjection, ownDecision } from '../objections.ts';
import { type ContractType, type Subtype, subtypesOf } from '../terms.ts';
import { personOf, refuseOwn } from './in-charge.ts';
import type { Lanes } from './lanes.ts';
import type { Contracts as Table, ContractTables } from './tables.ts';

type Row = Selectable<Table>;
type Tx = Transaction<ContractTables>;
type Doing = { tx: Tx; record: Row; actor: Actor; day: string };
type Said = { against: Objection['against']; reason: string };
type Paper = { from: 'tax' | 'fiscal'; body: string; documentNumber: string | null; documentOn: string };
type With = {
  lanes: Lanes;
  organizations: Organizations;
  placed: (tx: Tx, seller: string, day: string) => Promise<string | null>;
};

/** How long a re-check may take, by the law's file. */
export const openRecheck = (pack: Pack) => pack.read('law/contract-objections.json', objectionFile).recheck;

/** Whether the actor has been given the open objection. */
export const isRechecker = (actor: Actor, row: Row | null): boolean => {
  const open = row && openObjection(row.objections);
  return open !== null && open.rechecker !== null && open.rechecker === personOf(actor);
};
/** Contracts that this person re-checks or has re-checked. A condition on the table of contracts. */
export const inRecheck = (actor: Actor) =>
  sql<boolean>`objections @> ${JSON.stringify([{ rechecker: personOf(actor) ?? '' }])}::jsonb`;
/** Contracts whose last objection is open. Likewise. */
export const underObjection = sql<boolean>`(objections <> '[]' and objections -> -1 ->> 'result' is null)`;

/** What is decided otherwise while an objection is open would decide it. */
export function refuseWhileObjected(record: Row): void {
  if (openObjection(record.objections)) throw objectionOpen();
}

export function objectionHandlers({ lanes, organizations, placed }: With) {
  /** Somebody who did not decide, and who is none of its parties. */
  const rechecks = async (of: Doing) => {
    if (sameHands(of.actor, ...(await decidersOf(of.tx, of.record.id)))) throw ownDecision();
    await refuseOwn(of.tx, organizations, of, []);
  };
  const decide = async (of: Doing, result: Objection['result'], reason: string) => {
    await rechecks(of);
    return closed(of, result, reason);
  };
  return {
    object: ({ record, actor, input, day }: Doing & { input: Said }) => ({
      objections: [...record.objections, opened(record, input, { organization: actor.organization, on: day })],
    }),
    recordObjection: ({ record, input, day }: Doing & { input: Said & Paper }) => {
      if (input.documentOn > day)
        throw wrongField('documentOn', 'inFuture', 'contracts:wrong.inFuture', { on: input.documentOn, today: day });
      const { from, body, documentNumber, documentOn } = input;
      return {
        objections: [...record.objections, opened(record, input, { from, body, documentNumber, documentOn, on: day })],
      };
    },
    withdrawObjection: (of: Doing & { input: { reason: string } }) => closed(of, 'withdrawn', of.input.reason),
    assignRecheck: async (of: Doing & { input: { account: string } }) => {
      const { tx, record, input, day } = of;
      await mayBeAsked(of, organizations, input.account);
      const objections = record.objections.map((one, at) =>
        at === record.objections.length - 1 ? { ...one, rechecker: input.account, assignedOn: day } : one,
      );
      if ((await decidersOf(tx, record.id)).includes(input.account))
        throw wrongField('account', 'decided', 'contracts:wrong.decidedIt');
      return { objections };
    },
    uphold: (of: Doing & { input: { reason: string } }) => decide(of, 'upheld', of.input.reason),
    acceptAgain: async (of: Doing & { input: { reason: string } }) => {
      const columns = await decide(of, 'acceptedAgain', of.input.reason);
      const lane = lanes.on(of.day, { ...of.record, technologyAmount: of.record.technology_amount });
      // The case stands as on the day of its acceptance: its clock begins, and nothing of the refusal is left but the history.
      const none = { decided_on: null, ground: null, reason: null, reviewed_by: null, reviewed_for: null };
      return { ...columns, ...none, accepted_on: of.day, second_review: lane.secondReview, large: lane.large };
    },
    registerOnRecheck: async (of: Doing & { input: { reason: string } }) => {
      const columns = await decide(of, 'registered', of.input.reason);
      const region = await placed(of.tx, of.record.seller, of.day);
      return { ...columns, ...registeredOn(of.record, of.day), region, ground: null, reason: null };
    },
    amendOnRecheck: async (of: Doing & { input: Amended }) => {
      const columns = await decide(of, 'amended', of.input.reason);
      return { ...columns, ...amended(of) };
    },
    revokeOnRecheck: async (of: Doing & { input: { reason: string } }) => ({
      ...(await decide(of, 'revoked', of.input.reason)),
      ground: 'other',
      reason: of.input.reason,
    }),
  };
}

const nobody = { organization: null, body: null, documentNumber: null, documentOn: null, rechecker: null, assignedOn: null };
function opened(record: Row, { against, reason }: Said, by: Partial<Objection> & { on: string }): Objection {
  refuseWhileObjected(record);
  if ((against === 'refusal') !== (record.state === 'refused'))
    throw wrongField('against', 'notOfState', 'contracts:wrong.againstOther');
  const open = { result: null, decision: null, decidedOn: null };
  return { ...nobody, from: 'party', ...open, ...by, number: record.objections.length + 1, against, reason };
}

function closed({ record, day }: Doing, result: Objection['result'], decision: string): { objections: Objection[] } {
  const last = openObjection(record.objections);
  if (last === null) throw notAllowed();
  return { objections: [...record.objections.slice(0, -1), { ...last, result, decision, decidedOn: day }] };
}

/** A registrar at work, and of none of the parties. */
async function mayBeAsked({ tx, record, actor, day }: Doing, organizations: Organizations, account: string): Promise<void> {
  const { rows } = await sql`select from accounts a join account_roles r on r.account = a.id
    where a.id = ${account}::uuid and r.role = 'registrar' and not a.disabled`.execute(tx);
  if (rows.length === 0) throw wrongField('account', 'noRegistrar', 'registries:wrong.noRegistrar');
  const { for: _for, took: _took, ...plain } = actor;
  await refuseOwn(tx, organizations, { actor: { ...plain, account, organization: null }, record, day }, []);
}

/** Everybody through whose hands a decision on the contract went: accounts, and those whom they stood in for. */
async function decidersOf(tx: Tx, record: string): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`select distinct h.account from events e,
    lateral (values (e.actor::text), (e.body::jsonb -> 'actor' ->> 'for')) h (account)
    where e.record = ${record}::uuid and e.action = any(${[...decidingActions]}::text[]) and h.account is not null`.execute(tx);
  return rows.map((one) => one.account);
}

/** What a contract is registered with: its two amounts from this day on. */
export function registeredOn({ amount, technology_amount: technologyAmount }: Row, on: string) {
  const first: Statement = {
    what: 'registered',
    on,
    amount: amount ?? '0.00',
    technologyAmount: technologyAmount ?? '0.00',
    reason: null,
  };
  return { registered_on: on, decided_on: on, statements: [first] };
}

type Amended = {
  amount: string;
  technologyAmount: string;
  type: ContractType | null;
  subtype: Subtype | null;
  reason: string;
};
function amended({ record, input, day }: Doing & { input: Amended }) {
  const [amount, technologyAmount] = [scaled(input.amount, 2), scaled(input.technologyAmount, 2)];
  if (compare(technologyAmount, amount) > 0)
    throw wrongField('technologyAmount', 'aboveTotal', 'contracts:wrong.aboveTotal', { amount });
  const type = input.type ?? record.type;
  // A sub-type belongs to its type: another type without a new one has none.
  const subtype = input.subtype ?? (type === record.type ? record.subtype : null);
  if (subtype !== null && (type === null || !subtypesOf[type].some((one) => one === subtype)))
    throw wrongField('subtype', 'notOfType', 'contracts:wrong.notOfType');
  const statement: Statement = { what: 'amended', on: day, amount, technologyAmount, reason: input.reason };
  return { statements: [...record.statements, statement], amount, technology_amount: technologyAmount, type, subtype };
}
