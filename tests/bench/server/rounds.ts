import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { countFsyncs } from './fsync.ts';
import type { LoadProcess } from './load-process.ts';
import type { Kept } from './measures/crash.ts';
import type { Room } from './measures/room.ts';
import type { Large } from './measures/large.ts';
import type { Size } from './measures/size.ts';
import type { Plan } from './plan.ts';
import type { Running, Servers } from './servers.ts';
import type { ServerName, Target } from './target.ts';

/** What can be measured by itself. */
export const MEASURES = ['room', 'size', 'large', 'crash'] as const;
type Measure = (typeof MEASURES)[number];

/** A kill of a server, and how often it had called fsync before; null: not counted. */
interface Crash extends Kept {
  readonly fsyncs: number | null;
}

/** A value for each server and round; null where the measurement failed. */
export type Rounds<T> = Readonly<Record<ServerName, (T | null)[]>>;

export interface Results {
  readonly room: Rounds<Room>;
  readonly size: Readonly<Record<number, Rounds<Size>>>;
  readonly large: Rounds<Large>;
  readonly crash: Rounds<Crash>;
  /** What could not be measured, in sentences. */
  readonly failures: string[];
}

export interface Bench {
  readonly plan: Plan;
  readonly measures: ReadonlySet<Measure>;
  readonly servers: Servers;
  readonly running: readonly Running[];
  readonly load: LoadProcess;
  readonly folder: string;
  /** Says what is being done. */
  tell(line: string): void;
}

/** Those that keep what they are sent. */
const STORING: readonly ServerName[] = ['travaux', 'hocuspocus'];
/** Those whose peak is looked for. */
const PEAKING: ReadonlySet<ServerName> = new Set(['travaux', 'hocuspocus', 'relay']);

/** Measures everything in rounds, in each round one server after the other, beginning with another one each time. */
export async function measureAll(bench: Bench): Promise<Results> {
  const { plan, measures } = bench;
  const results: Results = {
    room: none(),
    size: Object.fromEntries(plan.size.clauses.map((clauses) => [clauses, none<Size>()])),
    large: none(),
    crash: none(),
    failures: [],
  };
  await warmUp(bench, results);
  for (let round = 0; round < Math.max(...Object.values(plan.rounds)); round += 1) {
    for (const measure of MEASURES) {
      if (!measures.has(measure) || round >= plan.rounds[measure]) continue;
      if (round > 0 && performance.now() > plan.mostMs) {
        results.failures.push(`${measure}, round ${round + 1}: the time was up`);
        continue;
      }
      bench.tell(`round ${round + 1}: ${measure}`);
      await measureOne(bench, results, { measure, round });
    }
  }
  return results;
}

async function measureOne(
  bench: Bench,
  results: Results,
  { measure, round }: { measure: Measure; round: number },
): Promise<void> {
  const { plan, load } = bench;
  const seed = round + 1;
  switch (measure) {
    case 'room':
      return each(bench, results, { round, of: results.room, measure }, (target) =>
        load.run('room', target, plan, seed, PEAKING.has(target.server) && round < plan.peak.rounds),
      );
    case 'size':
      for (const clauses of plan.size.clauses) {
        const of = results.size[clauses] ?? none<Size>();
        await each(bench, results, { round, of, measure, only: STORING }, (target) =>
          load.run('size', target, plan, seed, clauses),
        );
      }
      return undefined;
    case 'large':
      return each(bench, results, { round, of: results.large, measure, only: plan.large.servers }, (target) =>
        load.run('large', target, plan, seed),
      );
    case 'crash':
      return each(bench, results, { round, of: results.crash, measure, only: STORING }, (target) =>
        crash(bench, target.server === 'travaux' ? 'travaux' : 'hocuspocus', round),
      );
  }
}

interface Turn<T> {
  readonly round: number;
  readonly of: Rounds<T>;
  readonly measure: string;
  readonly only?: readonly ServerName[];
}

async function each<T>(bench: Bench, results: Results, turn: Turn<T>, measure: (target: Target) => Promise<T>): Promise<void> {
  const { round, of, only } = turn;
  const targets = bench.running.map(({ target }) => target).filter(({ server }) => only?.includes(server) ?? true);
  for (const index of targets.keys()) {
    const target = targets[(index + round) % targets.length];
    if (target === undefined) continue;
    try {
      of[target.server][round] = await measure(target);
    } catch (error) {
      of[target.server][round] = null;
      results.failures.push(
        `${turn.measure} of ${target.server}, round ${round + 1}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** A round that counts for nothing, so that every program has been compiled once. */
async function warmUp(bench: Bench, results: Results): Promise<void> {
  const { plan, load } = bench;
  const { rate, ms } = plan.warmUp;
  const short: Plan = { ...plan, observers: 40, joins: 20, rate, delivery: { warmMs: 200, ms } };
  await each(bench, results, { round: 0, of: none<Room>(), measure: 'warming up' }, (target) =>
    load.run('room', target, short, 99, false),
  );
}

async function crash(bench: Bench, server: 'travaux' | 'hocuspocus', round: number): Promise<Crash> {
  const { plan, load, servers, folder } = bench;
  const copy = servers.copy(server, `crash-${server}-${round}`);
  const first = await copy.start();
  // strace makes a server slow, so that only one kill is watched.
  const counting = round === 0 ? await countFsyncs(first.target.pid, join(folder, `fsync-${server}.txt`)) : null;
  const promised = await load.run('kill', first.target, plan, round + 1);
  await first.child.ended;
  const fsyncs = (await counting?.end()) ?? null;
  const again = await copy.start();
  try {
    return { ...(await load.run('compare', again.target, plan, 0, promised)), fsyncs };
  } finally {
    await again.child.stop();
    copy.remove();
  }
}

function none<T>(): Rounds<T> {
  return { travaux: [], hocuspocus: [], relay: [], durable: [], least: [] };
}
