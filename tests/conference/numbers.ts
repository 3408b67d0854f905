import { clauseIsOut } from '../../shared/proposals/standing.ts';
import { must } from '../../shared/base/assert.ts';
import { proposalId } from '../../shared/base/ids.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import { choicesOf } from '../../shared/record/lifting.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { standingWords } from '../../shared/proposals/clause-version.ts';
import type { Conference } from './conference.ts';

/** While numbers are frozen: a clause is numbered as an alternative of another, and not so after all; two are options, one of which goes. */
export async function alternatives(conference: Conference): Promise<void> {
  const { house, chair } = conference;
  const { view } = house;
  const outcomeOf = outcomesOf(view.state);
  const free = view.clauses().filter(({ kind, runs }) => kind === 'paragraph' && runs.length > 0);
  const [first, second] = [must(free[0], 'a paragraph'), must(free[1], 'another')];
  await house.give('drafter-1', { type: 'mark-alternative', clause: second.id, of: first.id });
  await house.give('drafter-1', { type: 'mark-alternative', clause: second.id, of: null });
  const article = must(
    chair
      .articles()
      .toReversed()
      .find(
        (one) => one.filter((clause) => view.statusOf(clause) < 0 && standingWords(clause, outcomeOf).trim() !== '').length > 4,
      ),
    'an article that is not agreed',
  );
  const [from, to] = article.filter((clause) => clause.kind === 'paragraph' && view.statusOf(clause) < 0);
  const [a, b] = [must(from, 'a paragraph').id, must(to, 'a paragraph').id];
  await house.give('chair', {
    type: 'set-options',
    rung: 2,
    options: [
      { from: a, to: a },
      { from: b, to: b },
    ],
    noText: true,
    reason: 'two approaches',
  });
  const choice = choicesOf(view.state).standing.at(-1);
  await house.give('chair', { type: 'lift-options', choice: must(choice, 'a choice'), reason: 'they may go together' });
  const [lifting] = choicesOf(house.view.state).lifted;
  await house.give('chair', { type: 'undo-lifting', lifting: must(lifting, 'what was lifted'), reason: 'they do not' });
  const [chosen, ...others] = [...view.state.proposals.keys()].filter((id) => view.state.proposals.get(id)?.option !== undefined);
  await chair.accept(
    must(chosen, 'an option'),
    others.filter((id) => view.isOpen(id)),
  );
  await chair.clear();
}

/** What stands for what went is said, and the text is renumbered: once too early, and then for good. */
export async function renumbering(conference: Conference): Promise<void> {
  const { house } = conference;
  const { view } = house;
  const outcomeOf = outcomesOf(view.state);
  const { kept } = view.state.numbering;
  const gone = view.clauses().find((one) => (one.runs.length === 0 ? kept.has(one.id) : clauseIsOut(one, outcomeOf)));
  const left = must(
    view.clauses().find((clause) => clause.kind === 'paragraph' && standingWords(clause, outcomeOf).trim() !== ''),
    'a paragraph',
  );
  await house.give('drafter-1', {
    type: 'note-tombstone',
    clause: must(gone, 'a clause of which nothing is left').id,
    parts: [{ what: '', fate: 'moved', to: left.id }],
  });
  const version = (): string => planRenumbering(house.view.clauses(), house.view.state, proposalId('shown')).version;
  await house.give('chair', { type: 'renumber', version: version() });
  await house.give('chair', { type: 'undo-renumbering', reason: 'a delegation still cites the old numbers' });
  await house.give('chair', { type: 'renumber', version: version() });
}
