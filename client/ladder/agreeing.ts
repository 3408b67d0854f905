import type { ClauseId } from '../../shared/base/ids.ts';
import { lowered } from '../../shared/base/phrases.ts';
import { shortened } from '../../shared/base/shortened.ts';
import { articleRound } from '../../shared/projection/status.ts';
import { clauseVersion, openIn, standingWords } from '../../shared/proposals/clause-version.ts';
import { decideLadder } from '../../shared/record/agreeing.ts';
import { clauseName } from '../../shared/record/clause-names.ts';
import type { Rung } from '../../shared/record/ladder.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** What a chair is about to do with clauses. */
export interface Agreeing {
  readonly act: 'agree' | 'reopen';
  readonly clauses: readonly ClauseId[];
  /** How they are named together: "Article 1", or a single clause's number. */
  readonly name: string;
}

/** What a chair saw of clauses when they began: a version of each. */
export type SeenClauses = ReadonlyMap<ClauseId, string>;

const LONGEST_NAME = 42;

/** Agreeing or reopening the clauses picked out, or the whole article round the last of them; null where there is nothing to do it with. */
export function agreeingOn(
  snapshot: DraftSnapshot,
  act: Agreeing['act'],
  { selected, whole }: { readonly selected: readonly Clause[]; readonly whole: boolean },
): Agreeing | null {
  const last = selected.at(-1);
  if (last === undefined) return null;
  const clauses = whole
    ? articleRound(snapshot.clauses, last.id, snapshot.state)
    : selected.filter(({ runs }) => runs.length > 0);
  const concerned = act === 'agree' ? clauses : clauses.filter(({ id }) => snapshot.state.ladder.agreed.has(id));
  const [first] = clauses;
  if (first === undefined || concerned.length === 0) return null;
  const name = whole
    ? articleName(snapshot, clauses)
    : clauses.length === 1
      ? lowered(clauseName(first, snapshot.numbers.get(first.id) ?? '', outcomesOf(snapshot.state)))
      : `${clauses.length} clauses`;
  return { act, clauses: concerned.map(({ id }) => id), name };
}

/** What an article is called: its heading, without a title that would be long. */
function articleName({ state }: DraftSnapshot, clauses: readonly Clause[]): string {
  const [first] = clauses;
  if (first === undefined || !isHeading(first.kind)) return 'all down to the first heading';
  const words = standingWords(first, outcomesOf(state)).trim();
  return shortened(words, LONGEST_NAME);
}

/** A version of each of these clauses as they stand now. */
export function seeClauses({ byId, state }: DraftSnapshot, clauses: readonly ClauseId[]): SeenClauses {
  const outcomeOf = outcomesOf(state);
  return new Map(
    clauses.flatMap((id) => {
      const clause = byId.get(id);
      const version = clause === undefined ? null : clauseVersion(clause, outcomeOf);
      return version === null ? [] : [[id, version] as const];
    }),
  );
}

/** How many brackets are open in a clause. */
export function bracketsIn({ state }: DraftSnapshot, clause: Clause): number {
  return openIn(clause, outcomesOf(state)).size;
}

/** Those of the clauses that are not as high on the ladder already. */
function belowRung(snapshot: DraftSnapshot, clauses: readonly ClauseId[], rung: Rung): ClauseId[] {
  const place = snapshot.state.ladder.rungs.indexOf(rung);
  return clauses.filter((id) => (snapshot.statusOf.get(id)?.place ?? -1) < place);
}

/** The command that agrees clauses as they were seen, and why it would be refused; null where it would not. */
export function agreeCommand(snapshot: DraftSnapshot, rung: Rung, seen: SeenClauses) {
  const clauses = belowRung(snapshot, [...seen.keys()], rung).map((clause) => ({ clause, version: seen.get(clause) ?? '' }));
  const command = { type: 'agree', rung: rung.id, clauses } as const;
  const { state } = snapshot;
  const decision = decideLadder(state.ladder, command, {
    clauses: snapshot.clauses,
    outcomeOf: outcomesOf(state),
    numbering: state.numbering,
  });
  return { command, refusal: decision.ok ? null : decision.refusal };
}
