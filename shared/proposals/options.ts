import type { ClauseId, ProposalId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { TextChange, TextEdit } from '../text/change.ts';
import { SLOT, plainText, sortedIds, type Clause, type Run } from '../text/clause.ts';
import { optionLabel, saysNoText, writtenOption, type OptionRung } from '../text/option-label.ts';
import { withWholeTables } from '../text/tables.ts';
import { standingWords } from './clause-version.ts';
import type { OutcomeOf } from './standing.ts';

/** Clauses one behind the other, the first and the last included. */
export interface ClauseRange {
  readonly from: ClauseId;
  readonly to: ClauseId;
}

export interface OptionsInput {
  readonly clauses: readonly Clause[];
  /** The ranges that are options of one choice, in the order of the text. */
  readonly options: readonly ClauseRange[];
  /** Whether that nothing stands there is an option too. */
  readonly noText: boolean;
  readonly rung: OptionRung;
  readonly outcomeOf: OutcomeOf;
  /** The rung of a proposal that is an option; null for any other. */
  readonly rungOf: (proposal: ProposalId) => OptionRung | null;
  /** Whether a proposal came with an imported text and is open: its bracket round a range is taken for the option's. */
  readonly isInherited: (proposal: ProposalId) => boolean;
  readonly newClause: () => ClauseId;
  readonly newProposal: () => ProposalId;
}

/** An option as it is written into the text. */
export interface WrittenOption {
  readonly proposal: ProposalId;
  readonly label: string;
  /** Its clauses, the one with its label included. */
  readonly clauses: readonly ClauseId[];
  readonly isNoText: boolean;
  /** False where the bracket stood there already, and only becomes an option. */
  readonly isNew: boolean;
}

export interface OptionsPlan {
  readonly changes: readonly TextChange[];
  readonly options: readonly WrittenOption[];
}

/**
 * How ranges of clauses become options: all their characters get an `insertion` of the option, so that they are out once it is refused. Its
 * label stands over it in words that carry an `insertion` and a `deletion` of it: they are seen while it is open, and go however it is
 * decided. An option without text is such a label and nothing else. So the marks say all, and no decision writes a word.
 */
export function planOptions(input: OptionsInput): Result<OptionsPlan, string> {
  const ranges: Clause[][] = [];
  let reached = -1;
  for (const { from, to } of input.options) {
    const start = input.clauses.findIndex((clause) => clause.id === from);
    const end = input.clauses.findIndex((clause) => clause.id === to);
    if (start === -1 || end === -1) return refuse('One of the clauses is no longer in the text.');
    if (end < start) return refuse('The first clause of an option stands before its last.');
    if (start <= reached) return refuse('Options stand one behind the other, and no clause is in two of them.');
    reached = end;
    ranges.push(input.clauses.slice(start, end + 1));
  }
  if (ranges.length === 0 || ranges.length + (input.noText ? 1 : 0) < 2)
    return refuse('A choice has two options at least, one of which has text.');
  if (ranges.some((range) => range.every((clause) => standingWords(clause, input.outcomeOf).trim() === '')))
    return refuse('One of the options has no words in the text.');
  if (ranges.some((range) => withWholeTables(range, input.clauses).length > range.length))
    return refuse('A table is in an option whole, or not at all.');
  const fault = ranges.map((range) => rungFault(range, input)).find((one) => one !== null);
  if (fault !== undefined && fault !== null) return refuse(fault);
  const written = ranges.map((range, place) => writeOption(range, place, input));
  if (input.noText) written.push(writeNoText(ranges, input));
  return ok({ changes: written.flatMap((one) => one.changes), options: written.map((one) => one.option) });
}

/** What encloses an option is of a rung further out, what it encloses of one further in. */
function rungFault(range: readonly Clause[], { rung, rungOf, outcomeOf }: OptionsInput): string | null {
  const around = new Set(common(range, outcomeOf).insertions);
  for (const id of new Set(range.flatMap((clause) => clause.runs.flatMap((run) => run.insertions)))) {
    const other = outcomeOf(id) === 'open' ? rungOf(id) : null;
    if (other === null) continue;
    if (around.has(id) && other >= rung) return 'It lies within an option, so its own options are lettered on a rung further in.';
    if (!around.has(id) && other <= rung) return 'There are options in it, so its own are lettered on a rung further out.';
  }
  return null;
}

interface Written {
  readonly changes: readonly TextChange[];
  readonly option: WrittenOption;
}

function writeOption(range: readonly Clause[], place: number, input: OptionsInput): Written {
  const [first] = range;
  if (first === undefined) throw new Error('an option has clauses');
  const around = common(range, input.outcomeOf);
  const standingBracket = bracketOf(range, around.insertions, input);
  const proposal = standingBracket ?? input.newProposal();
  const words = range.map(plainText).join('');
  const heading = first.kind === 'option' ? writtenOption(plainText(first)) : '';
  // A text that was imported says so in words, which are no more to stand than a label is.
  const isNoText = saysNoText(words.slice(heading.length));
  const changes: TextChange[] = [];
  for (const clause of range) {
    const edits = [
      ...(standingBracket === null ? wholly(clause, proposal) : []),
      ...(isNoText ? outWhole(clause, proposal) : clause === first && heading !== '' ? labelled(clause, heading, proposal) : []),
    ];
    if (edits.length > 0) changes.push({ type: 'edit', clause: clause.id, edits });
  }
  const label = heading === '' ? optionLabel(input.rung, place) : heading.replaceAll(/[*_]/g, '');
  const head = heading === '' ? labelClause(label, { proposal, around, level: levelOf(first) }, input) : null;
  if (head !== null) {
    const before = input.clauses[input.clauses.indexOf(first) - 1]?.id ?? null;
    changes.unshift({ type: 'insert', after: before, clause: head });
  }
  const clauses = [...(head === null ? [] : [head.id]), ...range.map((clause) => clause.id)];
  return { changes, option: { proposal, label, clauses, isNoText, isNew: standingBracket === null } };
}

/** It stands behind the last of the others, in whatever all of them stand in. */
function writeNoText(ranges: readonly (readonly Clause[])[], input: OptionsInput): Written {
  const proposal = input.newProposal();
  const label = optionLabel(input.rung, ranges.length);
  const own = new Set(ranges.flatMap((range) => bracketOf(range, common(range, input.outcomeOf).insertions, input) ?? []));
  const all = common(ranges.flat(), input.outcomeOf);
  const around = { ...all, insertions: all.insertions.filter((id) => !own.has(id)) };
  const last = ranges.at(-1)?.at(-1);
  if (last === undefined) throw new Error('a choice has clauses');
  const head = labelClause(`${label}: No text`, { proposal, around, level: levelOf(last) }, input);
  return {
    changes: [{ type: 'insert', after: last.id, clause: head }],
    option: { proposal, label, clauses: [head.id], isNoText: true, isNew: true },
  };
}

/** A bracket of an imported text that holds just this range: of several the last by its id. */
function bracketOf(range: readonly Clause[], around: readonly ProposalId[], input: OptionsInput): ProposalId | null {
  const within = new Set(range);
  const elsewhere = input.clauses.filter((clause) => !within.has(clause));
  const exact = around.filter(
    (id) =>
      input.isInherited(id) &&
      input.rungOf(id) === null &&
      !elsewhere.some((clause) => clause.runs.some((run) => run.insertions.includes(id))),
  );
  return exact.at(-1) ?? null;
}

function outWhole(clause: Clause, proposal: ProposalId): TextEdit[] {
  const length = clause.runs.reduce((sum, run) => sum + run.text.length, 0);
  return length === 0 ? [] : [{ type: 'mark', at: 0, length, role: 'deletion', proposal }];
}

function wholly(clause: Clause, proposal: ProposalId): TextEdit[] {
  const length = clause.runs.reduce((sum, run) => sum + run.text.length, 0);
  if (length === 0) return [{ type: 'insert', at: 0, run: { text: SLOT, insertions: [proposal], deletions: [] } }];
  return [{ type: 'mark', at: 0, length, role: 'insertion', proposal }];
}

/** Takes the label of a clause, with what divides it from the words behind it, for the option's. Slots among it are passed over. */
function labelled(clause: Clause, label: string, proposal: ProposalId): TextEdit[] {
  const text = clause.runs.map((run) => run.text).join('');
  const words = plainText(clause);
  let left = label.length + (/^[:.*_]*\s*/.exec(words.slice(label.length))?.[0].length ?? 0);
  let length = 0;
  while (left > 0 && length < text.length) {
    if (text[length] !== SLOT) left -= 1;
    length += 1;
  }
  return [{ type: 'mark', at: 0, length, role: 'deletion', proposal }];
}

function labelClause(
  words: string,
  {
    proposal,
    around,
    level,
  }: { readonly proposal: ProposalId; readonly around: Pick<Run, 'insertions' | 'deletions'>; readonly level: number },
  { newClause }: OptionsInput,
): Clause {
  const run: Run = {
    text: words,
    insertions: sortedIds([...around.insertions, proposal]),
    deletions: sortedIds([...around.deletions, proposal]),
  };
  return { id: newClause(), kind: 'option', level, label: '', runs: [run] };
}

function levelOf({ kind, level }: Clause): number {
  return kind === 'paragraph' || kind === 'subparagraph' || kind === 'text' || kind === 'option' ? level : 0;
}

/** The open proposals that all characters of these clauses carry. */
function common(clauses: readonly Clause[], outcomeOf: OutcomeOf): Pick<Run, 'insertions' | 'deletions'> {
  const runs = clauses.flatMap((clause) => clause.runs);
  const all = (role: 'insertions' | 'deletions'): ProposalId[] =>
    (runs[0]?.[role] ?? []).filter((id) => outcomeOf(id) === 'open' && runs.every((run) => run[role].includes(id)));
  return { insertions: all('insertions'), deletions: all('deletions') };
}
