import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rationaleAfter } from '../../client/composer/rationale.ts';

test('[P9] a rationale that two word at once has the words of both, and one’s own does not come back over what one has written since', () => {
  const after = (own: string, before: string, now: string, sent = before): string => rationaleAfter({ own, before, now, sent });
  expect(after('', '', 'So that all can follow.')).toBe('So that all can follow.');
  expect(after('Ours.', 'Ours.', 'Theirs.')).toBe('Theirs.');
  expect(after('Ours.', '', 'Theirs.')).toBe('Theirs.\nOurs.');
  expect(after('Ours, and more', '', 'Ours', 'Ours')).toBe('Ours, and more');
  expect(after('Our', '', 'Ours', 'Ours')).toBe('Our');
  expect(after('Theirs. And ours.', 'The', 'Theirs.')).toBe('Theirs. And ours.');
});

test('[P9] nothing written in the field that the others have not had goes', () => {
  const words = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(words, words, words, words, (own, before, now, sent) => {
      const then = rationaleAfter({ own, before, now, sent });
      expect(own === before || then.endsWith(own)).toBe(true);
      expect(now === sent || then.startsWith(now)).toBe(true);
    }),
  );
});
