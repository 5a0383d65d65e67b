// How a row of a file says what a contract costs beside its technology, and how it is paid: costs, instalments, royalty. What cannot be read is told with its column.
import { dayIn, isRead } from '../../organizations/importCells.ts';
import type { Said } from '../../records/import.ts';
import { multiplied } from '../amountCells.ts';
import { type CellFault, costsIn, rateIn, scheduleIn } from '../itemisedCells.ts';
import { costKinds, type Cost, type Terms } from '../terms.ts';

type Cells = {
  said: Said[];
  cell: (field: string) => string | null;
  code: (field: 'paymentMode' | 'royaltyBase') => string | null;
  /** The words of a key in both languages, as alternatives. */
  both: (key: string) => ReadonlySet<string>;
};
type Payment = { paymentMode: string | null; schedule: Terms['schedule']; royalty: object | null };

export function paymentCells({ said, cell, code, both }: Cells) {
  const words = {
    kinds: costKinds.map((kind) => [kind, [...both(`official:import.costKinds.${kind}`)]] as const),
    carriers: [...both('official:import.carriers')],
  };
  const wrong = (field: string, { code: fault, value }: CellFault) => {
    const [, amount] = fault.split('amount.');
    if (amount !== undefined) said.push({ words: `official:amountWrong.${amount}`, field, params: { value } });
    else if (fault === 'notADay') said.push({ words: 'records:import.said.notADay', field, params: { value } });
    else said.push({ words: 'official:import.costWithoutName', field, params: { value } });
  };

  const costs = (): Cost[] => {
    const read = costsIn(cell('costs') ?? '', words);
    if (read.ok) return read.value;
    wrong('costs', read.fault);
    return [];
  };

  function schedule(): Terms['schedule'] {
    const read = scheduleIn(cell('schedule') ?? '', (on) => {
      const found = dayIn(on, 'schedule', '9999-12-31');
      return isRead(found) && found.value?.length === 10 ? found.value : null;
    });
    if (read.ok) return read.value;
    wrong('schedule', read.fault);
    return [];
  }

  function rate(): string | null {
    const value = cell('royaltyRate');
    const read = value === null ? null : rateIn(value);
    if (read?.ok) return read.rate;
    if (read) said.push({ words: `official:import.rate.${read.code}`, field: 'royaltyRate', params: { value: value ?? '' } });
    return null;
  }

  function entryFee(): string | null {
    const value = cell('entryFee');
    const read = value === null ? null : multiplied(value, 1n);
    if (read === null || read.ok) return read?.yuan ?? null;
    said.push({ words: `official:amountWrong.${read.code}`, field: 'entryFee', params: { value: value ?? '' } });
    return null;
  }

  /** Base and rate go together; a mode that is not given follows from what is. One that says otherwise is no silent loss. */
  function payment(): Payment {
    const [given, instalments] = [code('paymentMode'), schedule()];
    const told = ['royaltyBase', 'royaltyRate', 'entryFee'].filter((field) => cell(field) !== null);
    const before = said.length;
    const royalty = told.length === 0 ? null : { base: code('royaltyBase'), rate: rate(), entryFee: entryFee() };
    for (const field of ['royaltyBase', 'royaltyRate'])
      if (royalty && said.length === before && cell(field) === null) said.push({ words: 'platform:form.required', field });
    const means = royalty ? (royalty.entryFee === null ? 'royalty' : 'royaltyWithEntryFee') : null;
    const isOtherwise =
      given !== null && ((means !== null && given !== means) || (given === 'lumpSum' && instalments.length > 1));
    if (isOtherwise) said.push({ words: 'official:import.paymentOtherwise', field: 'paymentMode' });
    const paymentMode = given ?? means ?? (instalments.length > 0 ? 'instalments' : null);
    return { paymentMode, schedule: instalments, royalty };
  }
  return { costs, payment };
}
