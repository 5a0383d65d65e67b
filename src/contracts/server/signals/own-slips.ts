// Slips that a contract tells of itself: amounts out by a unit, days that do not fit. Told to whoever asks, for it rests on nothing but what he sent.
import type { CheckInput, CheckResult } from '../../check.ts';
import { type OwnSlip, ownSlips, type SignalRules, type SignalSubject } from '../../signals.ts';
import { outsideValidity } from './days.ts';
import { openRegister } from './register.ts';
import { amountsIn } from './said-amounts.ts';
import { amountSlips } from './slips.ts';

/** Knows no register and no database: nothing of other contracts or parties can be in what it says. */
export function openOwnSlips(rules: SignalRules): (asked: CheckInput, result: CheckResult) => OwnSlip[] {
  const saidIn = amountsIn(rules.phrases);
  const nobody = openRegister();
  return ({ text, fields }, { amount, fields: read }) => {
    const parts = read.schedule.flatMap((one) => one.amount ?? []);
    const subject: SignalSubject = {
      id: '',
      title: '',
      text: null,
      sellers: [],
      buyers: [],
      type: null,
      signedOn: fields?.signedOn ?? read.signedOn?.value ?? null,
      validFrom: fields?.validFrom ?? read.validFrom?.value ?? null,
      validTo: fields?.validTo ?? read.validTo?.value ?? null,
      submittedOn: null,
      registeredOn: null,
      totalAmount: amount,
      technologyAmount: fields?.technologyAmount ?? null,
      // Of instalments in shares the sum is no sum.
      schedule: parts.length === read.schedule.length ? parts : [],
      continues: [],
      declaredRelated: false,
      // With it nothing is compared with what a seller sold before.
      sellerInside: false,
      standing: 'open',
    };
    const said = text === undefined || text === '' ? null : saidIn(text.slice(0, rules.sameText.longest));
    const found = [...amountSlips({ subject, said, register: nobody, rules }), ...outsideValidity(subject, rules)];
    return found.flatMap(({ key, params }): OwnSlip[] => {
      const code = ownSlips.find((one) => one === key);
      return code ? [{ code, params }] : [];
    });
  };
}
