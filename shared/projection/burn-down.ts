import { csvOf } from '../base/csv.ts';
import type { ProposalId } from '../base/ids.ts';
import { groupBy } from '../base/group-by.ts';
import { isOpenBracket, type Proposal } from '../proposals/proposal.ts';
import type { Entry, RecordEvent } from '../record/event.ts';
import { evolve } from '../record/evolve.ts';
import { EMPTY_STATE, type RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { holdingOf, placesIn } from './article.ts';

/** What became of brackets on one day, and how many were open at its end. */
export interface BurnDownDay {
  /** The day in universal time: 2026-07-06. */
  readonly day: string;
  /** Came with the imported text. */
  readonly inherited: number;
  readonly opened: number;
  readonly closed: number;
  readonly reopened: number;
  /** Open proposals of which the last word left the text by an edit, and those of which words came back. */
  readonly vanished: number;
  readonly returned: number;
  readonly open: number;
}

/** How brackets opened and closed, day by day: in all, and under each heading of the text as it stands. */
export interface BurnDown {
  readonly all: readonly BurnDownDay[];
  /** In the order of the text; the empty heading is before the first, or no longer in the text. */
  readonly articles: readonly { readonly article: string; readonly days: readonly BurnDownDay[] }[];
}

/** What can become of a bracket. */
const TURNS = ['inherited', 'opened', 'closed', 'reopened', 'vanished', 'returned'] as const;
type Turn = (typeof TURNS)[number];
type Counts = Record<Turn, number>;

interface Happened {
  readonly day: string;
  readonly proposal: ProposalId;
  readonly turn: Turn;
}

/** Days on which nothing became of any bracket are left out; what is open then is what was open before. */
export function burnDown(entries: readonly Entry[], clauses: readonly Clause[]): BurnDown {
  const { happened, state } = turnsOf(entries);
  const articleOf = articles(clauses, state);
  const order = [...new Set([...placesIn(clauses, state).values()].map(({ article }) => article)), ''];
  const byArticle = groupBy(happened, ({ proposal }) => articleOf(proposal));
  return {
    all: daysOf(happened),
    articles: [...byArticle]
      .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([article, list]) => ({ article, days: daysOf(list) })),
  };
}

/** The most frequent events, which neither open nor close anything: a record has them by the ten thousand, and need not be folded over them. */
const LEAVES_OPEN: ReadonlySet<RecordEvent['type']> = new Set([
  'ClauseEdited',
  'ClauseRecast',
  'ClauseMoved',
  'MandateGiven',
  'MandateTakenBack',
  'PositionTaken',
  'ProposalAttributed',
  'ProposalSponsored',
  'SponsorWithdrew',
  'VoteCast',
] as const);

/** Each time that a proposal came to be open with words in the text, or ceased to be. */
function turnsOf(entries: readonly Entry[]): { readonly happened: readonly Happened[]; readonly state: RecordState } {
  const happened: Happened[] = [];
  let state = EMPTY_STATE;
  for (const { number, at, event } of entries) {
    if (LEAVES_OPEN.has(event.type)) continue;
    const before = state.proposals;
    state = evolve(state, { number, event });
    if (state.proposals === before) continue;
    for (const [id, now] of state.proposals) {
      const was = before.get(id);
      if (was === now || isBracket(was) === isBracket(now)) continue;
      happened.push({ day: at.slice(0, 10), proposal: id, turn: isBracket(now) ? beganBy(event, was) : endedBy(event) });
    }
  }
  return { happened, state };
}

function isBracket(proposal: Proposal | undefined): boolean {
  return proposal !== undefined && isOpenBracket(proposal);
}

function beganBy(event: RecordEvent, was: Proposal | undefined): Turn {
  if (was === undefined) return event.type === 'DraftImported' ? 'inherited' : 'opened';
  return was.vanished ? 'returned' : 'reopened';
}

function endedBy(event: RecordEvent): Turn {
  return event.type === 'TextVanished' || event.type === 'RevisionIssued' ? 'vanished' : 'closed';
}

function articles(clauses: readonly Clause[], state: RecordState): (proposal: ProposalId) => string {
  const places = placesIn(clauses, state);
  const holding = holdingOf(clauses);
  return (id) => {
    const clause = holding.get(id)?.[0]?.id ?? state.proposals.get(id)?.clauses[0];
    return clause === undefined ? '' : (places.get(clause)?.article ?? '');
  };
}

function daysOf(happened: readonly Happened[]): BurnDownDay[] {
  const days = new Map<string, Counts>();
  for (const { day, turn } of happened) {
    const counts = days.get(day) ?? { inherited: 0, opened: 0, closed: 0, reopened: 0, vanished: 0, returned: 0 };
    counts[turn] += 1;
    days.set(day, counts);
  }
  let open = 0;
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, counts]) => {
      open += counts.inherited + counts.opened + counts.reopened + counts.returned - counts.closed - counts.vanished;
      return { day, ...counts, open };
    });
}

/** The burn-down for a spreadsheet: a day a line, first in all, then article by article. */
export function burnDownCsv(entries: readonly Entry[], clauses: readonly Clause[]): string {
  const { all, articles: each } = burnDown(entries, clauses);
  const rows = (name: string, days: readonly BurnDownDay[]): string[][] =>
    days.map((day) => [name, day.day, ...TURNS.map((turn) => String(day[turn])), String(day.open)]);
  const head = ['Article', 'Day (UTC)', 'Inherited', 'Opened', 'Closed', 'Reopened', 'Left the text', 'Came back', 'Open'];
  const named = each.flatMap(({ article, days }) =>
    rows(article === '' ? 'Before the first heading, or no longer in the text' : article, days),
  );
  return csvOf([head, ...rows('All', all), ...named]);
}
