import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { asDrawn, drawnNames } from '../participants/likeness.ts';
import type { Registry } from '../participants/registry.ts';
import type { WrittenAttribution } from '../proposals/inherited.ts';
import { piecesOf } from '../proposals/pieces.ts';
import type { Proposal } from '../proposals/proposal.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { Clause } from '../text/clause.ts';
import { attributionIn } from './attribution.ts';

/** Whether an attribution names anybody but these, or tells of somebody by their group alone. */
export function namesOthers(said: WrittenAttribution | null, own: ReadonlySet<ParticipantId>): boolean {
  if (said === null) return false;
  const { proposer, onBehalfOf, coProposers, positions } = said;
  const told = positions.flatMap((one) => [one.participant, one.onBehalfOf]);
  const named = [proposer, onBehalfOf, ...coProposers, ...told].filter((id) => id !== null);
  return named.length === 0 || named.some((one) => !own.has(one));
}

/** What words are read by. */
interface ReadingOfWords {
  /** Who may be named in them. */
  readonly own: ReadonlySet<ParticipantId>;
  readonly registry: Registry;
  /** As `drawnNames` has it. */
  readonly drawn: Registry;
  /** The clauses they stand in. */
  readonly within: () => readonly string[];
}

/** Whether words, alone in their bracket, would be read as naming others, as they are written or as they are drawn. */
export function readsAsAnothers(words: string, { own, registry, drawn, within }: ReadingOfWords): boolean {
  return (
    namesOthers(attributionIn([words], registry).attribution, own) ||
    namesOthers(attributionIn([asDrawn(words, within)], drawn).attribution, own)
  );
}

interface ReadText {
  /** The clauses that hold characters of each proposal. */
  readonly holding: ReadonlyMap<ProposalId, readonly Clause[]>;
  readonly proposals: ReadonlyMap<ProposalId, Proposal>;
  readonly outcomeOf: OutcomeOf;
  readonly registry: Registry;
}

/** Words of open proposals that would be read as naming another than those who brought them, once their brackets name nobody. */
export function wordsReadAsAnothers({ holding, proposals, outcomeOf, registry }: ReadText): string[] {
  const drawn = drawnNames(registry);
  return [...proposals.values()].flatMap(({ id, status, proposer, coProposers, onBehalfOf }) => {
    if (status.state !== 'open') return [];
    const own = new Set([proposer, ...coProposers, onBehalfOf].filter((one) => one !== null));
    const pieces = piecesOf(holding.get(id) ?? [], id, outcomeOf).map(({ text }) => text);
    return pieces.filter((words) => readsAsAnothers(words, { own, registry, drawn, within: () => pieces }));
  });
}
