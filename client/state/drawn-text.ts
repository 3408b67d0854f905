import type { ProposalId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { tagOf } from '../../shared/projection/attribution.ts';
import {
  drawClause,
  neighbour,
  standingClauses,
  type BracketRole,
  type DrawingFacts,
  type Part,
} from '../../shared/projection/drawing.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { withMerged } from '../../shared/proposals/merged.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';

/** A line in the margin beside a clause, of a bracket that is longer than it. */
export interface Rail {
  readonly proposal: ProposalId;
  readonly role: BracketRole;
  /** Place in the margin, counted from the words outwards, from 0. */
  readonly lane: number;
  readonly starts: boolean;
  readonly ends: boolean;
}

/** What is said of a proposal at its brackets. */
export interface BracketWords {
  /** The small tag behind the closing bracket; empty for none. */
  readonly tag: string;
  /** Inherited brackets are drawn bare; what has been proposed here is marked as such. */
  readonly inherited: boolean;
}

/** Whether a tag may be longer than a line, and so is to be broken. */
export function isLongTag(tag: string): boolean {
  return tag.length > 24;
}

/** A clause as it is shown read-only. */
export interface DrawnClause {
  readonly clause: Clause;
  readonly parts: readonly Part[];
  readonly rails: readonly Rail[];
  readonly said: ReadonlyMap<ProposalId, BracketWords>;
}

const NOT_KNOWN: BracketWords = { tag: '', inherited: false };

/** Draws a text again and again; a clause that would be drawn as before keeps its identity. */
export class DrawnText {
  #before = new Map<string, { readonly drawn: DrawnClause; readonly beside: readonly (Clause | null)[] }>();
  #proposals: ReadonlyMap<ProposalId, Proposal> = new Map();
  readonly #ids = new WeakMap<Clause, ReadonlySet<ProposalId>>();

  draw(clauses: readonly Clause[], state: RecordState, registry: Registry): readonly DrawnClause[] {
    const facts = factsOf(state);
    const changed = changedProposals(this.#proposals, state.proposals);
    const standing = standingClauses(clauses, facts.outcomeOf);
    const next = new Map<string, { readonly drawn: DrawnClause; readonly beside: readonly (Clause | null)[] }>();
    const rails = new Rails();
    const drawn = standing.map((clause, index) => {
      const beside = [neighbour(standing, index, -1), neighbour(standing, index, 1)] as const;
      const known = this.#before.get(clause.id);
      const same =
        known !== undefined &&
        known.drawn.clause === clause &&
        known.beside[0] === beside[0] &&
        known.beside[1] === beside[1] &&
        ![clause, ...beside].some((one) => one !== null && this.#names(one, changed));
      const parts = same ? known.drawn.parts : drawClause(clause, beside[0], beside[1], facts);
      const clauseRails = rails.past(parts);
      const one: DrawnClause =
        same && sameRails(known.drawn.rails, clauseRails)
          ? known.drawn
          : { clause, parts, rails: clauseRails, said: same ? known.drawn.said : said(parts, state, registry) };
      next.set(clause.id, { drawn: one, beside });
      return one;
    });
    this.#before = next;
    this.#proposals = state.proposals;
    return drawn;
  }

  #names(clause: Clause, changed: ReadonlySet<ProposalId>): boolean {
    if (changed.size === 0) return false;
    let ids = this.#ids.get(clause);
    if (ids === undefined) {
      ids = proposalsIn([clause]);
      this.#ids.set(clause, ids);
    }
    for (const id of ids) if (changed.has(id)) return true;
    return false;
  }
}

/** Draws clauses once, for a preview. */
export function drawOnce(
  clauses: readonly Clause[],
  facts: DrawingFacts,
  wordsOf: (proposal: ProposalId) => BracketWords,
): readonly DrawnClause[] {
  const standing = standingClauses(clauses, facts.outcomeOf);
  const rails = new Rails();
  return standing.map((clause, index) => {
    const parts = drawClause(clause, neighbour(standing, index, -1), neighbour(standing, index, 1), facts);
    const ids = parts.flatMap((part) => (part.type === 'open' || part.type === 'close' ? [part.proposal] : []));
    return { clause, parts, rails: rails.past(parts), said: new Map(ids.map((id) => [id, wordsOf(id)])) };
  });
}

function said(parts: readonly Part[], state: RecordState, registry: Registry): ReadonlyMap<ProposalId, BracketWords> {
  const words = new Map<ProposalId, BracketWords>();
  const add = (id: ProposalId): void => {
    if (words.has(id)) return;
    const proposal = state.proposals.get(id);
    words.set(
      id,
      proposal === undefined
        ? NOT_KNOWN
        : { tag: tagOf(withMerged(state.proposals, proposal), registry), inherited: proposal.origin === 'inherited' },
    );
  };
  for (const part of parts) {
    if (part.type === 'open' || part.type === 'close') add(part.proposal);
    else if (part.type === 'words') [...part.run.insertions, ...part.run.deletions].forEach(add);
  }
  return words;
}

function changedProposals(before: ReadonlyMap<ProposalId, Proposal>, after: ReadonlyMap<ProposalId, Proposal>): Set<ProposalId> {
  const changed = new Set<ProposalId>();
  if (before === after) return changed;
  const add = (all: ReadonlyMap<ProposalId, Proposal>, id: ProposalId): void => {
    changed.add(id);
    // Whoever brought what was merged is named at what it was merged into.
    const status = all.get(id)?.status;
    if (status?.state === 'merged') add(all, status.into);
  };
  for (const [id, proposal] of after) {
    if (before.get(id) === proposal) continue;
    add(before, id);
    add(after, id);
  }
  return changed;
}

function sameRails(a: readonly Rail[], b: readonly Rail[]): boolean {
  return a.length === b.length && a.every((rail, index) => JSON.stringify(rail) === JSON.stringify(b[index]));
}

/** Keeps the brackets that are open from clause to clause, each in a lane of its own for as long as it is. */
class Rails {
  readonly #open = new Map<string, { readonly proposal: ProposalId; readonly role: BracketRole; readonly lane: number }>();

  past(parts: readonly Part[]): Rail[] {
    const carried = new Map(this.#open);
    const opened = new Map<string, { readonly proposal: ProposalId; readonly role: BracketRole }>();
    for (const part of parts) {
      if (part.type !== 'open' && part.type !== 'close') continue;
      const key = `${part.role}:${part.proposal}`;
      if (part.type === 'open') opened.set(key, part);
      else {
        opened.delete(key);
        this.#open.delete(key);
      }
    }
    const rails: Rail[] = [...carried].map(([key, rail]) => ({ ...rail, starts: false, ends: !this.#open.has(key) }));
    for (const [key, { proposal, role }] of opened) {
      const taken = new Set([...carried.values(), ...this.#open.values()].map((rail) => rail.lane));
      let lane = 0;
      while (taken.has(lane)) lane += 1;
      this.#open.set(key, { proposal, role, lane });
      rails.push({ proposal, role, lane, starts: true, ends: false });
    }
    return rails;
  }
}
