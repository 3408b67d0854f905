import { unreachable } from '../base/assert.ts';
import type { ProposalId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import { adoptionWords } from '../projection/adoption.ts';
import { proposersOf, thoseWho, writtenAttribution } from '../projection/attribution.ts';
import { shortName } from '../projection/naming.ts';
import { numbersOf } from '../projection/numbers.ts';
import { factsOf } from '../projection/points.ts';
import { statusTag } from '../projection/status.ts';
import { withMerged } from '../proposals/merged.ts';
import { STANCES, type Stance } from '../proposals/position.ts';
import { registerNumber, type Proposal } from '../proposals/proposal.ts';
import type { Entry } from '../record/event.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { bracketedClauses, cleanClauses, type BracketFacts } from './clauses.ts';
import { compilation } from './compilation.ts';
import type { Block, Edition, Manuscript, Masthead, Paper, ProposalFacts } from './manuscript.ts';
import { positionsTables } from './positions.ts';
import { registerTable } from './register-table.ts';
import { workflowOf } from './workflow.ts';

/** What a paper is made of: a text with its record, as whoever it is for may see them. */
export interface ManuscriptSources {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
  readonly entries: readonly Entry[];
  readonly registry: Registry;
}

/** What the record does not say. */
export interface Imprint {
  readonly masthead: Omit<Masthead, 'adoption'>;
  readonly draft: string;
  readonly revision: number;
  /** The last update of the text that it holds. */
  readonly update: number;
  /** Whether agreed clauses carry their tags. */
  readonly tags: boolean;
  /** Whether the text in brackets has each character that stands (`isReadAgain`); else it is written as it is read. */
  readonly toTheLetter: boolean;
}

/** Makes a paper of a draft. */
export function compose(paper: Paper, sources: ManuscriptSources, imprint: Imprint): Manuscript {
  const blocks = blocksOf(paper, sources, imprint);
  const { state, entries } = sources;
  return {
    paper,
    title: state.title,
    masthead: { ...imprint.masthead, adoption: adoptionWords(state, sources.clauses) },
    edition: editionOf(imprint, state, entries),
    blocks,
    proposals: proposalsOf(blocks, sources),
    workflow: workflowOf(entries, sources.registry),
  };
}

function editionOf({ draft, revision, update }: Imprint, { last }: RecordState, entries: readonly Entry[]): Edition {
  return { draft, revision, update, entry: last, hash: entries[last - 1]?.hash ?? '' };
}

function blocksOf(paper: Paper, sources: ManuscriptSources, imprint: Imprint): readonly Block[] {
  const { clauses, state } = sources;
  switch (paper) {
    case 'negotiating':
      return bracketedClauses(clauses, bracketFacts(sources, imprint));
    case 'clean':
      return cleanClauses(clauses, factsOf(state), numbersOf(clauses, state));
    case 'compilation':
      return compilation(sources, (id) => factsAbout(id, sources));
    case 'matrix':
      return positionsTables(sources);
    case 'register':
      return registerTable(sources);
    default:
      return unreachable(paper);
  }
}

function bracketFacts({ clauses, state, registry }: ManuscriptSources, { tags, toTheLetter }: Imprint): BracketFacts {
  return {
    toTheLetter,
    ...factsOf(state),
    numbers: numbersOf(clauses, state),
    statusOf: (clause) => (tags ? statusTag(clause, state) : ''),
    attributionOf: (id, role) => {
      const proposal = state.proposals.get(id);
      return proposal === undefined
        ? { prefix: '', suffix: '' }
        : writtenAttribution(withMerged(state.proposals, proposal), role, registry);
    },
  };
}

function proposalsOf(blocks: readonly Block[], sources: ManuscriptSources): ReadonlyMap<ProposalId, ProposalFacts> {
  const named = new Set<ProposalId>();
  for (const block of blocks) {
    if (block.type !== 'clause') continue;
    for (const piece of block.pieces) {
      if (piece.type === 'open' || piece.type === 'close') named.add(piece.proposal);
      else if (piece.type === 'words') for (const change of piece.changes) named.add(change.proposal);
    }
  }
  return new Map([...named].map((id) => [id, factsAbout(id, sources)]));
}

/** A proposal that the record does not know yet is open, and nobody's. */
function factsAbout(id: ProposalId, { state, entries, registry }: ManuscriptSources): ProposalFacts {
  const own = state.proposals.get(id);
  if (own === undefined)
    return {
      id,
      no: 0,
      by: null,
      sponsors: [],
      behalf: '',
      tabledAt: '',
      entry: 0,
      outcome: 'open',
      holdsNumber: false,
      rationale: '',
      positions: [],
    };
  const proposal = withMerged(state.proposals, own);
  return {
    id,
    no: registerNumber(own),
    by: proposal.proposer === null ? null : proposersOf(proposal, registry),
    sponsors:
      proposal.proposer === null ? [] : [proposal.proposer, ...proposal.coProposers].map((one) => shortName(registry, one)),
    behalf: proposal.onBehalfOf === null ? '' : shortName(registry, proposal.onBehalfOf),
    tabledAt: entries[own.entry - 1]?.at ?? '',
    entry: own.entry,
    outcome: outcomesOf(state)(id),
    holdsNumber: own.holdsNumber,
    rationale: own.rationale,
    positions: positionsOn(proposal, registry),
  };
}

/** What stances are called in papers. */
export const STANCE_WORDS: Readonly<Record<Stance, string>> = {
  support: 'Support',
  flexible: 'Flexible',
  'prefer-another': 'Prefer another',
  oppose: 'Oppose',
  reserve: 'Reserve',
  'needs-instructions': 'Need instructions',
};

function positionsOn(proposal: Proposal, registry: Registry): ProposalFacts['positions'] {
  return STANCES.map((stance) => ({ stance: STANCE_WORDS[stance], names: thoseWho(proposal, stance, registry) })).filter(
    ({ names }) => names.length > 0,
  );
}
