import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clauseId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { settled } from '../../shared/proposals/settling.ts';
import { wordEdits } from '../../shared/proposals/wording.ts';
import { joinRuns, plainText, type Clause, type Run } from '../../shared/text/clause.ts';
import { changeText } from '../../shared/text/change.ts';
import { clauses, rewording } from './generated.ts';
import { applyEdits } from './apply-edits.ts';

const run = (text: string, ...insertions: string[]): Run => ({ text, insertions: insertions.map(proposalId), deletions: [] });
const clause = (...runs: Run[]): Clause => ({ id: clauseId('c'), kind: 'paragraph', level: 0, label: '', runs: joinRuns(runs) });
const Q = proposalId('new');

/** The clause once the change from one to the other is tabled, `<…>` round what comes, `{…}` round what goes, with whom each is nested in. */
function tabled(base: Clause, edited: Clause): string {
  const drafted = redraft({ base: [base], edited: [edited], current: [base], outcomeOf: () => 'open', proposal: Q });
  if (!drafted.ok) throw new Error('it clashes');
  const [after] = changeText([base], drafted.value.changes);
  const around = (ids: readonly ProposalId[]): string => ids.filter((id) => id !== Q).join(' ');
  return (after?.runs ?? [])
    .map(({ text, insertions, deletions }) =>
      insertions.includes(Q)
        ? `<${text}|${around(insertions)}>`
        : deletions.includes(Q)
          ? `{${text}|${around(insertions)}}`
          : text,
    )
    .join('');
}

describe('where words were put in or struck', () => {
  const base = clause(run('They '), run('shall report', 'n'), run(' to Parties.'));
  test.each([
    [
      'at the end of a bracket',
      clause(run('They '), run('shall report annually', 'n'), run(' to Parties.')),
      'They shall report< annually|n> to Parties.',
    ],
    [
      'right behind it',
      clause(run('They '), run('shall report', 'n'), run(' annually to Parties.')),
      'They shall report <annually |>to Parties.',
    ],
    [
      'at its beginning',
      clause(run('They '), run('fully shall report', 'n'), run(' to Parties.')),
      'They <fully |n>shall report to Parties.',
    ],
    [
      'right before it',
      clause(run('They fully '), run('shall report', 'n'), run(' to Parties.')),
      'They <fully |>shall report to Parties.',
    ],
    ['the last word struck', clause(run('They '), run('shall', 'n'), run(' to Parties.')), 'They shall{ report|n} to Parties.'],
    ['the first word struck', clause(run('They '), run('report', 'n'), run(' to Parties.')), 'They {shall |n}report to Parties.'],
    [
      'the word behind it struck',
      clause(run('They '), run('shall report', 'n'), run(' Parties.')),
      'They shall report {to |}Parties.',
    ],
  ])('[P1] is told by the brackets where the words alone do not tell: %s', (_, edited, expected) => {
    expect(tabled(base, edited)).toBe(expected);
  });

  test('[P1] edits lead to the same words wherever they are placed', () => {
    fc.assert(
      fc.property(clauses, rewording, fc.infiniteStream(fc.boolean()), ([one], reword, coins) => {
        const before = plainText(one ?? clause());
        const after = reword(before);
        const edits = settled(wordEdits(before, after), { before, after, stays: () => coins.next().value === true });
        expect(applyEdits(before, edits)).toBe(after);
        for (const [index, edit] of edits.entries()) {
          const last = edits[index - 1];
          if (last !== undefined) expect(edit.at).toBeGreaterThan(last.at + last.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('[P1] words put in between any two nest in all brackets within which they were written', () => {
    fc.assert(
      fc.property(clauses, fc.nat(), fc.boolean(), fc.constantFrom('the ', 'shall ', 'fully '), ([one], place, isEnd, text) => {
        const from = { ...(one ?? clause()), runs: joinRuns((one?.runs ?? []).map((each) => ({ ...each, deletions: [] }))) };
        const words = from.runs.flatMap((each) => each.text.split(/(?<= )/).map((word) => ({ ...each, text: word })));
        fc.pre(words.length > 0);
        const at = place % words.length;
        const written = { ...(words[at] as Run), text };
        const cut = isEnd ? at + 1 : at;
        const edited = { ...from, runs: joinRuns([...words.slice(0, cut), written, ...words.slice(cut)]) };
        const drafted = redraft({ base: [from], edited: [edited], current: [from], outcomeOf: () => 'open', proposal: Q });
        if (!drafted.ok) throw new Error('it clashes');
        const [after] = changeText([from], drafted.value.changes);
        const marks = (list: readonly Run[]): string =>
          list
            .flatMap((each) => [...each.text].map((unit) => `${unit}${each.insertions.filter((id) => id !== Q).join('')}`))
            .join('/');
        expect(marks(after?.runs ?? [])).toBe(marks(edited.runs));
      }),
      { numRuns: 500 },
    );
  });

  test('[P1] words struck anywhere are those that were struck, in whichever brackets they stood', () => {
    fc.assert(
      fc.property(clauses, fc.nat(), ([one], place) => {
        const from = { ...(one ?? clause()), runs: joinRuns((one?.runs ?? []).map((each) => ({ ...each, deletions: [] }))) };
        const words = from.runs.flatMap((each) => each.text.split(/(?<= )/).map((word) => ({ ...each, text: word })));
        fc.pre(words.length > 1);
        const edited = { ...from, runs: joinRuns(words.toSpliced(place % words.length, 1)) };
        const drafted = redraft({ base: [from], edited: [edited], current: [from], outcomeOf: () => 'open', proposal: Q });
        if (!drafted.ok) throw new Error('it clashes');
        const [after] = changeText([from], drafted.value.changes);
        const left = joinRuns((after?.runs ?? []).filter(({ deletions }) => !deletions.includes(Q)));
        expect(left).toEqual(edited.runs);
      }),
      { numRuns: 500 },
    );
  });
});
