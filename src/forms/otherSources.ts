// An answer against what other registers of the platform know: both values are shown, neither is changed. Pure; who knows them plugs them in.
import type { Answers } from './answers.ts';
import { common, type Finding, found, partsOf, shown, unitOf } from './finding.ts';
import { type FormVersion, itemsOf, numbersIn } from './form.ts';
import type { Known } from './past.ts';
import { inParts, units } from './unit.ts';

export function sourceFindings(version: FormVersion, answers: Answers, known: readonly Known[] = []): Finding[] {
  const numbers = new Map(numbersIn(itemsOf(version)).map((one) => [one.code, one]));
  return known.flatMap(({ item, value, words, address, holds, tolerance }) => {
    const of = numbers.get(item);
    const own = of ? partsOf(of, answers.items) : null;
    if (of === undefined || own === null) return [];
    const [now, other] = [common(of, answers.items[item] ?? '0'), common(of, value)];
    // Rounding to the form's unit, on both sides of the tolerance.
    const rounding = units[of.unit].money ? unitOf(of) : 0;
    const short = other * (1 - tolerance) - rounding > now;
    const over = holds === 'equal' && now > other * (1 + tolerance) + rounding;
    if (!short && !over) return [];
    return [
      {
        ...found('source', 'warning', [item], { now: shown(of, own), known: shown(of, inParts(value, of.unit)) }),
        of: words,
        address,
      },
    ];
  });
}
