import { addTo } from '../base/group-by.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { placesIn, type PlaceInText } from './article.ts';
import { isClean } from './clean.ts';
import { visibleRuns } from './drawing.ts';
import { countWordsOf } from './length.ts';

/** An open proposal, and what would come of it if it fell. */
export interface Fallen {
  readonly proposal: ProposalId;
  /** Where its words begin. */
  readonly clause: ClauseId;
  readonly number: string;
  /** The words that it brings in and that would go; where it brings in none, those that it wants out and that would stay. */
  readonly words: string;
  readonly goes: boolean;
}

/** What would come of one article if all open brackets fell. */
export interface FallenArticle {
  /** Empty before the first heading. */
  readonly article: string;
  /** The clause in which its first open proposal is. */
  readonly clause: ClauseId;
  readonly proposals: readonly Fallen[];
  /** How many proposals' words would go, and how many would only lose their brackets. */
  readonly going: number;
  readonly staying: number;
  /** How many words would go. */
  readonly words: number;
}

/**
 * What would go if all open brackets fell, article by article. A bracket round words that somebody would put in and one round words that
 * somebody would see go look alike (CONVENTIONS 1.2): if both fell, the first would take its words along, the second leave them. What then
 * stands is the clean text.
 */
export function ifAllFell(clauses: readonly Clause[], state: RecordState): FallenArticle[] {
  const outcomeOf = outcomesOf(state);
  const places = placesIn(clauses, state);
  const found = new Map<ProposalId, { readonly place: PlaceInText; in: string[]; out: string[] }>();
  const gone = new Map<string, number>();
  for (const clause of clauses) {
    const place = places.get(clause.id);
    if (place === undefined) continue;
    const runs = visibleRuns(clause, outcomeOf);
    gone.set(place.article, (gone.get(place.article) ?? 0) + countWordsOf(runs, (run) => !isClean(run, outcomeOf)));
    for (const run of runs) {
      for (const [id, role] of openIn(run, outcomeOf)) {
        const one = found.get(id) ?? { place, in: [], out: [] };
        one[role].push(run.text);
        found.set(id, one);
      }
    }
  }
  const articles = new Map<string, Fallen[]>();
  for (const [proposal, { place, in: brought, out }] of found) {
    const goes = brought.length > 0;
    const words = withoutSlots((goes ? brought : out).join('')).trim();
    addTo(articles, place.article, { proposal, clause: place.clause, number: place.number, words, goes });
  }
  return [...articles].map(([article, proposals]) => {
    const going = proposals.filter(({ goes }) => goes).length;
    return {
      article,
      clause: proposals[0]?.clause ?? ('' as ClauseId),
      proposals,
      going,
      staying: proposals.length - going,
      words: gone.get(article) ?? 0,
    };
  });
}

function openIn(run: Run, outcomeOf: ReturnType<typeof outcomesOf>): [ProposalId, 'in' | 'out'][] {
  const open = (ids: readonly ProposalId[], role: 'in' | 'out'): [ProposalId, 'in' | 'out'][] =>
    ids.filter((id) => outcomeOf(id) === 'open').map((id) => [id, role]);
  return [...open(run.insertions, 'in'), ...open(run.deletions, 'out')];
}
