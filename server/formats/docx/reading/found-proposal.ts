import type { ClauseId, ParticipantId, ProposalId } from '../../../../shared/base/ids.ts';
import { attributionIn, type Attribution } from '../../../../shared/import/attribution.ts';
import type { Registry } from '../../../../shared/participants/registry.ts';
import type { BracketRole } from '../../../../shared/projection/drawing.ts';
import type { InheritedProposal, WrittenPosition } from '../../../../shared/proposals/inherited.ts';
import { NOBODY } from '../file-names.ts';

/** What a bracket says of whose it is. */
interface WrittenThere {
  readonly role: BracketRole;
  prefix: string;
  suffix: string;
}

/** A proposal as its brackets in a file show it. */
export class FoundProposal {
  readonly id: ProposalId;
  /** Its place in the order of tabling. */
  readonly no: number;
  readonly clause: ClauseId;
  holdsNumber = false;
  /** By bracket. */
  readonly written = new Map<string, WrittenThere>();
  /** The author of its changes. */
  private readonly author: string | null;

  constructor({ id, no, clause, author }: Pick<FoundProposal, 'id' | 'no' | 'clause'> & { readonly author: string | null }) {
    this.id = id;
    this.no = no;
    this.clause = clause;
    this.author = author;
  }

  /** The proposal, with whoever brings it: as its brackets say, else the author of its changes, where that is a participant. */
  inherited(registry: Registry): InheritedProposal {
    const brackets = [...this.written.values()];
    const [first] = brackets;
    // Brackets that say different things say what the record would say of each: then the record says it again.
    const agree = brackets.every(({ prefix, suffix }) => prefix === first?.prefix && suffix === first.suffix);
    const { prefix, suffix } = agree && first !== undefined ? first : { prefix: '', suffix: '' };
    const { id, clause, holdsNumber } = this;
    return { id, clause, holdsNumber, ...this.attribution(brackets, registry), prefix, suffix };
  }

  private attribution(brackets: readonly WrittenThere[], registry: Registry): Omit<Attribution, 'prefix' | 'suffix'> {
    const telling = brackets.find(({ role }) => role === 'insertion') ?? brackets[0];
    const inside = { head: `${telling?.prefix ?? ''}x`, tail: `x${telling?.suffix ?? ''}`, isWhole: false };
    const { attribution } = attributionIn(inside, registry);
    const [proposer = null, ...coProposers] = namedIn(this.author, registry);
    if (attribution === null) return { proposer, onBehalfOf: null, coProposers, positions: [] };
    // "Kenya delete", of words that Kenya wants out: Kenya brings that.
    if (telling?.role !== 'deletion' || proposer === null || attribution.proposer !== null) return attribution;
    const own = new Set([proposer, ...coProposers]);
    const positions = attribution.positions.filter(({ participant }) => !own.has(participant)).map(turned);
    return { proposer, onBehalfOf: null, coProposers, positions };
  }
}

/** Whoever would delete the words supports that they go. */
function turned(position: WrittenPosition): WrittenPosition {
  if (position.stance === 'oppose') return { ...position, stance: 'support' };
  return position.stance === 'support' ? { ...position, stance: 'oppose' } : position;
}

function namedIn(author: string | null, registry: Registry): ParticipantId[] {
  if (author === null || author === NOBODY) return [];
  const whole = registry.resolve(author)?.id;
  if (whole !== undefined) return [whole];
  const names = author.replace(/ on behalf of .*$/, '').split(/, | and /);
  const found = names.map((name) => registry.resolve(name)?.id);
  return found.every((id) => id !== undefined) ? found : [];
}
