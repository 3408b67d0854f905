import { spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { must } from '../../shared/base/assert.ts';
import { PATIENCE } from '../setup/patience.ts';
import { BIN, start } from '../operations/command.ts';

/** One seat of a running server, with its sign-in link, good for one use. */
export interface SeatLink {
  readonly name: string;
  readonly role: 'drafter' | 'chair' | 'delegate' | 'observer';
  readonly participant: string;
  readonly link: string;
}

/** What a run of the command line gave. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `travaux` with arguments to its end, as a person would from a terminal. */
export function travaux(...args: string[]): Run {
  const run = spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status: run.status ?? -1, stdout: run.stdout, stderr: run.stderr };
}

/** A server in a process of its own, on a free port and a data folder of its own. */
export class RunningServer {
  readonly url: string;
  readonly seats: readonly SeatLink[];
  readonly data: string;
  readonly process: ChildProcess;
  /** What it has logged so far. */
  readonly log: () => string;

  private constructor(
    child: ChildProcess,
    { data, log, ready }: { data: string; log: () => string; ready: { url: string; seats: SeatLink[] } },
  ) {
    this.process = child;
    this.data = data;
    this.log = log;
    this.url = ready.url;
    this.seats = ready.seats;
  }

  /** Starts one; on a folder given, else on a new one. Rejects with what it printed if it ends before it is ready. */
  static async start(
    options: {
      readonly data?: string;
      readonly args?: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<RunningServer> {
    const data = options.data ?? newDataFolder();
    const child = start(['serve', '--json', '--port', '0', '--data', data, ...(options.args ?? [])], options.env);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const ready = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${errors}`)));
    });
    return new RunningServer(child, {
      data,
      log: () => errors,
      ready: JSON.parse(ready) as { url: string; seats: SeatLink[] },
    });
  }

  /** The first seat of a role, for a participant where one is named. */
  seat(role: SeatLink['role'], participant?: string, nth = 0): SeatLink {
    const found = this.seats.filter(
      (seat) => seat.role === role && (participant === undefined || seat.participant === participant),
    );
    return must(found[nth], `seat ${role} ${participant ?? ''} ${nth}`);
  }

  /** The processes in which it has papers written and files read, as they stand in `/proc`. */
  helpers(): number[] {
    const parentOf = (pid: string): number => {
      try {
        const [, state = ''] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(/\) (?=\S \d+ )/);
        return Number(state.split(' ')[1]);
      } catch {
        return Number.NaN;
      }
    };
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.filter((pid) => parentOf(pid) === this.process.pid).map(Number);
  }

  /** Asks it to stop, and waits until it has. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    return ended;
  }

  /** Stops it and removes its data. */
  async discard(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** An empty folder of its own. */
export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'travaux-test-'));
}

/** A page of a browser of its own, signed in with a seat's link; `trouble` collects what the page complained of. */
export async function signIn(
  browser: Browser,
  seat: SeatLink,
  size = { width: 1440, height: 900 },
): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({ viewport: size });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/401|404|409|410|WebSocket/.test(message.text())) trouble.push(message.text());
  });
  await page.goto(seat.link);
  await page.waitForURL((url) => url.pathname === '/');
  return { page, trouble };
}
