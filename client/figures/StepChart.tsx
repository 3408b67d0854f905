import type { BurnDownDay } from '../../shared/projection/burn-down.ts';
import { dayOf } from '../chrome/age.ts';

const WIDTH = 1000;
const HEIGHT = 260;
const EDGE = { start: 52, end: 20, top: 16, bottom: 34 };
const DAY = 86_400_000;

/** The brackets open at the end of each day, as steps. The table below says the same. */
export function StepChart({ days }: { readonly days: readonly BurnDownDay[] }) {
  const first = Date.parse(days[0]?.day ?? '');
  const last = Date.parse(days.at(-1)?.day ?? '');
  const span = Math.max(1, Math.round((last - first) / DAY) + 1);
  const most = Math.max(1, ...days.map(({ open }) => open));
  const ceiling = niceAbove(most);
  const x = (day: number): number => EDGE.start + (day / span) * (WIDTH - EDGE.start - EDGE.end);
  const y = (count: number): number => EDGE.top + (1 - count / ceiling) * (HEIGHT - EDGE.top - EDGE.bottom);
  const since = ({ day }: BurnDownDay): number => Math.round((Date.parse(day) - first) / DAY);
  const steps = days.map((day, index) => {
    const until = days[index + 1];
    return `V${y(day.open)} H${x(until === undefined ? span : since(until))}`;
  });
  const line = `M${x(0)} ${y(days[0]?.open ?? 0)} ${steps.join(' ')}`;
  const ends = [days[0], days.at(-1)].flatMap((day) => day ?? []);
  return (
    <figure
      className="step-chart"
      aria-label={`Open brackets from ${ends.map((day) => `${dayOf(day.day)} (${day.open})`).join(' to ')}, ${most} at most`}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <g key={part}>
            <line className="step-grid" x1={EDGE.start} x2={WIDTH - EDGE.end} y1={y(ceiling * part)} y2={y(ceiling * part)} />
            {Number.isInteger(ceiling * part) && (
              <text className="step-number" x={EDGE.start - 8} y={y(ceiling * part) + 4} textAnchor="end">
                {ceiling * part}
              </text>
            )}
          </g>
        ))}
        <path className="step-area" d={`${line} V${y(0)} H${x(0)} Z`} />
        <path className="step-line" d={line} />
        <text className="step-number" x={x(0)} y={HEIGHT - 10}>
          {days[0] && dayOf(days[0].day)}
        </text>
        {span > 1 && (
          <text className="step-number" x={WIDTH - EDGE.end} y={HEIGHT - 10} textAnchor="end">
            {ends[1] && dayOf(ends[1].day)}
          </text>
        )}
      </svg>
    </figure>
  );
}

/** The next number above that four parts divide well: 1,700 becomes 2,000. */
function niceAbove(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)));
  return [1, 2, 4, 8, 10].map((times) => times * step).find((one) => one >= count) ?? count;
}
