import type { ProposalId } from '../../shared/base/ids.ts';
import { cleanPassages } from '../../shared/projection/clean.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import type { RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { isLabel, labelsOf } from './labels.ts';
import { standingOf, staysClean, type Character, type Outcome } from './naive.ts';
import { holds } from './violation.ts';

/** What is compared: the project's view of a text and a record, and the naive one of the same. */
export interface Compared {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
  readonly outcomeOf: OutcomeOf;
  readonly characters: readonly Character[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/**
 * The oracle that looks at each character by itself: what the projection shows, brackets and keeps clean must be what follows for that
 * character from its own marks and the record (invariants 2, 10, and the one rule of visibility).
 */
export function checkProjection(compared: Compared): void {
  const labelled = compared.characters.filter(({ character }) => isLabel(character));
  checkMarks(compared.clauses, labelled);
  checkDrawing(compared, labelled);
  checkClean(compared, labelled);
  for (const [id, { status }] of compared.state.proposals) {
    const outcome = status.state === 'open' || status.state === 'accepted' ? status.state : 'refused';
    holds(compared.outcomes.get(id) === outcome, 'the folded state says what the entries say', () => `${id}: ${outcome}`);
  }
}

/** What reading the document gives is what its items say. */
function checkMarks(clauses: readonly Clause[], labelled: readonly Character[]): void {
  const read = clauses.flatMap((clause) =>
    clause.runs.flatMap((run) =>
      Array.from(run.text)
        .filter(isLabel)
        .map((character) => tell({ character, clause: clause.id, insertions: run.insertions, deletions: run.deletions })),
    ),
  );
  same(read, labelled.map(tell), 'reading gives each character its marks');
}

function checkDrawing({ clauses, state, outcomeOf, outcomes }: Compared, labelled: readonly Character[]): void {
  const facts = {
    outcomeOf,
    orderOf: (id: ProposalId) => state.proposals.get(id)?.order ?? Number.MAX_SAFE_INTEGER,
    holdsNumber: (id: ProposalId) => state.proposals.get(id)?.holdsNumber ?? false,
  };
  const drawn: string[] = [];
  const around = new Set<string>();
  for (const { parts } of drawText(clauses, facts)) {
    for (const part of parts) {
      if (part.type === 'open') around.add(`${part.role} ${part.proposal}`);
      else if (part.type === 'close')
        holds(around.delete(`${part.role} ${part.proposal}`), 'a bracket that closes was open', () => part.proposal);
      else if (part.type === 'words') {
        for (const character of labelsOf(part.run.text))
          drawn.push(`${character} ${part.standing} ${[...around].toSorted().join()}`);
      }
    }
  }
  holds(around.size === 0, 'every bracket closes', () => [...around].join());
  const expected = labelled
    .filter((one) => standingOf(one, outcomes) !== 'out')
    .map((one) => `${one.character} ${standingOf(one, outcomes)} ${openEdges(one, outcomes)}`);
  same(drawn, expected, 'what is drawn, and in which brackets');
}

function openEdges(one: Character, outcomes: ReadonlyMap<string, Outcome>): string {
  const isOpen = (id: string): boolean => (outcomes.get(id) ?? 'open') === 'open';
  const edges = [
    ...one.insertions.filter(isOpen).map((id) => `insertion ${id}`),
    // The label of an option is in and wants out with one and the same bracket.
    ...one.deletions.filter((id) => isOpen(id) && !one.insertions.includes(id)).map((id) => `deletion ${id}`),
  ];
  return edges.toSorted().join();
}

function checkClean({ clauses, outcomeOf, outcomes, state }: Compared, labelled: readonly Character[]): void {
  const orderOf = (id: ProposalId): number => state.proposals.get(id)?.order ?? Number.MAX_SAFE_INTEGER;
  const clean = clauses.flatMap((clause) =>
    cleanPassages(clause, outcomeOf, orderOf).flatMap((passage) => {
      const accounted =
        passage.origin === null ? passage.run.insertions.length === 0 : passage.run.insertions.includes(passage.origin);
      holds(accounted, 'each clean character names what brought it in (invariant 10)', () => passage.text);
      return Array.from(passage.text).filter(isLabel);
    }),
  );
  same(
    clean,
    labelled.filter((one) => staysClean(one, outcomes)).map((one) => one.character),
    'what is clean',
  );
}

function same(got: readonly string[], expected: readonly string[], rule: string): void {
  const at = expected.findIndex((one, index) => got[index] !== one);
  if (at === -1 && got.length === expected.length) return;
  const place = at === -1 ? expected.length : at;
  holds(
    false,
    `the projection agrees with each character: ${rule}`,
    () => `${got[place]} instead of ${expected[place]} (${place})`,
  );
}

function tell({ character, clause, insertions, deletions }: Omit<Character, 'block'>): string {
  return `${character} ${clause} +${[...new Set(insertions)].toSorted().join()} -${[...new Set(deletions)].toSorted().join()}`;
}
