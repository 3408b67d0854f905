import { readFileSync } from 'node:fs';

/** Length of a tick in which Linux counts CPU time for user space: USER_HZ is 100 on every platform that Node runs on. */
export const TICK_MS = 10;

/** CPU time that a process has used so far, user and system, all threads, in milliseconds. Throws where the process is gone. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The name of the program, in brackets, may hold spaces: fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Megabytes that a process has had written to disk so far; NaN where the system does not say. */
export function writtenMb(pid: number): number {
  try {
    return Number(/^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'latin1'))?.[1] ?? Number.NaN) / 1e6;
  } catch {
    return Number.NaN;
  }
}
