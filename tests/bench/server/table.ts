import type { Results, Rounds } from './rounds.ts';
import type { Delivery } from './measures/delivery.ts';
import type { Peak } from './measures/peak.ts';
import { median, medianRatio } from './statistics.ts';
import { SERVERS, type ServerName } from './target.ts';

/** A line of the table. `met` null: there is no target, or it was not measured. */
export interface Row {
  readonly measure: string;
  readonly travaux: string;
  readonly hocuspocus: string;
  readonly relay: string;
  readonly ratio: string;
  readonly target: string;
  readonly met: boolean | null;
}

const MISSING = '–';
/** What the disk alone and the least of keeping take stands below the table. */
const COLUMNS = ['travaux', 'hocuspocus', 'relay'] as const;

/** What the figures say against the targets of issue 3; nothing of what was not measured at all. */
export function rowsOf(results: Results): Row[] {
  const rows = [
    ...deliveryRows(results),
    ...peakRows(results),
    ...sizeRows(results),
    ...largeRows(results),
    ...crashRows(results),
  ];
  return rows.filter((row) => COLUMNS.some((server) => row[server] !== MISSING));
}

/** What the table does not show: what keeping alone takes, measurements that failed, and connections that a server ended. */
export function remarksOf({ failures, room }: Results): string[] {
  const ended = SERVERS.flatMap((server) =>
    room[server].flatMap((one, round) => {
      const codes = one?.peak?.closed ?? one?.delivery.closed ?? [];
      return codes.length === 0
        ? []
        : [`${server} ended ${codes.length} connections in round ${round + 1}: ${[...new Set(codes)].join(', ')}`];
    }),
  );
  return [...ofKeeping(room), ...failures.map((failure) => `Not measured: ${failure}`), ...ended];
}

const KEEPING = {
  durable: 'A relay that has each frame on the disk before it passes it on',
  least: 'A relay that records each update in a store, with a chain of hashes, and applies it before it passes it on',
} as const;

/** What keeping alone costs on this machine, whoever does it. */
function ofKeeping(room: Results['room']): string[] {
  return (['durable', 'least'] as const).flatMap((server) => {
    const ratio = (value: (one: Delivery) => number): number => {
      const column = columnOf(room, ({ delivery }) => value(delivery));
      return medianRatio(column[server], column.relay);
    };
    const [p50, p99, cpu] = [ratio((one) => one.p50), ratio((one) => one.p99), ratio((one) => one.cpuPerDelivery)].map(figure);
    return p99 === MISSING ? [] : [`${KEEPING[server]}: p50 ${p50}, p99 ${p99}, CPU ${cpu} × relay.`];
  });
}

/** The table as text, its columns aligned. */
export function printed(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.measure,
    row.travaux,
    row.hocuspocus,
    row.relay,
    row.ratio,
    row.target,
    row.met === null ? '' : row.met ? 'met' : 'NOT MET',
  ]);
  const table = [['measure', ...COLUMNS, 'ratio', 'target', ''], ...lines];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  const isNumber = (column: number): boolean => column >= 1 && column <= 4;
  return table
    .map((line) =>
      line
        .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function deliveryRows({ room }: Results): Row[] {
  const column = (value: (one: Delivery) => number): Column => columnOf(room, ({ delivery }) => value(delivery));
  const toRelay = (values: Column): number => medianRatio(values.travaux, values.relay);
  const p99 = column((one) => one.p99);
  const cpu = column((one) => one.cpuPerDelivery);
  const joins = column((one) => one.cpuPerJoin ?? Number.NaN);
  const missing = column((one) => one.notDelivered);
  const p50 = column((one) => one.p50);
  return [
    { ...cells('delivery, p50 (ms)', p50), ratio: `${figure(toRelay(p50))} × relay`, target: '', met: null },
    {
      ...cells('delivery, p99 (ms)', p99),
      ratio: `${figure(toRelay(p99))} × relay`,
      target: '≤ 1.3 × relay',
      met: atMost(toRelay(p99), 1.3),
    },
    { ...cells('not delivered', missing, sum), ratio: '', target: '0', met: atMost(sum(missing.travaux), 0) },
    {
      ...cells('server CPU per delivered update (µs)', cpu),
      ratio: `${figure(toRelay(cpu))} × relay`,
      target: '≤ 1.5 × relay',
      met: atMost(toRelay(cpu), 1.5),
    },
    joinRow(joins),
  ];
}

function joinRow(joins: Column): Row {
  const ratio = medianRatio(joins.travaux, joins.hocuspocus);
  const met = atMost(ratio, 1 / 3);
  return {
    ...cells('server CPU per join (ms)', joins),
    ratio: `${figure(ratio)} × hocuspocus`,
    target: '≤ 1/3 × hocuspocus',
    met,
  };
}

function peakRows({ room }: Results): Row[] {
  const column = (value: (one: Peak) => number): Column =>
    columnOf(room, ({ peak }) => (peak === null ? Number.NaN : value(peak)));
  const rate = column((one) => one.updatesPerSecond);
  const ratio = medianRatio(rate.travaux, rate.hocuspocus);
  const recovery = column((one) => (one.recoveryMs ?? Number.POSITIVE_INFINITY) / 1000);
  const generator = column((one) => one.generatorShare);
  return [
    {
      ...cells('peak (updates/s)', rate),
      ratio: `${figure(ratio)} × hocuspocus`,
      target: '≥ hocuspocus',
      met: atLeast(ratio, 1),
    },
    { ...cells('  of one core used by the load itself', generator), ratio: '', target: '', met: null },
    {
      ...cells('recovery after overload (s)', recovery, worst),
      ratio: '',
      target: '≤ 2',
      met: atMost(worst(recovery.travaux), 2),
    },
  ];
}

function sizeRows({ size }: Results): Row[] {
  const sizes = Object.keys(size)
    .map(Number)
    .toSorted((a, b) => a - b);
  const [smallest, largest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const columns = new Map(sizes.map((clauses) => [clauses, columnOf(size[clauses] ?? EMPTY, (one) => one.cpuPerUpdate)]));
  const growth = (server: ServerName): number =>
    medianRatio(columns.get(largest)?.[server] ?? [], columns.get(smallest)?.[server] ?? []);
  const rows = sizes.map((clauses): Row => {
    return {
      ...cells(`CPU per update, ${clauses} clauses (ms)`, columns.get(clauses) ?? NOTHING),
      ratio: '',
      target: '',
      met: null,
    };
  });
  return [
    ...rows,
    {
      measure: `  ${largest} over ${smallest} clauses`,
      travaux: figure(growth('travaux')),
      hocuspocus: figure(growth('hocuspocus')),
      relay: MISSING,
      ratio: '',
      target: '≤ 1.1',
      met: atMost(growth('travaux'), 1.1),
    },
  ];
}

function largeRows({ large }: Results): Row[] {
  const slowest = columnOf(large, (one) => one.slowest);
  const lag = columnOf(large, (one) => one.worstLagMs);
  const written = columnOf(large, (one) => one.writtenMb ?? Number.NaN);
  return [
    {
      ...cells('slowest delivery, 10 MB (ms)', slowest, worst),
      ratio: '',
      target: '< 50',
      met: atMost(worst(slowest.travaux), 50),
    },
    { ...cells('  longest stall of the load itself (ms)', lag, worst), ratio: '', target: '', met: null },
    { ...cells('  written to disk meanwhile (MB)', written), ratio: '', target: '', met: null },
  ];
}

function crashRows({ crash }: Results): Row[] {
  const acked = columnOf(crash, (one) => one.acked);
  const lost = columnOf(crash, (one) => one.ackedLost);
  const seen = columnOf(crash, (one) => one.seenLost);
  const fsyncs = columnOf(crash, (one) => one.fsyncs ?? Number.NaN);
  return [
    { ...cells('kill -9: updates acked', acked, sum), ratio: '', target: '', met: null },
    { ...cells('  of these lost', lost, sum), ratio: '', target: '0', met: atMost(sum(lost.travaux), 0) },
    { ...cells('  seen by others and lost', seen, sum), ratio: '', target: '0', met: atMost(sum(seen.travaux), 0) },
    { ...cells('  fsync calls before a kill', fsyncs), ratio: '', target: '> 0', met: atLeast(median(fsyncs.travaux), 1) },
  ];
}

/** A number for each server and round; NaN where there is none. */
type Column = Readonly<Record<ServerName, number[]>>;

const EMPTY: Readonly<Record<ServerName, never[]>> = { travaux: [], hocuspocus: [], relay: [], durable: [], least: [] };
const NOTHING: Column = EMPTY;

function columnOf<T>(rounds: Rounds<T>, value: (one: T) => number): Column {
  const numbers = SERVERS.map(
    (server) => [server, rounds[server].map((one) => (one === null ? Number.NaN : value(one)))] as const,
  );
  return Object.fromEntries(numbers) as Column;
}

function cells(
  measure: string,
  column: Column,
  summary: (numbers: readonly number[]) => number = median,
): Pick<Row, 'measure' | (typeof COLUMNS)[number]> {
  const [travaux, hocuspocus, relay] = COLUMNS.map((server) => figure(summary(column[server])));
  return { measure, travaux: travaux ?? '', hocuspocus: hocuspocus ?? '', relay: relay ?? '' };
}

function sum(numbers: readonly number[]): number {
  const taken = measured(numbers);
  return taken.length === 0 ? Number.NaN : taken.reduce((total, number) => total + number, 0);
}

function worst(numbers: readonly number[]): number {
  const taken = measured(numbers);
  return taken.length === 0 ? Number.NaN : Math.max(...taken);
}

function measured(numbers: readonly number[]): number[] {
  return numbers.filter((number) => !Number.isNaN(number));
}

function atMost(number: number, most: number): boolean | null {
  return Number.isNaN(number) ? null : number <= most;
}

function atLeast(number: number, least: number): boolean | null {
  return Number.isNaN(number) ? null : number >= least;
}

/** Three figures; a dash for what was not measured. */
function figure(number: number): string {
  if (Number.isNaN(number)) return MISSING;
  if (number === Number.POSITIVE_INFINITY) return 'never';
  return Math.abs(number) >= 100 || Number.isInteger(number) ? String(Math.round(number)) : number.toPrecision(3);
}
