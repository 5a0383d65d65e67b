// The invented city's bulletins beside its returns, and what waits for a second officer or was sent back: sentences are the pack's. Not the returns.
import { yearOf } from './platform/shared/dates.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import type { Invented } from './seed-invented.ts';
import { chanceOf } from './seed-random.ts';

type Making = { invented: Invented; calendar: Calendar; random: number; root: string };

/** The bulletin of each year that is over says a little more or less than the returns; the last one nobody has confirmed yet. */
export function makeUnconfirmed({ invented, calendar, random, root }: Making): Deed[] {
  const { series: of, bulletin, differs, sentBack } = invented.unconfirmed;
  const returns = invented.series.find((one) => one.series === of);
  const chance = chanceOf(random, 'bulletins');
  const first = yearOf(calendar.first);
  const bulletins = differs.flatMap((share, index): Deed[] => {
    const total = (returns?.years?.[index] ?? []).reduce((all, one) => all + one, 0) * Number(returns?.unit ?? 1);
    const key = `bulletin ${index}`;
    const at = calendar.after(`${first + index + 1}-03-05`, chance.int(0, 4), chance);
    const value = String(Math.round((total * share) / 1e6) * 1e6);
    const source = {
      title: bulletin.replace('{year}', String(first + index)),
      verified: true,
      address: null,
      confidence: 'high',
      note: null,
    };
    const input = { series: `${of}-bulletin`, region: root, period: String(first + index), value, source };
    const given: Deed = { of: 'reportedFigure', key, action: 'create', at, input };
    const confirmed: Deed = { of: 'reportedFigure', key, action: 'confirm', at: new Date(at.getTime() + 1_800_000), input: {} };
    return index === differs.length - 1 ? [given] : [given, confirmed];
  });
  const given = calendar.after(sentBack.on, 0, chance);
  const key = 'sent back';
  const { series, region, period, value, reason } = sentBack;
  return [
    ...bulletins,
    { of: 'reportedFigure', key, action: 'create', at: given, input: { series, region, period, value } },
    { of: 'reportedFigure', key, action: 'sendBack', at: calendar.after(calendar.dayOf(given), 3, chance), input: { reason } },
  ];
}
