import type { ClauseId, ProposalId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { plainText, type Clause } from '../text/clause.ts';
import { standing, type OutcomeOf } from './standing.ts';
import { rebaseEdits, wordEdits, type WordEdit } from './wording.ts';

/** A change that a delegation prepared in private, and the text into which it is to come. */
export interface Prepared {
  /** The clauses concerned when the preparation began, what was out left out. */
  readonly base: readonly Clause[];
  /** The same, with new ones in between, as the delegation has edited them. */
  readonly edited: readonly Clause[];
  /** The text as it stands now. */
  readonly current: readonly Clause[];
  readonly outcomeOf: OutcomeOf;
  readonly proposal: ProposalId;
  /** How clauses are shown where they do not fit, as they stood when the preparation began, or are prepared, and as they stand now; absent: as words alone. */
  readonly reads?: { readonly then: (clause: Clause) => string; readonly now: (clause: Clause) => string };
}

/** Where a prepared change and the text as it stands now do not fit together. */
export interface Clash {
  readonly clause: ClauseId;
  /** How the clause read when the preparation began, reads as prepared, and stands now (null: gone). */
  readonly base: string;
  readonly yours: string;
  readonly now: string | null;
  readonly why: string;
}

/** The edits of one clause as they fit its present words. */
interface Placed<Edit> {
  readonly clause: Clause;
  readonly words: string;
  readonly edits: readonly Edit[];
}

/** Moves the edits of one clause over to its present words; refused where they do not fit. */
export function placeEdits<Edit extends WordEdit>(
  base: Clause,
  edits: readonly Edit[],
  { current, outcomeOf }: { readonly current: Clause | undefined; readonly outcomeOf: OutcomeOf },
): Result<Placed<Edit>, Pick<Clash, 'now' | 'why'>> {
  if (current === undefined) return refuse({ now: null, why: 'The clause is no longer in the text.' });
  const [before, now] = [plainText(base), visibleWords(current, outcomeOf)];
  if (now === '' && before !== '') return refuse({ now, why: 'The clause is out of the text.' });
  const others = wordEdits(before, now);
  const moved = rebaseEdits(edits, others);
  if (moved === null) return refuse({ now, why: 'The same words have been changed in the text since you began.' });
  if (edits.some((edit) => rebaseEdits([edit], others)?.some((one) => runsTogether({ edit, base: before, moved: one, now }))))
    return refuse({ now, why: 'The space beside your words has gone from the text since you began.' });
  return ok({ clause: current, words: now, edits: moved });
}

/** Whether new words, where they come to stand, would run into others from which a space parted them. */
function runsTogether({ edit, base, moved, now }: Record<'edit' | 'moved', WordEdit> & Record<'base' | 'now', string>): boolean {
  const meets = (inner: string, was: string, is: string): boolean =>
    /[\p{L}\p{N}]/u.test(inner) && /\s/.test(was) && /[\p{L}\p{N}]/u.test(is);
  return (
    meets(edit.text.charAt(0), base.charAt(edit.at - 1), now.charAt(moved.at - 1)) ||
    meets(edit.text.at(-1) ?? '', base.charAt(edit.at + edit.length), now.charAt(moved.at + moved.length))
  );
}

function visibleWords({ runs }: Clause, outcomeOf: OutcomeOf): string {
  return plainText({ runs: runs.filter((run) => standing(run, outcomeOf) !== 'out') });
}
