import { expect, it } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { clashReadings } from '../../shared/projection/clash-readings.ts';
import { differencesOf, withoutEntryWords } from '../../shared/projection/difference.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from './built.ts';

/** What differs between two texts, of which the first stands at an entry and the second at the last, and what is said of it. */
function compared(then: readonly Clause[], now: readonly Clause[], events: readonly RecordEvent[], at: number): string[] {
  const entries = entriesOf(events);
  const sides = [
    { clauses: then, state: replay(entries.slice(0, at)) },
    { clauses: now, state: replay(entries) },
  ] as const;
  return differencesOf(...sides, { entries, registry: REGISTRY }).flatMap(({ clause: one, because }) =>
    one.type === 'same' ? [] : [because.map(({ sentence }) => sentence).join(' ') || withoutEntryWords(one)],
  );
}

const rung = { id: 'ad-ref', name: 'Agreed by the Friends', body: '', tag: 'Agreed', colour: 'sand' } as const;

it('[V7] what a clause had come to before is known to the entries that are told, by the names of that time', () => {
  const id = clauseId('c1');
  const events: RecordEvent[] = [
    imported(),
    { type: 'LadderSet', rungs: [rung] },
    { type: 'ClauseAgreed', clause: id, rung: 'ad-ref', version: '0123456789abcdef'.repeat(4), settles: [] },
    { type: 'ClauseEdited', clause: id, before: 'Words.', after: 'Other words.' },
    { type: 'ClauseAgreed', clause: id, rung: 'ad-ref', version: '0123456789abcdef'.repeat(4), settles: [] },
  ];
  expect(compared([clause('c1', 'Words.')], [clause('c1', 'Other words.')], events, 3)).toEqual([
    'The secretariat edited the words: “Words.” became “Other words.”. With that the clause was no longer agreed by the Friends. The secretariat declared this clause agreed by the Friends.',
  ]);
});

it('[V7] of a clause that is but numbered otherwise, since another went, it is not said that its entry is still to come', () => {
  const [first, second] = [clause('c1', 'First.'), clause('c2', 'Second[^b].')];
  const notes = [
    clause('n1', 'A.', { kind: 'footnote', label: '[^a]:' }),
    clause('n2', 'B.', { kind: 'footnote', label: '[^b]:' }),
  ];
  const noted = clause('c1', 'First[^a].');
  const gone: RecordEvent = { type: 'ClauseEdited', clause: clauseId('c1'), before: 'First.', after: null };
  const numbered = 'It is numbered otherwise since something came or went before it.';
  const removed = 'The secretariat removed this clause, which read “First.”.';
  expect(compared([first, second, notes[1]!], [second, notes[1]!], [imported(), gone], 1)).toEqual([removed, numbered]);
  expect(
    compared(
      [noted, second, ...notes],
      [first, second, ...notes],
      [imported(), { ...gone, before: 'First[^a].', after: 'First.' }],
      1,
    ),
  ).toEqual([expect.stringContaining('edited the words'), numbered, expect.anything(), numbered]);
  expect(compared([first], [clause('c1', 'First and last.')], [imported()], 1)).toEqual([
    'No entry of the record between the two concerns it yet.',
  ]);
});

it('[P5] a clash is shown with the brackets in which alternatives stand: then as they stood, now as they stand', () => {
  const [base, edited, current] = ['report', 'report yearly', 'report monthly'].map((words) => [
    clause('c1', `By <a 2020><b X>, ${words}.`),
  ]);
  const state = stateOf(imported('a', 'b'), { type: 'ProposalDropped', proposal: proposalId('b'), version: '', ground: 'none' });
  const [outcomeOf, reads] = [outcomesOf(state), clashReadings(base!, state)];
  const drafted = redraft({ base: base!, edited: edited!, current: current!, outcomeOf, proposal: proposalId('p'), reads });
  expect(drafted).toMatchObject({
    ok: false,
    refusal: [{ base: 'By [2020][X], report.', yours: 'By [2020][X], report yearly.', now: 'By [2020], report monthly.' }],
  });
});
