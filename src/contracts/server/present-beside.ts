// What came to a contract beside its terms, as its reader is shown it: objections with their days, experts' opinions, receipts with their technical income; whom to ask.
import type { Selectable } from 'kysely';
import type { Language } from '../../platform/shared/actor.ts';
import { maskName, maskPhone } from '../../platform/shared/mask.ts';
import { scaled, sum } from '../../platform/shared/money.ts';
import { textIn } from '../../platform/shared/words.ts';
import type { WorkingDays } from '../../platform/shared/workingDays.ts';
import { endOrYear } from '../../records/waits.ts';
import type { Objection, ObjectionFile } from '../objections.ts';
import { expertsField } from '../opinions.ts';
import { dues, incomes, sumOf } from '../receipts.ts';
import { amountsOf } from './receipts.ts';
import type { Contracts } from './tables.ts';
import { contactFields } from './terms.ts';

type Row = Selectable<Contracts>;
type Around = {
  recheck: ObjectionFile['recheck'];
  related: { names: ReadonlyMap<string, string>; calendar: WorkingDays; closed: { today: string } } | undefined;
  language: Language;
  /** Whether the reader reads the names of persons. */
  all: boolean;
  /** Whether the reader is one of the registrars who handle it: nobody else learns who the experts were. */
  handles: boolean;
};

export function shownBeside(row: Row, personal: Readonly<Record<string, string>>, around: Around) {
  const { recheck, related, language, all, handles } = around;
  const each = incomes(row.receipts, amountsOf(row));
  const [name, phone] = [personal[contactFields.name] ?? null, personal[contactFields.phone] ?? null];
  return {
    contact:
      name === null && phone === null
        ? null
        : { name: name && !all ? maskName(name) : name, phone: phone && !all ? maskPhone(phone) : phone },
    contactMasked: !all,
    objections: row.objections.map((one) => shownObjection(one, around)),
    recheckTerm: { days: recheck.days, law: textIn(recheck.basis.law, language), sure: recheck.basis.sure },
    expertReviews: row.expert_reviews.map((one, at) => ({
      ...one,
      opinion: one.opinion && { ...one.opinion, experts: handles ? (personal[expertsField(at)] ?? null) : null },
    })),
    receipts: row.receipts.map((one) => ({ ...one, income: each.get(one.number) ?? '0.00' })),
    received: sumOf(row.receipts),
    technicalIncome: scaled(sum([...each.values()]), 2),
    confirmations: row.confirmations,
    dues: row.registered_on === null || !related ? [] : dues(row.schedule, row.receipts, related.closed.today),
  };
}

function shownObjection(one: Objection, { recheck, related }: Around) {
  const { organization, rechecker: _rechecker, ...said } = one;
  const { days, kind } = recheck;
  return {
    ...said,
    organizationName: organization === null ? null : (related?.names.get(organization) ?? null),
    dueOn: one.result === null && related ? endOrYear(related.calendar, one.on, { days, kind }).on : null,
  };
}
