// A tiny trend drawn as SVG at once, without the chart library: a line for a stock, bars for a yearly flow. Gaps stay gaps.
/** `running`: its period is not over, so the value will still grow. */
export type SparkPoint = { key: string; value: number | null; running?: boolean };

const width = 96;
const height = 22;

export function Sparkline({
  points,
  shape,
  tone,
  label,
}: {
  points: readonly SparkPoint[];
  shape: 'line' | 'bars';
  tone: string;
  label: string;
}) {
  const values = points.flatMap((one) => (one.value === null ? [] : [one.value]));
  if (values.length === 0) return null;
  return (
    <svg
      className={`spark spark-${tone}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {shape === 'bars' ? <Bars points={points} top={Math.max(...values, 1)} /> : <Line points={points} values={values} />}
    </svg>
  );
}

function Bars({ points, top }: { points: readonly SparkPoint[]; top: number }) {
  const step = width / Math.max(points.length, 3);
  return points.map((one, at) => {
    const tall = one.value === null ? 0 : Math.max(2, (one.value / top) * (height - 3));
    return one.value === null ? (
      <line key={one.key} x1={at * step + 5} x2={(at + 1) * step - 5} y1={height - 1} y2={height - 1} className="spark-gap" />
    ) : (
      <rect
        key={one.key}
        x={at * step + 4}
        width={step - 8}
        y={height - tall}
        height={tall}
        rx="2"
        className={one.running ? 'spark-running' : undefined}
      />
    );
  });
}

function Line({ points, values }: { points: readonly SparkPoint[]; values: readonly number[] }) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (at: number) => 2 + (at * (width - 5)) / Math.max(points.length - 1, 1);
  const y = (value: number) => height - 3 - ((value - low) / span) * (height - 6);
  const runs = points.reduce<string[][]>(
    (made, one, at) => {
      if (one.value === null) made.push([]);
      else made.at(-1)?.push(`${x(at).toFixed(1)},${y(one.value).toFixed(1)}`);
      return made;
    },
    [[]],
  );
  const last = points.findLastIndex((one) => one.value !== null);
  return (
    <>
      {runs
        .filter((run) => run.length > 1)
        .map((run) => (
          <polyline key={run[0]} points={run.join(' ')} />
        ))}
      <circle cx={x(last)} cy={y(points[last]?.value ?? low)} r="2.2" />
    </>
  );
}
