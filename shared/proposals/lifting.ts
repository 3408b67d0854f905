import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { TextChange, TextEdit } from '../text/change.ts';
import { SLOT, withoutSlots, type Clause } from '../text/clause.ts';
import { writtenOption } from '../text/option-label.ts';

/** The labels of options that are lifted, as words that go. */
export interface LiftedLabels {
  readonly changes: readonly TextChange[];
  readonly clauses: readonly ClauseId[];
  readonly deleted: readonly string[];
}

/**
 * How the labels of options go where they are lifted: their characters get a `deletion` of the lifting, which is in force from its entry on,
 * and come back with them when it is taken back. What says that there is no text stays, without its label.
 */
export function planLifting(
  clauses: readonly Clause[],
  options: ReadonlyMap<ProposalId, { readonly noText: boolean }>,
  lifting: ProposalId,
): LiftedLabels {
  const changes: TextChange[] = [];
  const deleted: string[] = [];
  const touched: ClauseId[] = [];
  for (const clause of clauses) {
    const edits = [...options].flatMap(([proposal, { noText }]) => labelOf(clause, proposal, { noText, lifting }));
    if (edits.length === 0) continue;
    const words = clause.runs.map(({ text }) => text).join('');
    deleted.push(...edits.map(({ at, length }) => withoutSlots(words.slice(at, at + length))));
    changes.push({ type: 'edit', clause: clause.id, edits });
    touched.push(clause.id);
  }
  return { changes, clauses: touched, deleted };
}

type Mark = Extract<TextEdit, { type: 'mark' }>;

/** What carries an insertion and a deletion of an option is its label, or says that there is no text behind one. */
function labelOf(
  clause: Clause,
  proposal: ProposalId,
  { noText, lifting }: { readonly noText: boolean; readonly lifting: ProposalId },
): Mark[] {
  const marks: Mark[] = [];
  let at = 0;
  for (const { text, insertions, deletions } of clause.runs) {
    if (insertions.includes(proposal) && deletions.includes(proposal))
      marks.push({ type: 'mark', at, length: text.length, role: 'deletion', proposal: lifting });
    at += text.length;
  }
  const [first] = marks;
  if (first === undefined || !noText) return marks;
  const words = clause.runs
    .map(({ text }) => text)
    .join('')
    .slice(first.at);
  const length = labelLength(words);
  return length === 0 ? [] : [{ ...first, length }];
}

/** The label with which words begin, with what divides it from those behind it. */
function labelLength(words: string): number {
  const plain = withoutSlots(words);
  const label = writtenOption(plain);
  if (label === '') return 0;
  let left = label.length + (/^[:.*_]*\s*/.exec(plain.slice(label.length))?.[0].length ?? 0);
  let length = 0;
  while (left > 0 && length < words.length) {
    if (words[length] !== SLOT) left -= 1;
    length += 1;
  }
  return length;
}
