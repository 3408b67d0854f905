import { unreachable } from '../base/assert.ts';
import type { ProposalId } from '../base/ids.ts';
import { outcomeOf, type Proposal } from '../proposals/proposal.ts';
import { standing, type Outcome, type OutcomeOf } from '../proposals/standing.ts';
import type { Refusal } from './command.ts';
import { outcomesOf, type RecordState } from './state.ts';
import type { Clause } from '../text/clause.ts';

/** Why an open proposal can no longer apply. It stays as it is until somebody decides on it. */
export type Inapplicable =
  /** All its characters are out of the text. `because`: the proposals whose decisions put them out. */
  | { readonly why: 'words-out'; readonly because: readonly ProposalId[] }
  /** All that it brings in is out; what it wants out is not. */
  | { readonly why: 'brought-out'; readonly because: readonly ProposalId[] }
  /** It would put words for others, all of which are out already. */
  | { readonly why: 'replaced-out'; readonly because: readonly ProposalId[] }
  /** What it amends was closed without being accepted. */
  | { readonly why: 'amended-gone'; readonly because: readonly ProposalId[] }
  /** No character of it is left, by a drafter's edit. */
  | { readonly why: 'vanished'; readonly because: readonly [] };

/** What the decisions left of one proposal's characters. */
interface Remains {
  inserted: boolean;
  insertedIn: boolean;
  deleted: boolean;
  deletedIn: boolean;
  readonly outBy: Set<ProposalId>;
}

/**
 * Every open proposal that can no longer apply as text and record stand, in order of tabling, with the reason: what each acceptance and
 * each reopening has to be followed by. `supposed` are outcomes that a decision would bring.
 */
export function inapplicable(
  clauses: readonly Clause[],
  state: RecordState,
  supposed: ReadonlyMap<ProposalId, Exclude<Outcome, 'open'>> = new Map(),
): ReadonlyMap<ProposalId, Inapplicable> {
  const of: OutcomeOf = (id) => {
    const proposal = state.proposals.get(id);
    return supposed.get(id) ?? (proposal === undefined ? 'open' : outcomeOf(proposal.status));
  };
  const remains = remainsOf(clauses, of);
  const found = new Map<ProposalId, Inapplicable>();
  for (const proposal of state.proposals.values()) {
    if (of(proposal.id) !== 'open') continue;
    const why = reasonOf(proposal, remains.get(proposal.id), of);
    if (why !== null) found.set(proposal.id, why);
  }
  return found;
}

function reasonOf(proposal: Proposal, left: Remains | undefined, of: OutcomeOf): Inapplicable | null {
  if (proposal.amends !== null && of(proposal.amends) === 'refused') return { why: 'amended-gone', because: [proposal.amends] };
  if (left === undefined) return { why: 'vanished', because: [] };
  const because = [...left.outBy].toSorted();
  if (!left.insertedIn && !left.deletedIn) return { why: 'words-out', because };
  if (left.inserted && !left.insertedIn) return { why: 'brought-out', because };
  if (left.inserted && left.deleted && !left.deletedIn) return { why: 'replaced-out', because };
  return null;
}

function remainsOf(clauses: readonly Clause[], of: OutcomeOf): Map<ProposalId, Remains> {
  const remains = new Map<ProposalId, Remains>();
  for (const { runs } of clauses) {
    for (const run of runs) {
      if (run.text === '' || (run.insertions.length === 0 && run.deletions.length === 0)) continue;
      const isIn = standing(run, of) !== 'out';
      const outBy = isIn
        ? []
        : [...run.insertions.filter((id) => of(id) === 'refused'), ...run.deletions.filter((id) => of(id) === 'accepted')];
      for (const [ids, role] of [
        [run.insertions, 'inserted'],
        [run.deletions, 'deleted'],
      ] as const) {
        for (const id of ids) {
          if (of(id) !== 'open') continue;
          const left = remains.get(id) ?? {
            inserted: false,
            insertedIn: false,
            deleted: false,
            deletedIn: false,
            outBy: new Set<ProposalId>(),
          };
          left[role] = true;
          if (isIn) left[`${role}In`] = true;
          for (const other of outBy) left.outBy.add(other);
          remains.set(id, left);
        }
      }
    }
  }
  return remains;
}

/** Whether all words that a proposal brings in would go with others that are refused, and stand without that. */
export function goesAlong(
  clauses: readonly Clause[],
  state: RecordState,
  { proposal, gone }: { readonly proposal: ProposalId; readonly gone: readonly ProposalId[] },
): boolean {
  if (gone.length === 0) return false;
  const [now, refused] = [outcomesOf(state), new Set(gone)];
  const then: OutcomeOf = (id) => (refused.has(id) ? 'refused' : now(id));
  const own = clauses.flatMap(({ runs }) =>
    runs.filter(({ insertions, deletions }) => insertions.includes(proposal) && !deletions.includes(proposal)),
  );
  return own.some((run) => standing(run, now) !== 'out') && own.every((run) => standing(run, then) === 'out');
}

/** Why a proposal is not accepted of which no word would come in, or where it brings none, go: they are all out already. Null where some would. */
export function wordsOutFault(clauses: readonly Clause[], state: RecordState, id: ProposalId): Refusal | null {
  const left = remainsOf(clauses, outcomesOf(state)).get(id);
  if (left === undefined || (left.inserted ? left.insertedIn : left.deletedIn)) return null;
  const why = left.deletedIn ? 'brought-out' : 'words-out';
  const words = inapplicableWords({ why, because: [...left.outBy].toSorted() }, state);
  return { code: 'clash', reason: `It can no longer apply: ${words}. Reopen that first, or drop it on that ground.` };
}

/** Why a proposal can no longer apply, in words, with the entries that decided so. */
export function inapplicableWords({ why, because }: Inapplicable, state: RecordState): string {
  const statuses = because.flatMap((id) => state.proposals.get(id)?.status ?? []);
  const decided = new Set(statuses.flatMap((status) => (status.state === 'open' ? [] : [status.entry])));
  const records = [...decided].toSorted((a, b) => a - b);
  const by = records.length === 0 ? '' : ` (record ${records.join(', ')})`;
  switch (why) {
    case 'words-out':
      return `its words are all out of the text${by}`;
    case 'brought-out':
      return `the words that it brings in are all out of the text${by}`;
    case 'replaced-out':
      return `the words that it would replace are all out of the text${by}`;
    case 'amended-gone':
      return `what it amends is gone${by}`;
    case 'vanished':
      return 'its words have left the text';
    default:
      return unreachable(why);
  }
}
