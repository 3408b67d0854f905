import { median, medianRatio } from '../server/statistics.ts';
import type { Cost } from './meter.ts';
import type { Results } from './rounds.ts';

/** A line of the table. `met` null: there is no target, or it was not measured. */
export interface Row {
  readonly measure: string;
  readonly travaux: number;
  readonly other: number;
  /** What it is compared with. */
  readonly against: string;
  readonly ratio: number;
  readonly atMost: number | null;
  readonly met: boolean | null;
}

/** What the figures say against the targets of issue 4; nothing of what was not measured. */
export function rowsOf({ keys, edge, inView, elsewhere, open }: Results): Row[] {
  const all = ({ all: ms }: Cost): number => ms;
  const rows = [
    row('keystroke in words: all CPU, p50', per(keys.travaux, all), per(keys.bare, all), 0.8),
    row('keystroke in words: all CPU, mean', per(keys.travaux, all, mean), per(keys.bare, all, mean)),
    row(
      'keystroke in words: script',
      per(keys.travaux, ({ script }) => script),
      per(keys.bare, ({ script }) => script),
    ),
    row('keystroke in words: style and layout', per(keys.travaux, drawing), per(keys.bare, drawing)),
    row('keystroke inside a bracket, at its edge: all CPU, p50', per(edge.travaux, all), per(edge.bare, all), 0.8),
    row(
      'keystroke, 6,000 clauses, 5,100 brackets: all CPU, p50',
      per(keys.large, all),
      per(keys.travaux, all),
      1.5,
      '2,000 clauses',
    ),
    row('remote character in view: applied', per(inView.travaux, applied), per(inView.bare, applied), 0.4),
    row('remote character elsewhere: applied', per(elsewhere.travaux, applied), per(elsewhere.bare, applied), 0.4),
    row('remote character in view: all CPU', per(inView.travaux, whole), per(inView.bare, whole)),
    row('remote character elsewhere: all CPU', per(elsewhere.travaux, whole), per(elsewhere.bare, whole)),
    row('open: navigation to typable', per(open.travaux, typable), per(open.bare, typable), 1.1),
    row('open: text at hand to typable', per(open.travaux, fromText), per(open.bare, fromText), 1.1),
    row('open: navigation to text shown', per(open.travaux, shown), per(open.bare, shown)),
    row('open: CPU from navigation to typable', per(open.travaux, cpu), per(open.bare, cpu)),
    row('open with the text kept: navigation to typable', per(open.kept, typable), per(open.bare, typable)),
  ];
  return rows.filter((one) => !Number.isNaN(one.travaux));
}

/** The table as text, its columns aligned. Figures are milliseconds. */
export function printed(rows: readonly Row[]): string {
  const lines = rows.map((one) => [
    one.measure,
    one.travaux.toFixed(2),
    `${one.other.toFixed(2)} (${one.against})`,
    one.ratio.toFixed(2),
    one.atMost === null ? '' : `≤ ${one.atMost}`,
    one.met === null ? '' : one.met ? 'met' : 'NOT MET',
  ]);
  const table = [['measure (ms)', 'travaux', 'against', 'ratio', 'target', ''], ...lines];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  return table
    .map((line) =>
      line
        .map((cell, column) =>
          column >= 1 && column <= 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function row(
  measure: string,
  travaux: readonly number[],
  other: readonly number[],
  atMost: number | null = null,
  against = 'bare',
): Row {
  const ratio = medianRatio(travaux, other);
  const met = atMost === null || Number.isNaN(ratio) ? null : ratio <= atMost;
  return { measure, travaux: median(travaux), other: median(other), against, ratio, atMost, met };
}

/** One figure a round. */
function per<T>(
  rounds: readonly (readonly T[])[],
  value: (one: T) => number,
  of: (numbers: readonly number[]) => number = median,
): number[] {
  return rounds.map((round) => of(round.map(value)));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

const drawing = ({ style, layout }: Cost): number => style + layout;
const applied = (one: { readonly applied: number }): number => one.applied;
const whole = (one: { readonly cost: Cost }): number => one.cost.all;
const typable = (one: { readonly typable: number }): number => one.typable;
const shown = (one: { readonly shown: number }): number => one.shown;
const cpu = (one: { readonly cpu: number }): number => one.cpu;
const fromText = (one: { readonly fromText: number | null }): number => one.fromText ?? Number.NaN;
