import type { ClauseId, ParticipantId, ProposalId } from '../../../../shared/base/ids.ts';
import { attributionIn } from '../../../../shared/import/attribution.ts';
import type { Registry } from '../../../../shared/participants/registry.ts';
import { tellsUnnamed } from '../../../../shared/projection/attribution.ts';
import type { BracketRole } from '../../../../shared/projection/drawing.ts';
import type { InheritedProposal, WrittenAttribution, WrittenPosition } from '../../../../shared/proposals/inherited.ts';
import type { Stance } from '../../../../shared/proposals/position.ts';
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
  readonly holdsNumber: boolean;
  /** By bracket. */
  readonly written = new Map<string, WrittenThere>();
  rationale = '';
  /** The positions taken, where a comment tells them; by the names that it gives. */
  record: readonly { readonly stance: Stance; readonly names: string }[] | null = null;
  /** The author of its changes. */
  private readonly author: string | null;

  constructor({
    id,
    no,
    holdsNumber,
    clause,
    author,
  }: Pick<FoundProposal, 'id' | 'no' | 'holdsNumber' | 'clause'> & { readonly author: string | null }) {
    this.id = id;
    this.no = no;
    this.holdsNumber = holdsNumber;
    this.clause = clause;
    this.author = author;
  }

  /** The proposal, with whoever brings it: as its brackets say, else the author of its changes, where that is a participant. */
  inherited(registry: Registry): InheritedProposal {
    // A bracket that holds nothing says of nobody whose it is.
    const brackets = [...this.written.values()].filter((one) => one.prefix !== '' || one.suffix !== '');
    const [first] = brackets;
    // Brackets that say different things say what the record would say of each: then the record says it again, but for what it does not know.
    const agree = brackets.every(({ prefix, suffix }) => prefix === first?.prefix && suffix === first.suffix);
    const unnamed = brackets.find((one) => tellsUnnamed(one.suffix));
    const { prefix, suffix } = (agree ? first : unnamed) ?? { prefix: '', suffix: '' };
    const { id, clause, holdsNumber } = this;
    const attribution = this.attribution(brackets, registry);
    const rationale = this.rationale.trim();
    return {
      id,
      clause,
      holdsNumber,
      ...attribution,
      positions: this.positions(attribution.positions, registry),
      prefix,
      suffix,
      ...(rationale === '' ? {} : { rationale }),
    };
  }

  /** As the comment tells them, which has them all; for whom somebody spoke the brackets alone tell. */
  private positions(written: readonly WrittenPosition[], registry: Registry): readonly WrittenPosition[] {
    if (this.record === null) return written;
    return this.record.flatMap(({ stance, names }) =>
      namesListed(names, registry)
        .flatMap((participant) => participant ?? [])
        .map(
          (participant) =>
            written.find((one) => one.participant === participant && one.stance === stance) ?? {
              participant,
              onBehalfOf: null,
              stance,
            },
        ),
    );
  }

  private attribution(brackets: readonly WrittenThere[], registry: Registry): Omit<WrittenAttribution, 'prefix' | 'suffix'> {
    const telling = brackets.find(({ role }) => role === 'insertion') ?? brackets[0];
    const { attribution } = attributionIn([`${telling?.prefix ?? ''}x`, `x${telling?.suffix ?? ''}`], registry);
    const { proposer, coProposers, onBehalfOf } = namedIn(this.author, registry);
    if (attribution === null) return { proposer, onBehalfOf, coProposers, positions: [] };
    // "Kenya delete", of words that Kenya wants out: Kenya brings that.
    if (telling?.role !== 'deletion' || proposer === null || attribution.proposer !== null) return attribution;
    const own = new Set([proposer, ...coProposers]);
    const positions = attribution.positions.filter(({ participant }) => !own.has(participant)).map(turned);
    return { proposer, onBehalfOf, coProposers, positions };
  }
}

/** Whoever would delete the words supports that they go. */
function turned(position: WrittenPosition): WrittenPosition {
  if (position.stance === 'oppose') return { ...position, stance: 'support' };
  return position.stance === 'support' ? { ...position, stance: 'oppose' } : position;
}

/** Whoever a list names, null for each that nobody is called: a comma or "and" between, of which a name may have its own. */
function namesListed(list: string, registry: Registry): (ParticipantId | null)[] {
  const parts = list.split(/(, | and )/);
  const found: (ParticipantId | null)[] = [];
  for (let at = 0; at < parts.length;) {
    const named = (end: number): ParticipantId | null => registry.resolve(parts.slice(at, end).join(''))?.id ?? null;
    let end = parts.length;
    while (end > at + 1 && named(end) === null) end -= 2;
    found.push(named(end));
    at = end + 1;
  }
  return found;
}

/** Who an author of a change is: a participant, or several, who may speak for a group. */
function namedIn(
  author: string | null,
  registry: Registry,
): {
  readonly proposer: ParticipantId | null;
  readonly coProposers: readonly ParticipantId[];
  readonly onBehalfOf: ParticipantId | null;
} {
  const nobody = { proposer: null, coProposers: [], onBehalfOf: null };
  if (author === null || author === NOBODY) return nobody;
  const whole = registry.resolve(author)?.id;
  if (whole !== undefined) return { ...nobody, proposer: whole };
  const [, names = author, group] = /^(.*?) on behalf of (.*)$/.exec(author) ?? [];
  const found = namesListed(names, registry);
  const onBehalfOf = group === undefined ? null : (registry.resolve(group)?.id ?? null);
  const known = found.flatMap((id) => id ?? []);
  const [proposer = null, ...coProposers] = known.length === found.length ? known : [];
  return { proposer, coProposers, onBehalfOf: proposer === null ? null : onBehalfOf };
}
