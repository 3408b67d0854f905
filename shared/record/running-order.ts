import { ok, refuse } from '../base/result.ts';
import type { Clause } from '../text/clause.ts';
import { isSameMatter, matterKey, type Matter } from './matter.ts';
import { unknownProposal, type Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/** In what order the chair takes things up: what stands where, what is being taken now, and what was taken. */
export interface RunningOrder {
  readonly matters: readonly Matter[];
  readonly now: Matter | null;
  /** Keys of the matters that were taken up. */
  readonly taken: ReadonlySet<string>;
}

export type RunningOrderEvent =
  | { readonly type: 'RunningOrderSet'; readonly matters: readonly Matter[] }
  /** Null: nothing is being taken any more. */
  | { readonly type: 'MatterTaken'; readonly matter: Matter | null };

export type RunningOrderCommand =
  | { readonly type: 'set-running-order'; readonly matters: readonly Matter[] }
  | { readonly type: 'take-matter'; readonly matter: Matter | null };

export const NO_ORDER: RunningOrder = { matters: [], now: null, taken: new Set() };

/** The matter behind the one that is being taken, or the first that was not taken yet nor decided meanwhile; null where none is left. */
export function nextMatter({ instruments, proposals }: Pick<RecordState, 'instruments' | 'proposals'>): Matter | null {
  const { matters, now, taken } = instruments.order;
  const isLeft = (one: Matter): boolean =>
    !taken.has(matterKey(one)) && (one.on === 'clause' || proposals.get(one.proposal)?.status.state === 'open');
  const at = now === null ? -1 : matters.findIndex((one) => isSameMatter(one, now));
  return matters.slice(at + 1).find(isLeft) ?? (now === null ? null : (matters.find(isLeft) ?? null));
}

export function decideRunningOrder(state: RecordState, command: RunningOrderCommand, clauses: readonly Clause[]): Decision {
  const order = state.instruments.order;
  if (command.type === 'take-matter') {
    const { matter } = command;
    if (matter === null)
      return order.now === null
        ? refuse({ code: 'nothing-changes', reason: 'Nothing is being taken.' })
        : ok([{ type: 'MatterTaken', matter }]);
    if (!order.matters.some((one) => isSameMatter(one, matter)))
      return refuse({ code: 'not-open', reason: 'It is not in the running order. Put it there first.' });
    return order.now !== null && isSameMatter(order.now, matter)
      ? refuse({ code: 'nothing-changes', reason: 'It is being taken already.' })
      : ok([{ type: 'MatterTaken', matter }]);
  }
  const { matters } = command;
  const keys = matters.map(matterKey);
  if (new Set(keys).size < keys.length)
    return refuse({ code: 'malformed', reason: 'Something stands in the running order twice.' });
  if (keys.join() === order.matters.map(matterKey).join())
    return refuse({ code: 'nothing-changes', reason: 'That is the running order already.' });
  // What was decided or removed meanwhile may stay, but not come.
  const there = new Set(order.matters.map(matterKey));
  const known = new Set(clauses.map(({ id }) => id));
  for (const matter of matters) {
    if (there.has(matterKey(matter))) continue;
    if (matter.on === 'clause' && !known.has(matter.clause))
      return refuse({ code: 'unknown-clause', reason: 'There is no such clause in the text.' });
    if (matter.on === 'proposal' && !state.proposals.has(matter.proposal)) return unknownProposal();
  }
  return ok([{ type: 'RunningOrderSet', matters }]);
}

/** What is being taken stays so while it is in the order. */
export function evolveRunningOrder(order: RunningOrder, event: RunningOrderEvent): RunningOrder {
  const { now, taken } = order;
  if (event.type === 'MatterTaken') {
    const { matter } = event;
    return { ...order, now: matter, taken: matter === null ? taken : new Set(taken).add(matterKey(matter)) };
  }
  const keys = new Set(event.matters.map(matterKey));
  return {
    matters: event.matters,
    now: now !== null && keys.has(matterKey(now)) ? now : null,
    taken: new Set([...taken].filter((key) => keys.has(key))),
  };
}
