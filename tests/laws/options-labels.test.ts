import { describe, expect, it } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { importText } from '../../shared/import/import.ts';
import { bracketedText } from '../../shared/projection/bracketed.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { EMPTY_STATE, type RecordState } from '../../shared/record/state.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { writtenOption } from '../../shared/text/option-label.ts';
import { clause, REGISTRY } from '../projection/built.ts';
import { Desk, ladder } from './options-desk.ts';

describe('the labels of options', () => {
  it('[X4] a label that stands in the text already is taken, and goes with the choice; its clause keeps its words', () => {
    const desk = new Desk([
      clause('c0', 'Option 1: The Council meets.', { kind: 'option' }),
      clause('c1', 'Option 2', { kind: 'option' }),
      clause('c2', 'It does not meet.'),
    ]);
    expect(
      desk.set(3, [
        ['c0', 'c0'],
        ['c1', 'c2'],
      ]),
    ).toBeNull();
    expect(desk.seen()).toBe('[Option 1: The Council meets.] | [Option 2 | It does not meet.]');
    desk.accept(desk.option('Option 1'));
    expect(desk.seen()).toBe('The Council meets.');
    expect(desk.clauses.map(plainText)).toEqual(['Option 1: The Council meets.', 'Option 2', 'It does not meet.']);
    expect(writtenOption('Option 1 of the plan')).toBe('');
  });

  it('[X4] exported with brackets and imported again, they are the same clauses, brackets and nesting (invariant 8), and can be set again', () => {
    const exported = (clauses: readonly Clause[], state: RecordState): string =>
      bracketedText(clauses, { ...factsOf(state), form: 'markdown', attributionOf: () => ({ prefix: '', suffix: '' }) });
    const first = ladder();
    const source = exported(first.clauses, first.state);
    let made = 0;
    const ids = { clause: () => clauseId(`i${(made += 1)}`), proposal: () => proposalId(`i${(made += 1)}`) };
    const imported = importText(source, { fileName: 'draft.md', registry: REGISTRY, ids });
    const again = new Desk(imported.clauses);
    again.state = evolve(EMPTY_STATE, {
      number: 1,
      event: {
        type: 'DraftImported',
        title: '',
        form: 'markdown',
        source: { name: 'draft.md', sha256: '' },
        clauses: imported.clauses.length,
        inherited: imported.inherited,
      },
    });
    expect(again.seen()).toBe(first.seen());
    expect(exported(again.clauses, again.state)).toBe(source);
    // Their brackets become the options': none is put round another.
    const at = (words: string): string => again.clauses.find((one) => plainText(one) === words)!.id;
    const third = at('OPTION III: No text');
    expect(
      again.set(1, [
        [at('OPTION I'), at('Words 4.')],
        [at('OPTION II'), at('Words 5.')],
        [third, third],
      ]),
    ).toBeNull();
    expect(again.seen()).toBe(first.seen());
    expect(again.state.proposals.get(again.option('OPTION III'))?.option?.noText).toBe(true);
    again.accept(again.option('OPTION III'));
    expect(again.seen()).toBe('Words 0. | Words 6. | Words 7.');
  });
});
