import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onPaper } from '../../shared/projection/paper-brackets.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clauses, outcomes, proposals } from '../laws/generated.ts';
import { clause } from './built.ts';

const facts = {
  orderOf: (id: string) => proposals.findIndex((one) => one === id),
  holdsNumber: () => false,
  attributionOf: (proposal: string) => ({ prefix: '', suffix: ` - ${proposal}` }),
};

const written = (text: readonly Clause[]): string =>
  onPaper(text, { ...facts, outcomeOf: () => 'open' })
    .map(({ parts }) =>
      parts
        .map((part) => {
          if (part.type === 'open') return `[${part.attribution}`;
          if (part.type === 'close') return `${part.attribution}]`;
          return part.type === 'words' ? part.run.text : '';
        })
        .join(''),
    )
    .join(' | ');

describe('brackets on paper', () => {
  test('[W27] are well nested, and each word stands in those of its proposals and in no other, whatever was decided', () => {
    fc.assert(
      fc.property(clauses, outcomes, (text, become) => {
        const outcomeOf = (id: string) => [...become].find(([one]) => one === id)?.[1] ?? 'open';
        const open: string[] = [];
        for (const { parts } of onPaper(text, { ...facts, outcomeOf }))
          for (const part of parts) {
            if (part.type === 'open') open.push(`${part.role} ${part.proposal}`);
            else if (part.type === 'close') expect(open.pop()).toBe(`${part.role} ${part.proposal}`);
            else if (part.type === 'words') {
              const { insertions, deletions } = part.run;
              const within = [
                ...insertions.map((id) => [id, 'insertion'] as const),
                ...deletions.filter((id) => !insertions.includes(id)).map((id) => [id, 'deletion'] as const),
              ].flatMap(([id, role]) => (outcomeOf(id) === 'open' ? `${role} ${id}` : []));
              expect(open.toSorted()).toEqual(within.toSorted());
            }
          }
        expect(open).toEqual([]);
      }),
    );
  });

  test.each([
    ['one that crosses another opens again behind it', [clause('c1', '<q1 a <q2 b>><q2 c>')], '[a [b - q2] - q1][c - q2]'],
    [
      'so over clauses, within what opens there',
      [clause('c1', '<q1 a <q2 b>>'), clause('c2', '<q2 c>')],
      '[a [b - q2] - q1] | [c - q2]',
    ],
    [
      'of two that open together the one that goes further is the outer',
      [clause('c1', '<q1 <q2 a>>'), clause('c2', '<q1 <q2 b>><q2 c>')],
      '[[a | b - q1]c - q2]',
    ],
    ['one that holds nothing has no attribution', [clause('c1', 'a <q1 \u2060> b <q2 c>')], 'a [\u2060] b [c - q2]'],
  ])('[W27] %s', (_, text, expected) => {
    expect(written(text)).toBe(expected);
  });
});
