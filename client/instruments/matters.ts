import type { ProposalId } from '../../shared/base/ids.ts';
import { shortened } from '../../shared/base/shortened.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { outcomeWords } from '../../shared/projection/register.ts';
import { matterKey, type Matter } from '../../shared/record/matter.ts';
import { pendingsOf, waitingState, type Awaited, type Pending } from '../../shared/record/pending.ts';
import { packageOf } from '../../shared/record/packages.ts';
import { withoutPoint } from '../../shared/text/numbering.ts';
import { clauseLabel } from '../procedures/reading.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** A matter as people call it: the clause by number and first words, a proposal by its number and its words. */
export function matterLabel(snapshot: DraftSnapshot, matter: Matter): string {
  if (matter.on === 'clause') return clauseLabel(snapshot, matter.clause);
  const clause = snapshot.holding.get(matter.proposal)?.[0];
  const number = clause === undefined ? '' : `${snapshot.numbers.get(clause.id) ?? ''} `;
  return `${number}${proposalQuote(snapshot, matter.proposal)}`.trim();
}

function proposalQuote(snapshot: DraftSnapshot, proposal: ProposalId): string {
  const words = quotation(snapshot.holding.get(proposal) ?? [], proposal)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (words === '') return 'a proposal whose words have gone';
  return `“${shortened(words, LONGEST)}”`;
}

const LONGEST = 70;

/** What a matter waits for by its number, where it has one: "pending 12 bis". */
export function pendingTitle(snapshot: DraftSnapshot, { awaits }: Pending): string {
  const clause = awaits.on === 'clause' ? awaits.clause : snapshot.holding.get(awaits.proposal)?.[0]?.id;
  const number = clause === undefined ? '' : withoutPoint(snapshot.numbers.get(clause) ?? '');
  const words = awaits.on === 'proposal' ? proposalQuote(snapshot, awaits.proposal) : '';
  return [number, words].filter((part) => part !== '').join(' ') || matterLabel(snapshot, awaits);
}

/** What may be said to wait where a proposal is looked at: it, or the clause in which it begins. */
export function ownMatters({ holding }: DraftSnapshot, proposal: ProposalId): Matter[] {
  const clause = holding.get(proposal)?.[0]?.id;
  return [{ on: 'proposal', proposal }, ...(clause === undefined ? [] : [{ on: 'clause', clause } as const])];
}

/** What a proposal waits for, or waited for, with what became of it. */
export function waitsOf(snapshot: DraftSnapshot, proposal: ProposalId): { readonly pending: Pending; readonly now: Awaited }[] {
  const sources = { state: snapshot.state, clauses: snapshot.clauses };
  return pendingsOf({ on: 'proposal', proposal }, sources).map((pending) => ({
    pending,
    now: waitingState({ on: 'proposal', proposal }, pending.awaits, sources),
  }));
}

/** What became of what was waited for, in words. */
export function awaitedWords(snapshot: DraftSnapshot, { awaits }: Pending, now: Awaited): string {
  if (now.state === 'undecided') return 'not decided yet';
  if (now.state === 'round') return 'which waits for this in its turn';
  if (!('entry' in now)) return now.state === 'gone' ? 'which is no longer in the text' : 'in which no bracket is left';
  const proposal = awaits.on === 'proposal' ? snapshot.state.proposals.get(awaits.proposal) : undefined;
  return `which was ${proposal === undefined ? now.state : outcomeWords(proposal, snapshot)} (record ${now.entry})`;
}

/** What of a point's state a folded card says in a word. */
export function instrumentFacts(snapshot: DraftSnapshot, proposals: readonly ProposalId[]): string[] {
  const { packages, pendings } = snapshot.state.instruments;
  const facts: string[] = [];
  for (const id of proposals) {
    const held = packages.size === 0 ? undefined : packageOf(packages, id);
    if (held !== undefined) facts.push(`package ${held.name}`);
    if (pendings.size > 0)
      for (const { pending, now } of waitsOf(snapshot, id))
        facts.push(now.state === 'undecided' ? `pending ${pendingTitle(snapshot, pending)}` : 'free now');
  }
  return [...new Set(facts)];
}

/** How many packages are open and matters of the running order are still to be taken. */
export function instrumentCount({ state }: DraftSnapshot): number {
  const { packages, order } = state.instruments;
  const open = [...packages.values()].filter(({ status }) => status.state === 'open').length;
  return open + order.matters.filter((matter) => !order.taken.has(matterKey(matter))).length;
}
