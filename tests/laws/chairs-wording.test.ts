import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { amend } from '../../shared/proposals/amend.ts';
import { bridge } from '../../shared/proposals/bridge.ts';
import { piecesOf } from '../../shared/proposals/pieces.ts';
import { standing } from '../../shared/proposals/standing.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { clause } from '../projection/built.ts';
import { clauses as texts, proposals, rewording } from './generated.ts';

const [A, NEW] = [proposalId('a'), proposalId('new')];
const TEXT = [clause('c0', 'Each Party <a shall> report.')];
const open = (): 'open' => 'open';

/** The clause with the proposal worded otherwise, as it is amended or as a text beside it; or why that cannot be. */
function worded(text: string, how: 'amended' | 'beside', clauses: readonly Clause[] = TEXT): string {
  const wording = [{ clause: clauses[0]!.id, at: 11, text }];
  const planned =
    how === 'amended'
      ? amend({ clauses, proposal: A, amendment: NEW, wording, outcomeOf: open })
      : bridge({ clauses, model: A, insteadOf: new Set([A]), proposal: NEW, wording, outcomeOf: open });
  return planned.ok ? plainText(changeText(clauses, planned.value.changes)[0]!) : planned.refusal;
}

describe('a wording of the chair', () => {
  it('[P6] is words of one clause, whatever was typed or pasted: no end of a line, no half of a pair, nothing that is not read', () => {
    expect(worded('may,\r\n\tif asked, ', 'amended')).toBe('Each Party shallmay, if asked,  report.');
    const strange = fc.string({
      unit: fc.oneof(fc.constantFrom('\n', '\u2028', '\u2060', '\u0000', '\ud800', 'a '), fc.string()),
    });
    fc.assert(
      fc.property(strange, fc.constantFrom('amended' as const, 'beside' as const), (text, how) => {
        const read = worded(text, how);
        expect(read).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u2060]/u);
      }),
    );
  });

  it('[P6] costs what it is long, however much white space is in it', () => {
    expect(worded(`may${' '.repeat(100_000)}`, 'amended').length).toBeGreaterThan(100_000);
  });

  it('[P6] leaves something of what it is a wording of: what brings words in and would bring none is dropped instead', () => {
    const refusal = 'Nothing of it would be left. It can be dropped instead.';
    for (const none of ['', ' ', '\n\u2060']) expect(worded(none, 'amended')).toBe(refusal);
    // Of a replacement the words that it wants out are left to go; and the chair may propose that there be none.
    const replacing = [clause('c0', 'Each Party <a shall><-a should> report.')];
    expect(worded('', 'amended', replacing)).not.toBe(refusal);
    expect(worded('', 'beside')).toBe('Each Party shall report.');
  });

  it('[P6] [U1] what it adds stays within whatever the words lie in that it words: in its brackets while that is open, and out with it', () => {
    const [outer, amendment] = [proposalId('x'), proposalId('amended')];
    // An amendment at the edge of what it amends, or round all of it; and words in the place of those that it wants out.
    const cases = [
      ['It <x <-y shall ><y should >>act.', 9, 'must '],
      ['It <x <y duly >act> now.', 3, 'always duly '],
      ['It <x act <y always>> now.', 7, 'always again'],
      ['It <x act <-y always >again> now.', 7, 'often '],
      ['It <-x act <y always>> now.', 7, 'always again'],
    ] as const;
    for (const [notation, at, text] of cases) {
      const before = clause('c1', notation);
      const wording = [{ clause: before.id, at, text }];
      const amended = amend({ clauses: [before], proposal: proposalId('y'), amendment, wording, outcomeOf: open });
      const [after] = changeText([before], amended.ok ? amended.value.changes : []);
      const added = after!.runs.filter((run) => run.insertions.includes(amendment));
      expect(added.map((run) => run.text).join(''), notation).not.toBe('');
      for (const run of added) expect([...run.insertions, ...run.deletions], notation).toContain(outer);
    }
    fc.assert(
      fc.property(texts, fc.constantFrom(...proposals), rewording, (clauses, proposal, reword) => {
        const pieces = piecesOf(clauses, proposal, open);
        const wording = pieces.map((piece) => ({ clause: piece.clause, at: piece.at, text: `${reword(piece.text)}or so ` }));
        const amended = amend({ clauses, proposal, amendment, wording, outcomeOf: open });
        const after = changeText(clauses, amended.ok ? amended.value.changes : []);
        for (const other of proposals) {
          if (other === proposal) continue;
          const own = clauses.flatMap(({ runs }) =>
            runs.filter(({ insertions, deletions }) => [...insertions, ...deletions].includes(proposal)),
          );
          if (!own.every(({ insertions }) => insertions.includes(other))) continue;
          const outcomeOf = (id: ProposalId) =>
            id === other ? 'refused' : id === proposal || id === amendment ? 'accepted' : 'open';
          expect(
            after.flatMap(({ runs }) =>
              runs.filter((run) => run.insertions.includes(amendment) && standing(run, outcomeOf) !== 'out'),
            ),
          ).toEqual([]);
        }
      }),
    );
  });
});
