import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { clauseId } from '../../shared/base/ids.ts';
import { statuses } from '../../shared/projection/status.ts';
import { openIn, standingWords } from '../../shared/proposals/clause-version.ts';
import { agreementOn } from '../../shared/record/agreeing.ts';
import { clauseNames } from '../../shared/record/clause-names.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { Entry } from '../../shared/record/event.ts';
import { agreedFault, ladderFault, USUAL_LADDER, type Rung } from '../../shared/record/ladder.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { isStatusTag } from '../../shared/text/status-tag.ts';
import { Committee, steps } from './committee.ts';

/** A committee after some history, looked at after each step. */
function after(list: Parameters<Committee['do']>[0][], look: (committee: Committee) => void): Committee {
  const committee = new Committee();
  for (const step of list) {
    committee.do(step);
    look(committee);
  }
  return committee;
}

describe('the status ladder', () => {
  it('[L1] no state is outside the ladder, and no agreed clause holds an open bracket or other words, on any history', () => {
    let agreed = 0;
    fc.assert(
      fc.property(steps, (list) => {
        after(list, ({ state, clauses }) => {
          const outcomeOf = outcomesOf(state);
          agreed += state.ladder.agreed.size;
          for (const [id, agreement] of state.ladder.agreed) {
            const clause = must(
              clauses.find((one) => one.id === id),
              'the agreed clause',
            );
            expect(openIn(clause, outcomeOf).size).toBe(0);
            expect(agreementOn(clause, state.ladder, outcomeOf)).toBe(agreement);
            expect(agreement.steps.length).toBeGreaterThan(0);
            for (const { rung } of agreement.steps) expect(state.ladder.rungs.map((one) => one.id)).toContain(rung);
          }
          expect(statuses(clauses, state).size).toBe(state.ladder.agreed.size);
        });
      }),
      { numRuns: 400 },
    );
    expect(agreed).toBeGreaterThan(1_000);
  });

  it.each([
    ['an edit', [], ['edit 2']],
    ['another depth', [], ['recast 2']],
    ['another kind', [], ['recast 2 1']],
    ['another number', [], ['recast 2 2']],
    ['words in bold', [], ['recast 2 3']],
    ['a bracket from the floor', [], ['floor 2']],
    ['a reservation over it and the next', [], ['reserve+ 2']],
    ['the undoing of what took a reservation away', ['reserve 2', 'strike'], ['return']],
    ['the reopening of what was accepted in it', ['floor 2', 'accept'], ['reopen']],
    ['the reopening of what was dropped in it', ['reserve 2', 'drop'], ['reopen']],
    ['the reopening of that by which a proposal in it fell', ['reserve 1', 'reserve 2', 'accept+'], ['reopen']],
    ['going back to a text with other words', ['issue', 'edit 2'], ['restore']],
    ['going back to a text with brackets', ['reserve 2', 'issue', 'drop'], ['restore', 'reopen']],
  ])('[L2] a status ends with %s, and with that alone', (_, before, then) => {
    const committee = new Committee();
    const act = (words: string): void => {
      const [, name, more, at, pick] = /^([a-z]+)(\+?) ?(\d?) ?(\d?)$/.exec(words) ?? [];
      committee.do({ act: name as never, at: Number(at), pick: Number(pick), more: more === '+' });
    };
    before.forEach(act);
    const [, , clause] = committee.clauses;
    expect(committee.agree([must(clause, 'c2')], 'ad-ref')).toBeNull();
    act('edit 3');
    expect(statuses(committee.clauses, committee.state).size).toBe(1);
    then.forEach(act);
    expect(statuses(committee.clauses, committee.state).size).toBe(0);
    expect(committee.state.ladder.agreed.size).toBe(0);
  });

  it('[L2] [R1] replaying the entries gives the live ladder and meetings (invariant 3)', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { events, state } = after(list, () => undefined);
        const again = replay(events as unknown as Entry[]);
        expect([...again.ladder.agreed]).toEqual([...state.ladder.agreed]);
        expect(again.ladder.rungs).toEqual(state.ladder.rungs);
      }),
    );
  });

  it('[L3] agree then reopen gives back the state before, but for the record; so it does from further up', () => {
    fc.assert(
      fc.property(steps, fc.nat(3), fc.nat(3), (list, at, pick) => {
        const committee = after(list, () => undefined);
        const clause = must(committee.clauses[at % committee.clauses.length], 'a clause');
        const before = committee.state.ladder;
        const rung = must(before.rungs[pick % before.rungs.length], 'a rung').id;
        const refusal = committee.agree([clause], rung);
        if (refusal !== null) {
          expect(committee.state.ladder).toBe(before);
          return;
        }
        expect(committee.state.ladder.agreed.get(clause.id)?.steps.at(-1)?.rung).toBe(rung);
        expect(committee.give({ type: 'reopen-clauses', clauses: [clause.id], reason: 'new facts' })).toBeNull();
        const open = new Map(before.agreed);
        open.delete(clause.id);
        expect(committee.state.ladder.agreed).toEqual(open);
      }),
    );
  });

  it('[L4] a clause with an open bracket is refused, all with it, and the refusal names each', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const committee = after(list, () => undefined);
        const { state, clauses } = committee;
        const outcomeOf = outcomesOf(state);
        const standing = clauses.filter((clause) => standingWords(clause, outcomeOf).trim() !== '');
        const bracketed = standing.filter((clause) => openIn(clause, outcomeOf).size > 0);
        if (bracketed.length === 0) return;
        const refusal = committee.agree(standing, must(state.ladder.rungs[0], 'a rung').id);
        expect(refusal?.code).toBe('brackets-open');
        const name = clauseNames({ clauses, outcomeOf, numbering: state.numbering });
        for (const clause of bracketed) expect(refusal?.reason).toContain(name(clause.id));
        expect(committee.state).toBe(state);
      }),
    );
  });

  it('[L5] words that changed since the chair saw them are not agreed', () => {
    const committee = new Committee();
    const version = '0123456789abcdef'.repeat(4);
    const refusal = committee.give({
      type: 'agree',
      rung: 'ad-ref',
      clauses: [{ clause: must(committee.clauses[1], 'c1').id, version }],
    });
    expect(refusal).toMatchObject({ code: 'changed-since', reason: expect.stringContaining('Paragraph 1') as string });
  });

  it('[L6] the ladder is climbed: a rung as high or lower is refused, and so is one that it lacks', () => {
    const committee = new Committee();
    const [, clause] = committee.clauses;
    const agree = (rung: string) => committee.agree([must(clause, 'c1')], rung)?.code ?? 'done';
    expect(['ad-ref', 'small-group', 'ad-ref', 'nowhere', 'adopted', 'committee'].map(agree)).toEqual([
      ...['done', 'agreed', 'agreed', 'unknown-rung', 'done', 'agreed'],
    ]);
    expect(committee.state.ladder.agreed.get(must(clause, 'c1').id)?.steps.map(({ rung }) => rung)).toEqual([
      'ad-ref',
      'adopted',
    ]);
    expect(committee.give({ type: 'set-ladder', rungs: USUAL_LADDER.filter(({ id }) => id !== 'ad-ref') })?.code).toBe(
      'rung-in-use',
    );
    expect(committee.give({ type: 'set-ladder', rungs: USUAL_LADDER.filter(({ id }) => id !== 'committee') })).toBeNull();
    expect(committee.give({ type: 'reopen-clauses', clauses: [must(clause, 'c1').id], reason: ' ' })?.code).toBe('malformed');
    expect(committee.give({ type: 'reopen-clauses', clauses: [must(committee.clauses[2], 'c2').id], reason: 'x' })?.code).toBe(
      'not-agreed',
    );
  });

  it('[L7] an agreed clause takes no proposal of a delegation until it is reopened', () => {
    const committee = new Committee();
    const clause = must(committee.clauses[1], 'c1');
    const table = { act: 'table', at: 1, pick: 0, more: false } as const;
    committee.agree([clause], 'ad-ref');
    committee.do(table);
    expect(committee.state.proposals.size).toBe(0);
    committee.give({ type: 'reopen-clauses', clauses: [clause.id], reason: 'a mistake in paragraph 1' });
    committee.do(table);
    expect(committee.state.proposals.size).toBe(1);
  });

  it('[L8] a ladder has names and tags of its own, each in the form in which import knows it for a status', () => {
    const first = must(USUAL_LADDER[0], 'a rung');
    const fault = (rungs: readonly Rung[]) => ladderFault(rungs, { agreed: new Map() }, USUAL_LADDER)?.code ?? null;
    expect(fault(USUAL_LADDER)).toBeNull();
    for (const alike of [first.name.replace('e', '\u0435'), first.name.replace('o', '\u043e'), first.name.toUpperCase()])
      expect(fault([first, { ...first, id: 'another', name: alike, tag: 'Agreed in plenary' }])).toBe('malformed');
    const others = [
      'Agréé ad référendum',
      'Adoptée par consensus',
      'Acordado ad referéndum',
      'Принято в комитете',
      '商定',
      'متفق عليه',
    ];
    for (const tag of ['Agreed', 'Adopted', 'Agreed in plenary', 'Agreed ad ref', 'Adopted by consensus', ...others]) {
      expect(isStatusTag(tag)).toBe(true);
      expect(fault([{ ...first, tag }])).toBeNull();
    }
    for (const tag of [
      '',
      'Done',
      'agreed',
      'Adoptée bientôt',
      'Agreed [in part]',
      'Agreed\nin part',
      'Agreed  in part',
      `Agreed in ${'x'.repeat(41)}`,
    ])
      expect(fault([{ ...first, tag }])).toBe('malformed');
    expect(fault([])).toBe('malformed');
    expect(fault([first, { ...first, id: 'other', tag: 'Agreed' }])).toBe('malformed');
    expect(fault([{ ...first, name: ' ' }])).toBe('malformed');
    expect(fault(Array.from({ length: 9 }, (_, n) => ({ ...first, id: `r${n}`, name: `R${n}`, tag: `Agreed in ${n}` })))).toBe(
      'malformed',
    );
  });

  it('[L6] a refusal calls a rung by its own name', () => {
    const rung: Rung = { id: 'r1', name: 'AHWG agreed', body: '', tag: 'Agreed', colour: 'sand' };
    const other: Rung = { ...rung, id: 'r2', name: 'Adopted', tag: 'Adopted' };
    const agreed = new Map([[clauseId('c1'), { version: '', steps: [{ rung: 'r1', entry: 2 }], settles: [] }]]);
    expect(ladderFault([other], { agreed }, [rung, other])?.reason).toMatch(/^Clauses are AHWG agreed\. /);
    expect(agreedFault({ rungs: [rung], agreed }, [clauseId('c1')], () => 'Paragraph 1')?.reason).toMatch(
      /^Paragraph 1 is AHWG agreed /,
    );
  });
});
