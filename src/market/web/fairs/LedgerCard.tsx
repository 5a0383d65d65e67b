// The ledger of a fair as two plots, by number and by amount, with the same figures as tables; and what stands today.
import { axis, seriesNow } from '../../../platform/web/chart-theme.ts';
import { Chart } from '../../../platform/web/Chart.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { FactList } from '../../../records/web/index.ts';
import type { ResponseOf } from '../../../platform/shared/route.ts';
import { type getFairLedger, type Look, outcomes } from '../../fairLedger.ts';
import { useYuan } from './fair-view.ts';
import '../market.css';

type Ledger = ResponseOf<typeof getFairLedger>;
type Part = Look['parts'][number];

export function LedgerCard({ of }: { of: Ledger }) {
  const t = useWords();
  const yuan = useYuan();
  if (of.looks.length === 0) return <p>{t('fairs:ledger.none')}</p>;
  return (
    <>
      <Legend />
      <div className="two">
        <Plot looks={of.looks} title={t('fairs:ledger.byCount')} share={(part, look) => shareOf(part.count, look.of)} />
        <Plot
          looks={of.looks}
          title={t('fairs:ledger.byAmount')}
          share={(part, look) => shareOf(Number(part.promised), Number(look.promised))}
        />
      </div>
      <FactList
        facts={[
          ...of.looks.map(
            (look) => [nameOf(t, look), t('fairs:ledger.of', { count: look.of, amount: yuan(look.promised) })] as const,
          ),
          [t('fairs:ledger.registered'), t('fairs:ledger.yuan', { amount: yuan(of.registered) })],
          [t('fairs:ledger.received'), t('fairs:ledger.yuan', { amount: yuan(of.received) })],
        ]}
      />
      <p className="note">
        {t('fairs:ledger.note')}
        {of.withoutAmount > 0 ? ` ${t('fairs:ledger.withoutAmount', { count: of.withoutAmount })}` : ''}
      </p>
    </>
  );
}

/** Which colour stands for what, in both plots. */
function Legend() {
  const t = useWords();
  return (
    <ul className="market-words">
      {outcomes.map((one, at) => (
        <li key={one}>
          <span aria-hidden="true" className="market-swatch" style={{ background: seriesNow()[at] }} />
          {t(`fairs:stages.${one}`)}
        </li>
      ))}
    </ul>
  );
}

type T = ReturnType<typeof useWords>;
const nameOf = (t: T, { months }: Look): string => (months === 0 ? t('fairs:ledger.at') : t('fairs:ledger.after', { months }));
/** In percent with one place; nothing of nothing is not told. */
const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 1000) / 10);

type PlotProps = { looks: readonly Look[]; title: string; share: (part: Part, look: Look) => number | null };
function Plot({ looks, title, share }: PlotProps) {
  const t = useWords();
  const names = looks.map((look) => nameOf(t, look));
  const partOf = (look: Look, outcome: Part['outcome']) => {
    const part = look.parts.find((one) => one.outcome === outcome);
    return part ? share(part, look) : null;
  };
  const option = {
    color: seriesNow(),
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: names, ...axis() },
    yAxis: { type: 'value', max: 100, ...axis() },
    series: outcomes.map((outcome) => ({
      name: t(`fairs:stages.${outcome}`),
      type: 'bar',
      stack: 'all',
      data: looks.map((look) => partOf(look, outcome)),
    })),
  };
  const table = {
    head: [t('fairs:ledger.look'), ...outcomes.map((one) => t(`fairs:stages.${one}`))],
    rows: looks.map((look, at) => [
      names[at] ?? '',
      ...outcomes.map((one) => {
        const share = partOf(look, one);
        return share === null ? null : String(share);
      }),
    ]),
  };
  return (
    <div>
      <h3>{title}</h3>
      <Chart title={title} option={option} table={table} height={280} />
    </div>
  );
}
