import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnreadable } from '../../shared/text/clause-words.ts';
import { normaliseSpace } from '../../shared/import/whitespace.ts';
import { exported, imported } from './fixtures.ts';

describe('what no reading could show', () => {
  test('[I9] a clause is one line in print, whatever a client wrote among its words', () => {
    const draft = imported('1. The Council meets.\n\n2. Its seat is in Geneva.\n');
    const clauses = draft.clauses.map((one) => ({
      ...one,
      runs: one.runs.map((run) => ({ ...run, text: run.text.replace(' ', ' \n\n') })),
    }));
    expect(exported({ ...draft, clauses })).toBe(exported(draft));
  });

  const anything = fc.string({
    unit: fc.constantFrom(
      'a',
      '[',
      ']',
      ' ',
      '\t',
      '\n',
      '\r',
      '\v',
      '\u0000',
      '\u0007',
      '\u001b',
      '\u0085',
      '\u2028',
      '\ud800',
      '1. ',
    ),
    maxLength: 40,
  });

  test('[W2] [I8] goes, wherever it stands, and the rest comes back', () => {
    fc.assert(
      fc.property(anything, (source) => {
        const printed = exported(imported(source));
        expect(isUnreadable(printed)).toBe(false);
        expect(normaliseSpace(printed)).toBe(normaliseSpace(source));
      }),
    );
  });
});
