import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Comes with the system, where at all. */
const STRACE = 'strace';
const ATTACH_MS = 3000;
const DETACH_MS = 2000;

/** Counts a process's calls of fsync and fdatasync. */
export interface Counting {
  /** Ends counting and gives the count; null where it could not be taken. */
  end(): Promise<number | null>;
}

/** Begins to count, with strace, writing to `file`. Where there is no strace, or it may not attach, `end` gives null. */
export async function countFsyncs(pid: number, file: string): Promise<Counting> {
  const strace = spawn(STRACE, ['-f', '-e', 'trace=fsync,fdatasync', '-o', file, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const isAttached = await attached(strace);
  return {
    end: async () => {
      if (!isAttached) return null;
      await ended(strace);
      return (readFileSync(file, 'latin1').match(/ f(?:data)?sync\(/g) ?? []).length;
    },
  };
}

async function attached(strace: ChildProcess): Promise<boolean> {
  const said = new Promise<boolean>((resolve) => {
    strace.once('error', () => resolve(false));
    strace.once('close', () => resolve(false));
    strace.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.includes(' attached')) resolve(true);
    });
  });
  const isAttached = await Promise.race([said, sleep(ATTACH_MS, false)]);
  if (!isAttached) strace.kill('SIGKILL');
  return isAttached;
}

/** It ends by itself with the process that it watches. */
async function ended(strace: ChildProcess): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    strace.once('close', () => resolve());
  });
  if (strace.exitCode !== null || strace.signalCode !== null) return;
  await Promise.race([closed, sleep(DETACH_MS)]);
  if (strace.exitCode === null) strace.kill('SIGINT');
}
