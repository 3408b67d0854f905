import { compareAfter, typeAndKill, type Promised } from './measures/crash.ts';
import { measureLarge } from './measures/large.ts';
import { measureRoom } from './measures/room.ts';
import { measureSize } from './measures/size.ts';
import type { Plan } from './plan.ts';
import type { Target } from './target.ts';

/** What it can be asked for. */
const TASKS = {
  room: (target: Target, plan: Plan, seed: number, withPeak: boolean) => measureRoom(target, plan, seed, withPeak),
  size: (target: Target, plan: Plan, seed: number, clauses: number) => measureSize(target, plan, clauses, seed),
  large: (target: Target, plan: Plan, seed: number) => measureLarge(target, plan, seed),
  kill: (target: Target, plan: Plan, seed: number) => typeAndKill(target, plan, seed),
  compare: (target: Target, plan: Plan, _seed: number, promised: Promised) => compareAfter(target, plan, promised),
};

/** What the load generator can be asked for. */
export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;

/** A task on its way to the generator. */
export interface Order {
  readonly number: number;
  readonly task: TaskName;
  readonly details: readonly unknown[];
}

/** What became of it. */
export interface Outcome {
  readonly number: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** The process that makes the load: everything it is asked for, one after the other. */
process.on('message', (message) => {
  const order = message as Order;
  const work = TASKS[order.task] as (...details: readonly unknown[]) => Promise<unknown>;
  work(...order.details).then(
    (value) => tell({ number: order.number, value }),
    (error: unknown) => tell({ number: order.number, error: error instanceof Error ? error.message : String(error) }),
  );
});

process.on('disconnect', () => process.exit());

function tell(outcome: Outcome): void {
  process.send?.(outcome);
}
