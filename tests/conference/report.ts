import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../shared/record/command.ts';
import { STORE_FILE } from '../../server/store/sqlite.ts';
import type { Conference } from './conference.ts';
import { ACTS } from './ledger.ts';
import type { LeftBehind } from './left-behind.ts';

/** What was done, how often, how long each act took from question to answer, and how much came of it. */
export function report({ house, brackets }: Conference, { entries }: LeftBehind): string {
  const { ledger, folder } = house;
  const rows = Object.keys(ACTS).map((type) => {
    const { done, took, refused } = ledger.of(type as Command['type']);
    const refusals = [...refused.values()].reduce((sum, count) => sum + count, 0);
    return [type, String(done), String(refusals), quantile(took, 0.5), quantile(took, 0.99)];
  });
  const all = Object.keys(ACTS).flatMap((type) => ledger.of(type as Command['type']).took);
  const acts = all.length;
  const refused = rows.reduce((sum, row) => sum + Number(row[2]), 0);
  rows.push(['all', String(acts), String(refused), quantile(all, 0.5), quantile(all, 0.99)]);
  const bytes = statSync(join(folder, STORE_FILE), { throwIfNoEntry: false })?.size ?? 0;
  return [
    aligned([['act', 'done', 'refused', 'p50 ms', 'p99 ms'], ...rows]),
    '',
    `${brackets} brackets, ${entries.length} entries, store ${inKilobytes(bytes)}, sent ${inKilobytes(ledger.sent)}, answers ${inKilobytes(ledger.received)}`,
    aligned(
      [...Map.groupBy(entries, ({ event }) => event.type)]
        .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
        .map(([type, list]) => [`  ${type}`, String(list.length)]),
    ),
  ].join('\n');
}

function quantile(took: readonly number[], share: number): string {
  const sorted = took.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.toFixed(1) ?? '–';
}

function inKilobytes(bytes: number): string {
  return `${Math.round(bytes / 1_000).toLocaleString('en')} kB`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (value: string, column: number): string =>
    column === 0 ? value.padEnd(widths[column] ?? 0) : value.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
