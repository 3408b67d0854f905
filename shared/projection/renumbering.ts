import { canonical, type Json } from '../base/canonical.ts';
import { sha256 } from '../base/sha256.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import { clauseVersion } from '../proposals/clause-version.ts';
import { markEdit } from '../proposals/marking.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import { isGone } from '../record/gone-clauses.ts';
import type { ConcordanceRow, Renumbering } from '../record/numbering.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { addressesOf, addressWords, headNumber, type Address, type LegibleClause } from '../text/addresses.ts';
import { changeText, type TextChange, type TextEdit } from '../text/change.ts';
import { sliceRuns, sortedIds, type Clause } from '../text/clause.ts';
import { isHeading } from '../text/numbering.ts';
import { sameNumberKey, writtenNumber } from '../text/number-style.ts';
import { referencesIn } from '../text/references.ts';
import { consecutiveNumbers } from './consecutive.ts';
import { seenClause } from './legible.ts';
import { numbersOf, type Numbers } from './numbers.ts';
import { numberedText } from './tombstones.ts';

/** What renumbering a text would do, and how it is written. */
export interface PlannedRenumbering {
  readonly plan: Renumbering;
  readonly changes: readonly TextChange[];
  /** Of the concordance as it is shown: an act names it, and is refused where it has changed since. 64 hexadecimal digits. */
  readonly version: string;
}

/**
 * Consecutive numbers for all clauses, each series in its own style: parts, articles, paragraphs, subparagraphs. bis, ter, ante and alt go,
 * and with the tombstones the places they kept. A series begins anew where its numbers begin anew. Numbers in headings, and references to
 * whatever has another number now, are rewritten by words that belong to `proposal`: so each of them names the renumbering, and the old ones
 * come back with it (invariants 6, 10).
 */
export function planRenumbering(clauses: readonly Clause[], state: RecordState, proposal: ProposalId): PlannedRenumbering {
  const outcomeOf = outcomesOf(state);
  const shown = numbersOf(clauses, state);
  const stands = clauses.filter((clause) => !isGone(clause, state.numbering, outcomeOf));
  const seen = stands.map((clause) => seenClause(clause, shown.of.get(clause.id) ?? '', outcomeOf));
  const next = consecutiveNumbers(numberedText(clauses, state, shown), shown.tombstones);
  const labels = stands.flatMap(({ id, kind, label }) => {
    const after = isHeading(kind) ? undefined : next.get(id);
    return after === undefined || after === label ? [] : [{ clause: id, before: label, after }];
  });
  const edits = wordEditsOf(seen, next);
  const byId = new Map(stands.map((clause) => [clause.id, clause]));
  const worded: TextChange[] = [...edits].flatMap(([id, list]) => {
    const clause = byId.get(id);
    return clause === undefined
      ? []
      : [
          {
            type: 'edit' as const,
            clause: id,
            edits: list.flatMap((edit) => goingWith(clause, markEdit(clause, edit, { outcomeOf, proposal }))),
          },
        ];
  });
  const changes: TextChange[] = [
    ...labels.map(({ clause, after }) => ({ type: 'label' as const, clause, label: after })),
    ...worded,
  ];
  const after = changeText(stands, changes);
  const outcomeAfter: OutcomeOf = (id) => (id === proposal ? 'accepted' : outcomeOf(id));
  const plan: Renumbering = {
    proposal: worded.length === 0 ? null : proposal,
    clauses: [...edits.keys()],
    inserted: [...edits.values()].flatMap((list) => list.map(({ text }) => text)),
    deleted: [...edits].flatMap(([id, list]) =>
      list.map(({ at, length }) => (seen.find((one) => one.id === id)?.words ?? '').slice(at, at + length)),
    ),
    rows: concordance(clauses, { state, shown, after, outcomeAfter, next }),
    labels,
    carried: [...edits.keys()].flatMap((id) => {
      const [before, now] = [byId.get(id), after.find((clause) => clause.id === id)];
      const was = before === undefined ? null : clauseVersion(before, outcomeOf);
      const is = now === undefined ? null : clauseVersion(now, outcomeAfter);
      return was !== null && is !== null && state.ladder.agreed.get(id)?.version === was
        ? [{ clause: id, before: was, after: is }]
        : [];
    }),
  };
  return { plan, changes, version: versionOf(plan) };
}

/** A number goes with the words in which it stands: once what brought in those that it takes the place of is reopened, it is within its brackets. */
function goingWith({ runs }: Clause, edits: readonly TextEdit[]): TextEdit[] {
  const struck = edits.flatMap((edit) => (edit.type === 'mark' ? sliceRuns(runs, edit.at, edit.at + edit.length) : []));
  const common = (role: 'insertions' | 'deletions'): ProposalId[] =>
    (struck[0]?.[role] ?? []).filter((id) => struck.every((run) => run[role].includes(id)));
  const [insertions, deletions] = [common('insertions'), common('deletions')];
  return edits.map((edit) =>
    edit.type === 'mark'
      ? edit
      : {
          ...edit,
          run: {
            ...edit.run,
            insertions: sortedIds([...edit.run.insertions, ...insertions]),
            deletions: sortedIds([...edit.run.deletions, ...deletions]),
          },
        },
  );
}

/** Of what it would do, whatever id its words will have. */
function versionOf({ rows, labels, inserted, deleted, clauses }: Renumbering): string {
  return sha256(canonical({ rows, labels, inserted, deleted, clauses } as unknown as Json));
}

interface NumberEdit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/** Which words give way to which, by clause, in ascending order. */
function wordEditsOf(seen: readonly LegibleClause[], next: ReadonlyMap<ClauseId, string>): Map<ClauseId, NumberEdit[]> {
  const edits = new Map<ClauseId, NumberEdit[]>();
  const add = (clause: ClauseId, edit: NumberEdit): void => void edits.set(clause, [...(edits.get(clause) ?? []), edit]);
  for (const { id, kind, words } of seen) {
    const head = isHeading(kind) ? headNumber(words) : null;
    const number = next.get(id);
    if (head !== null && number !== undefined && number !== head.number)
      add(id, { at: head.from, length: head.to - head.from, text: inCaseOf(number, head.number) });
  }
  for (const { mentions } of referencesIn(seen)) {
    for (const { clause, from, to, text, target } of mentions) {
      const number = target === null ? undefined : next.get(target);
      const core = number === undefined ? null : citedNumber(number, text);
      if (core === null || sameNumberKey(core) === sameNumberKey(text)) continue;
      add(clause, { at: from, length: to - from, text: text.startsWith('(') ? `(${core})` : inCaseOf(core, text) });
    }
  }
  for (const [clause, list] of edits) edits.set(clause, distinct(list.toSorted((a, b) => a.at - b.at)));
  return edits;
}

/** A new number as a reference has it that was written `like` this: of "1.2" all in the place of "1.3", the 2 in the place of "3". */
function citedNumber(number: string, like: string): string {
  const written = writtenNumber(number);
  if (written === null) return number;
  return like.includes('.') ? `${written.before}${written.core}` : written.core;
}

function distinct(edits: readonly NumberEdit[]): NumberEdit[] {
  return edits.filter((edit, index) => index === 0 || edit.at !== edits[index - 1]?.at);
}

/** A capital figure stays one. */
function inCaseOf(number: string, like: string): string {
  return /^[IVXLC]+(?![a-z])/.test(like) ? number.toUpperCase() : number;
}

interface Concordant {
  readonly state: RecordState;
  readonly shown: Numbers;
  readonly after: readonly Clause[];
  readonly outcomeAfter: OutcomeOf;
  readonly next: ReadonlyMap<ClauseId, string>;
}

function concordance(clauses: readonly Clause[], { state, shown, after, outcomeAfter, next }: Concordant): ConcordanceRow[] {
  const before = addressesOf(numberedText(clauses, state, shown));
  const now = addressesOf(
    after.map((clause) => seenClause(clause, next.get(clause.id) ?? shown.of.get(clause.id) ?? '', outcomeAfter)),
  );
  const called = (addresses: ReadonlyMap<ClauseId, Address>, id: ClauseId): string => {
    const address = addresses.get(id);
    return address === undefined ? '' : addressWords(address);
  };
  return clauses.flatMap(({ id }): ConcordanceRow[] => {
    const from = called(before, id);
    const tombstone = shown.tombstones.get(id);
    if (from === '' || (tombstone === undefined && !next.has(id))) return [];
    if (tombstone === undefined) {
      const to = called(now, id);
      return [{ clause: id, from, to, fate: to === from ? 'same' : 'renumbered', went: '' }];
    }
    const { parts } = tombstone;
    const [only] = parts;
    const fate = parts.length > 1 || (only !== undefined && only.what !== '') ? 'split' : (only?.fate ?? 'deleted');
    const went = parts.map(({ what, fate: its, to }) =>
      [what, ...(fate === 'split' ? [its === 'merged' ? 'merged into' : its] : []), ...(to === null ? [] : [called(now, to)])]
        .filter((part) => part !== '')
        .join(' '),
    );
    return [{ clause: id, from, to: '', fate, went: fate === 'deleted' ? '' : went.join('; ') }];
  });
}
