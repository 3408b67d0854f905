import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tidyAway } from '../tidying.ts';
import { complain } from './output.ts';

const left = new Set<string>();

/** Does something with files or folders that are gone when it is done, also where the command is told to end before. */
export async function leavingNothing<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
  if (left.size === 0) for (const name of SIGNALS) process.on(name, end);
  for (const path of paths) left.add(path);
  try {
    return await work();
  } finally {
    for (const path of paths) remove(path);
    if (left.size === 0) for (const name of SIGNALS) process.off(name, end);
  }
}

/** As `leavingNothing`, with a new folder of one's own. */
export function inPassingFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), name));
  return leavingNothing([folder], () => work(folder));
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function end(): void {
  for (const path of left) remove(path);
  complain('stopped before it was done.');
  process.exit(2);
}

function remove(path: string): void {
  left.delete(path);
  tidyAway(path);
}
