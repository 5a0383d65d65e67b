// What each action does to a technology manager: statements are added, never rewritten, but for a correction by `edit`.
import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import type { z } from 'zod';
import { confirmedUntil } from '../contributes.ts';
import {
  type Affiliation,
  alreadyAffiliated,
  type Certificate,
  notAffiliated,
  type Renewal,
  type TechnologyManagerEdit,
  type TechnologyManagerInput,
} from '../technologyManager.ts';
import { accountOf } from './accounts.ts';
import { dropKeys, takeKeys } from './persons.ts';
import { isSelf } from './present.ts';
import type { PeopleTables, TechnologyManagers } from './tables.ts';

type Row = Selectable<TechnologyManagers>;
type Tx = Transaction<PeopleTables>;
type On<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string; personal: Readonly<Record<string, string>> };

export async function create({ tx, input, day }: { tx: Tx; input: z.output<typeof TechnologyManagerInput>; day: string }) {
  const { name, certificateNumber, phone, certificateLevel: level, issuedOn, validTo, trainingBase } = input;
  notFuture('issuedOn', issuedOn, day);
  notBefore('validTo', validTo, issuedOn);
  const person = randomUUID();
  await takeKeys(tx, person, { name, certificateNumber, trainingBase, issuedOn });
  const certificates: Certificate[] = [{ level, from: issuedOn, to: validTo }];
  return {
    ...latest(certificates, issuedOn),
    certificate_base: trainingBase,
    fields: input.technologyFields,
    person,
    account: await accountOf(tx, input.account, null),
    organization: null,
    confirmed_until: null,
    affiliations: [],
    personal: { name, certificateNumber, phone },
  };
}

/** A correction of what was wrong from the start. */
export async function edit({ tx, record, input, day, personal }: On<z.output<typeof TechnologyManagerEdit>>) {
  const certificates = corrected(record.certificates, input);
  const issuedOn = input.issuedOn ?? record.certificate_issued_on;
  const trainingBase = input.trainingBase === undefined ? record.certificate_base : input.trainingBase;
  notFuture('issuedOn', issuedOn, day);
  notBefore('validTo', certificates.at(-1)?.to ?? null, certificates.at(-1)?.from ?? issuedOn);
  if (certificates[1] !== undefined) notBefore('issuedOn', certificates[1].from, issuedOn);
  const name = input.name ?? personal['name'] ?? '';
  const certificateNumber =
    input.certificateNumber === undefined ? (personal['certificateNumber'] ?? null) : input.certificateNumber;
  await takeKeys(tx, record.person, { name, certificateNumber, trainingBase, issuedOn });
  return {
    ...latest(certificates, issuedOn),
    certificate_base: trainingBase,
    ...(input.technologyFields === undefined ? {} : { fields: input.technologyFields }),
    ...(input.account === undefined ? {} : { account: await accountOf(tx, input.account, record.id) }),
    personal: { name: input.name, certificateNumber: input.certificateNumber, phone: input.phone },
  };
}

function corrected(certificates: readonly Certificate[], input: z.output<typeof TechnologyManagerEdit>): Certificate[] {
  const last = certificates.length - 1;
  return certificates.map((one, index) => ({
    level: index === last && input.certificateLevel !== undefined ? input.certificateLevel : one.level,
    from: index === 0 && input.issuedOn !== undefined ? input.issuedOn : one.from,
    to: index === last && input.validTo !== undefined ? input.validTo : one.to,
  }));
}

const latest = (certificates: Certificate[], issuedOn: string) => ({
  certificates,
  certificate_level: certificates.at(-1)?.level ?? ('junior' as const),
  certificate_issued_on: issuedOn,
  certificate_valid_to: certificates.at(-1)?.to ?? null,
});

export function renew({ record, input, day }: On<z.output<typeof Renewal>>) {
  const from = input.on ?? day;
  const last = record.certificates.at(-1);
  notFuture('on', from, day);
  notBefore('on', from, last?.from ?? record.certificate_issued_on);
  notBefore('validTo', input.validTo, from);
  const level = input.certificateLevel ?? record.certificate_level;
  return latest([...record.certificates, { level, from, to: input.validTo }], record.certificate_issued_on);
}

export function affiliate({ record, input, actor, day }: On<{ organization: string; on: string }>) {
  const { organization, on } = input;
  const last = record.affiliations.at(-1);
  notFuture('on', on, day);
  if (last) notBefore('on', on, last.endedOn ?? last.on);
  // `record.organization` and not the one stated: the two are one after a merge.
  if (last?.endedOn === null && record.organization === organization)
    throw alreadyAffiliated({}, [{ path: 'organization', code: 'already', words: 'people:refusals.alreadyAffiliated' }]);
  const statedBy = isSelf(actor, record) ? 'manager' : 'officer';
  const fresh: Affiliation = { organization, on, statedBy, saidOn: day, confirmations: [], endedOn: null, endReason: null };
  return {
    affiliations: [...record.affiliations.map((one) => (one.endedOn === null ? { ...one, endedOn: on } : one)), fresh],
    organization,
    confirmed_until: null,
  };
}

export function confirm({ record, input, day }: On<{ on?: string | undefined }>) {
  const open = openOf(record);
  const on = input.on ?? day;
  notFuture('on', on, day);
  notBefore('on', on, open.on);
  const confirmed = { ...open, confirmations: [...new Set([...open.confirmations, on])].sort() };
  return { affiliations: [...record.affiliations.slice(0, -1), confirmed], confirmed_until: confirmedUntil(confirmed) };
}

export function endAffiliation({ record, input, day }: On<{ on: string; reason: string }>) {
  const open = openOf(record);
  notFuture('on', input.on, day);
  notBefore('on', input.on, open.on);
  return {
    affiliations: [...record.affiliations.slice(0, -1), { ...open, endedOn: input.on, endReason: input.reason }],
    ...released,
  };
}

/** Nobody can confirm a person without a name: what is open ends on the day of erasing. What was void never held: its statements go too. */
export async function erase({ tx, record, day }: On<unknown>) {
  await dropKeys(tx, record.person);
  const affiliations = record.affiliations.map((one) =>
    one.endedOn === null ? { ...one, endedOn: day < one.on ? one.on : day } : one,
  );
  const never = record.state === 'voided' ? { certificates: [] } : {};
  return {
    affiliations,
    ...released,
    ...never,
    account: null,
    fields: [],
    personal: { name: null, certificateNumber: null, phone: null },
  };
}

export async function voided({ tx, record }: On<unknown>) {
  await dropKeys(tx, record.person);
  return { ...released, account: null };
}

const released = { organization: null, confirmed_until: null };

function openOf(record: Row): Affiliation {
  const last = record.affiliations.at(-1);
  if (last?.endedOn !== null) throw notAffiliated();
  return last;
}

function notFuture(path: string, on: string, today: string): void {
  if (on > today) throw wrongField(path, 'inFuture', 'people:refusals.inFuture', { on, today });
}

function notBefore(path: string, on: string | null, earliest: string): void {
  if (on !== null && on < earliest) throw wrongField(path, 'tooEarly', 'people:refusals.tooEarly', { on, earliest });
}
