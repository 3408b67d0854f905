import type { ClauseId, ProposalId } from '../base/ids.ts';
import { addTo } from '../base/group-by.ts';
import type { Entry } from '../record/event.ts';
import type { RecordState } from '../record/state.ts';
import { proposalsIn, type Clause } from '../text/clause.ts';
import { endsStatus } from './status-story.ts';
import { concerns, lineOf, matterOf, tellingFrom, type StoryLine } from './story.ts';
import type { Focus, StorySources, Telling } from './telling.ts';

/** What the record has told since an entry. */
export interface Since {
  /** The last entry told of. */
  readonly last: number;
  /** Clauses that something was told of, in the order of the text. */
  readonly clauses: readonly { readonly clause: ClauseId; readonly lines: readonly StoryLine[] }[];
  /** What is about no clause that stands, or about so many that it is told once. */
  readonly general: readonly StoryLine[];
}

/** Whatever concerns more clauses than this is told of the text as a whole. */
const MANY = 20;

/** The entries after one, clause by clause, in sentences; each is told at least once, and nothing else is. */
export function since(clauses: readonly Clause[], sources: StorySources, after: number): Since {
  const later = sources.entries.filter(({ number }) => number > after);
  const telling = tellingFrom(sources);
  const focuses = focusesOf(clauses, sources.state);
  const concerning = concerned(focuses, telling);
  const lines = new Map<ClauseId, StoryLine[]>();
  const general: StoryLine[] = [];
  for (const entry of later) {
    const found = isOfAll(entry) ? [] : concerning(entry);
    if (found.length === 0 || found.length > MANY) general.push(lineOf(entry, telling, null));
    else for (const focus of found) addTo(lines, focus.clause, lineOf(entry, telling, focus));
  }
  return {
    last: later.at(-1)?.number ?? after,
    clauses: focuses.flatMap(({ clause }) => {
      const told = lines.get(clause);
      return told === undefined ? [] : [{ clause, lines: told }];
    }),
    general,
  };
}

function isOfAll({ event }: Entry): boolean {
  return event.type === 'DraftImported' || event.type === 'RevisionIssued';
}

/** Which clauses an entry concerns, found without looking at each for each of the entries about one matter. */
function concerned(focuses: readonly Focus[], { state, notes }: Telling): (entry: Entry) => readonly Focus[] {
  const ofClause = new Map(focuses.map((focus) => [focus.clause, focus]));
  const ofProposal = new Map<ProposalId, Focus[]>();
  for (const focus of focuses) for (const id of focus.proposals) addTo(ofProposal, id, focus);
  return (entry) => {
    const matter = matterOf(entry.event);
    if (matter === null)
      return focuses.filter((focus) => concerns(entry.event, focus, state) || endsStatus(entry, focus.clause, notes));
    const clauses = [...('clause' in matter ? [matter.clause] : []), ...(notes.get(entry.number)?.ended.keys() ?? [])];
    const proposals = 'clause' in matter ? [] : matter.proposals;
    return [
      ...new Set([...clauses.flatMap((id) => ofClause.get(id) ?? []), ...proposals.flatMap((id) => ofProposal.get(id) ?? [])]),
    ];
  };
}

/** What to look for at each clause: of two with one id, the first. */
function focusesOf(clauses: readonly Clause[], state: RecordState): Focus[] {
  const proposals = new Map<ClauseId, Set<ProposalId>>();
  for (const clause of clauses)
    proposals.set(clause.id, new Set([...(proposals.get(clause.id) ?? []), ...proposalsIn([clause])]));
  for (const proposal of state.proposals.values()) for (const id of proposal.clauses) proposals.get(id)?.add(proposal.id);
  return [...proposals].map(([clause, ids]) => ({ clause, proposals: ids }));
}
