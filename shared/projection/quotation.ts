import type { ProposalId } from '../base/ids.ts';
import { placesCarrying } from '../text/carrying.ts';
import { withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { withoutNoteMarks } from '../text/numbering.ts';

/**
 * A proposal's words for quotation, whatever became of it: each piece with the brackets that lie within it, whether still open or not,
 * so that alternatives stay apart; pieces are divided by " … ". Those it brings in, or where it brings in none but a space, those it wants out. The mark of a
 * footnote is no word, and is left out.
 */
export function quotation(clauses: readonly Clause[], proposal: ProposalId): string {
  const carried = clauses.map((clause) => ({ clause, places: placesCarrying(clause, proposal) }));
  const brings = ({ insertions, text }: Run): boolean => insertions.includes(proposal) && text.trim() !== '';
  const role = carried.some(({ clause: { runs }, places }) => places.some((at) => runs[at] !== undefined && brings(runs[at])))
    ? 'insertions'
    : 'deletions';
  return carried
    .flatMap(({ clause, places }) => {
      const own = places.filter((at) => clause.runs[at]?.[role].includes(proposal));
      return stretchesOf(own).map(([from, to]) => quotePiece(clause, from, to));
    })
    .filter((piece) => piece !== '')
    .join(' … ');
}

/** The stretches [from, to) of places that stand side by side. */
function stretchesOf(places: readonly number[]): [number, number][] {
  const stretches: [number, number][] = [];
  for (const at of places) {
    const last = stretches.at(-1);
    if (last?.[1] === at) last[1] = at + 1;
    else stretches.push([at, at + 1]);
  }
  return stretches;
}

/**
 * The runs [from, to) of a clause by themselves: what encloses all of them is not quoted. Just what changes from one run to the next is looked at:
 * of brackets within brackets each would else cost all that are round it.
 */
function quotePiece(clause: Clause, from: number, to: number): string {
  const turns = turnsOf(clause).slice(from + 1, to);
  const carried = begunBefore(turns);
  const drawn = new Map<ProposalId, Mark['role']>();
  const touched = new Set([...carried.insertions, ...carried.deletions]);
  let quoted = '';
  for (const [index, run] of clause.runs.slice(from, to).entries()) {
    for (const { role, id, begins } of turns[index - 1] ?? []) {
      if (begins) carried[role].add(id);
      else carried[role].delete(id);
      touched.add(id);
    }
    if (run.text === '') continue;
    let [closing, opening] = ['', ''];
    for (const id of touched) {
      // What is brought in and wanted out by one proposal, as an option's label is, has one bracket.
      const now = carried.insertions.has(id) ? 'insertions' : carried.deletions.has(id) ? 'deletions' : undefined;
      const was = drawn.get(id);
      if (now === was) continue;
      if (was !== undefined) closing += ']';
      if (now !== undefined) opening += '[';
      if (now === undefined) drawn.delete(id);
      else drawn.set(id, now);
    }
    touched.clear();
    quoted += `${closing}${opening}${withoutSlots(run.text)}`;
  }
  return withoutNoteMarks(`${quoted}${']'.repeat(drawn.size)}`).trim();
}

/** A proposal that a run carries and the one before does not (`begins`), or the other way round. */
interface Mark {
  readonly role: 'insertions' | 'deletions';
  readonly id: ProposalId;
  readonly begins: boolean;
}

const known = new WeakMap<Clause, readonly (readonly Mark[])[]>();

/** What begins and ends before each run of a clause. */
function turnsOf(clause: Clause): readonly (readonly Mark[])[] {
  let turns = known.get(clause);
  if (turns === undefined) known.set(clause, (turns = clause.runs.map((run, at) => turnOf(clause.runs[at - 1], run))));
  return turns;
}

function turnOf(before: Run | undefined, run: Run): Mark[] {
  return (['insertions', 'deletions'] as const).flatMap((role) => {
    const [were, are] = [new Set(before?.[role]), new Set(run[role])];
    const begun = [...are].filter((id) => !were.has(id)).map((id) => ({ role, id, begins: true }));
    return [...begun, ...[...were].filter((id) => !are.has(id)).map((id) => ({ role, id, begins: false }))];
  });
}

/** What the first run of some carries and another does not: it ends at one of the turns between them, and had not begun at one before. */
function begunBefore(turns: readonly (readonly Mark[])[]): Record<Mark['role'], Set<ProposalId>> {
  const begun = { insertions: new Set<ProposalId>(), deletions: new Set<ProposalId>() };
  const before = { insertions: new Set<ProposalId>(), deletions: new Set<ProposalId>() };
  for (const { role, id, begins } of turns.flat()) {
    if (begins) begun[role].add(id);
    else if (!begun[role].has(id)) before[role].add(id);
  }
  return before;
}
