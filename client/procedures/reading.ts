import type { ClauseId } from '../../shared/base/ids.ts';
import { shortened } from '../../shared/base/shortened.ts';
import { counted } from '../../shared/base/phrases.ts';
import { questionWritten } from '../../shared/projection/procedure-story.ts';
import { sentenceOf } from '../../shared/projection/repair.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { rungTold } from '../../shared/projection/telling.ts';
import { runningSilences, type Silence, type SilenceFate } from '../../shared/record/silence.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { clauseVersion, openIn } from '../../shared/proposals/clause-version.ts';
import { readingOf, wholeVersion } from '../../shared/record/text-reading.ts';
import { openVotes, type Question } from '../../shared/record/vote.ts';
import { withoutNoteMarks } from '../../shared/text/numbering.ts';
import { asOne } from '../../shared/text/places.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** A clause by its number and the words it begins with, as it is read now. */
export function clauseLabel(snapshot: DraftSnapshot, clause: ClauseId): string {
  const drawn = snapshot.drawnOf.get(clause);
  const words = drawn === undefined ? '' : withoutNoteMarks(sentenceOf(drawn)).trim();
  const number = snapshot.numbers.get(clause) ?? '';
  return `${number} ${words === '' ? 'a clause that has gone' : labelled(words)}`.trim();
}

/** What is put to the vote, in words, with the words themselves. */
export function questionLabel(snapshot: DraftSnapshot, question: Question): string {
  if (question.on === 'clause') return clauseLabel(snapshot, question.clause);
  const quote = (proposal: Parameters<typeof quotation>[1]): string => {
    const words = quotation(snapshot.holding.get(proposal) ?? [], proposal).trim();
    return words === '' ? 'a proposal whose words have gone' : `“${labelled(words)}”`;
  };
  return questionWritten(question, { quote });
}

/** The version of what is asked about as it stands here; null where there is nothing to vote on. As `questionVersion` has it on the server. */
export function presentVersion(snapshot: DraftSnapshot, question: Question): string | null {
  const outcomeOf = outcomesOf(snapshot.state);
  switch (question.on) {
    case 'whole':
      return wholeVersion(readingOf(snapshot.clauses, outcomeOf).all());
    case 'clause': {
      const clause = asOne(snapshot.clauses.filter(({ id }) => id === question.clause));
      return clause === null ? null : clauseVersion(clause, outcomeOf);
    }
    case 'proposal': {
      const holding = snapshot.holding.get(question.proposal) ?? [];
      const isOpen = snapshot.state.proposals.get(question.proposal)?.status.state === 'open';
      return isOpen && holding.length > 0 ? proposalVersion(holding, question.proposal) : null;
    }
  }
}

/**
 * The rung to which what is voted on comes where it carries, unless the chair says otherwise: the highest, since the result is to decide. A clause with
 * brackets comes to none.
 */
export function usualStatus({ byId, state }: DraftSnapshot, question: Exclude<Question, { readonly on: 'proposal' }>): string {
  const clause = question.on === 'clause' ? byId.get(question.clause) : undefined;
  if (clause !== undefined && openIn(clause, outcomesOf(state)).size > 0) return '';
  return state.ladder.rungs.at(-1)?.id ?? '';
}

/** What clauses become where it passes or carries, in a word; null where nothing but the record says so. */
export function givesLabel({ state }: DraftSnapshot, rung: string | undefined): string | null {
  if (rung === undefined) return null;
  return rungTold(rung, state);
}

/** How many silences run and votes are open. */
export function underWay({ state }: DraftSnapshot): number {
  return runningSilences(state.silences).length + openVotes(state.votes).length;
}

/** What became of silence on a clause, in a word. */
export const FATE_WORDS: Readonly<Record<SilenceFate, string>> = {
  running: 'running',
  passed: 'passed',
  broken: 'broken',
  lifted: 'lifted',
  overtaken: 'ended: the words were changed',
};

/** How long a silence runs on, in words: 2 days 4 hours. */
export function timeLeft({ deadline }: Pick<Silence, 'deadline'>, now: number): string {
  const minutes = Math.floor((Date.parse(deadline) - now) / 60_000);
  if (minutes < 0) return 'the deadline has passed';
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return `${counted(days, 'day')} ${counted(hours, 'hour')} left`;
  return hours > 0 ? `${counted(hours, 'hour')} ${counted(minutes % 60, 'minute')} left` : `${counted(minutes, 'minute')} left`;
}

const LONGEST_LABEL = 90;

function labelled(words: string): string {
  return shortened(words.replaceAll(/\s+/g, ' '), LONGEST_LABEL);
}
