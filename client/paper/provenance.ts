import type { ProposalId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { broughtBy } from '../../shared/projection/attribution.ts';
import type { Proposal, ProposalOrigin } from '../../shared/proposals/proposal.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { standing } from '../../shared/proposals/standing.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { withoutSlots, type Clause, type Run } from '../../shared/text/clause.ts';

/** Where a passage came from: a proposal of some kind, or none, of which its marks tell no more. */
export type Source = 'base' | ProposalOrigin;

/** Every source with its words for the legend. */
export const SOURCES: readonly { readonly source: Source; readonly words: string }[] = [
  { source: 'base', words: 'Imported, or typed by a drafter' },
  { source: 'inherited', words: 'A bracket of the imported text' },
  { source: 'floor', words: 'From the floor' },
  { source: 'tabled', words: 'Tabled by a delegation' },
  { source: 'amendment', words: 'The chair’s amendment' },
  { source: 'bridging', words: 'The chair’s text' },
  { source: 'merger', words: 'Several made one' },
  { source: 'option', words: 'The label of an option' },
  { source: 'renumbering', words: 'A number written anew' },
];

/** Consecutive visible words with one source and one standing. */
export interface SourcedPassage {
  readonly text: string;
  readonly run: Run;
  readonly source: Source;
  /** The innermost proposal that brought the words in, or null where none did. */
  readonly proposal: Proposal | null;
  readonly open: boolean;
  /** Whether an open proposal wants the words out. */
  readonly contested: boolean;
}

/** The visible passages of a clause, each with where it came from. */
export function sourcedPassages(clause: Clause, state: RecordState, outcomeOf: OutcomeOf = outcomesOf(state)): SourcedPassage[] {
  return clause.runs.flatMap((run) => {
    const stands = standing(run, outcomeOf);
    const text = withoutSlots(run.text);
    if (stands === 'out' || text === '') return [];
    const proposal = broughtInBy(run.insertions, state);
    return [
      {
        text,
        run,
        source: proposal?.origin ?? 'base',
        proposal,
        open: stands === 'open',
        contested: run.deletions.some((id) => outcomeOf(id) === 'open'),
      },
    ];
  });
}

/** Where a passage came from and when, in a line. */
export function sourceWords({ proposal, open }: SourcedPassage, { proposals }: RecordState, registry: Registry): string {
  if (proposal === null)
    return `Imported, or typed by a drafter, as the story of the clause tells${open ? '; proposed to be taken out' : ''}`;
  const who = broughtBy(proposals, proposal, registry) ?? 'proposer not recorded';
  return `${who} · record ${proposal.entry}${open ? ' · still open' : ''}`;
}

function broughtInBy(insertions: readonly ProposalId[], state: RecordState): Proposal | null {
  let innermost: Proposal | null = null;
  for (const id of insertions) {
    const proposal = state.proposals.get(id);
    if (proposal !== undefined && (innermost === null || proposal.order > innermost.order)) innermost = proposal;
  }
  return innermost;
}
