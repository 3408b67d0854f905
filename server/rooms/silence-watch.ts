import type { ClauseId } from '../../shared/base/ids.ts';
import type { LadderEvent } from '../../shared/record/ladder.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import {
  clausesWith,
  nextDeadline,
  overtakenBy,
  passedBy,
  runningSilences,
  type SilenceEvent,
  type Silences,
} from '../../shared/record/silence.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { givenBySilence } from '../../shared/record/status-given.ts';
import { readingOf } from '../../shared/record/text-reading.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Refreshed, TextIndex } from './text-index.ts';

/** What is looked out for while silences run: worked out once for as long as nothing happens in any of them. */
interface Watched {
  readonly silences: Silences;
  readonly dueAt: string | null;
  readonly clauses: ReadonlySet<ClauseId>;
}

/** Looks after the silences that run on a text, at a cost to a keystroke that is that of its clause. */
export class SilenceWatch {
  private watched: Watched | null = null;

  /** The nearest deadline, or null. */
  dueAt(state: RecordState): string | null {
    return this.of(state).dueAt;
  }

  /** What passes by itself by now, each with the status that it gives. */
  passed(state: RecordState, now: string, index: Pick<TextIndex, 'clauses'>): (SilenceEvent | LadderEvent)[] {
    const { dueAt } = this.of(state);
    if (dueAt === null || dueAt > now) return [];
    const text = { clauses: () => index.clauses(), outcomeOf: outcomesOf(state) };
    return passedBy(state.silences, now).flatMap((event) => [event, ...givenBySilence(state, event, text)]);
  }

  /** What a change of these clauses ended. */
  changed(state: RecordState, changes: Refreshed['clauses'], index: Pick<TextIndex, 'clause'>): SilenceEvent[] {
    const among = changes.filter(({ clause }) => this.of(state).clauses.has(clause));
    if (among.length === 0) return [];
    const outcomeOf = outcomesOf(state);
    // The number is no part of the version, since decisions issue numbers too; a drafter who gives another changes what was circulated.
    // So does one who puts it elsewhere.
    const renumbered = new Set(
      among.filter(({ before, after, left }) => left || before?.label !== after?.label).map(({ clause }) => clause),
    );
    return overtakenBy(
      state.silences,
      (id) => {
        const clause = index.clause(id);
        return clause === null || renumbered.has(id) ? null : clauseVersion(clause, outcomeOf);
      },
      among.map(({ clause }) => clause),
    );
  }

  /** What a decision ended, or a text that is another now: by all clauses on which silence runs. */
  decided(state: RecordState, clauses: () => readonly Clause[]): SilenceEvent[] {
    if (this.of(state).clauses.size === 0) return [];
    const reading = readingOf(clauses(), outcomesOf(state));
    return overtakenBy(state.silences, (clause) => reading.versionOf(clause));
  }

  private of({ silences }: RecordState): Watched {
    if (this.watched?.silences !== silences) {
      const clauses = new Set(runningSilences(silences).flatMap((one) => clausesWith(one, 'running')));
      this.watched = { silences, dueAt: nextDeadline(silences), clauses };
    }
    return this.watched;
  }
}
