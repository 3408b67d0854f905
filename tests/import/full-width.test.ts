import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exported, imported, wordsOf } from './fixtures.ts';

const FULL: Readonly<Record<string, string>> = { '[': '\uFF3B', ']': '\uFF3D' };
const TORTOISE: Readonly<Record<string, string>> = { '[': '\u3014', ']': '\u3015' };

describe('full-width brackets', () => {
  test('[I15] are brackets, whatever kind a text has them in, and come back as plain ones', () => {
    const piece = fc.constantFrom('[', ']', '缔约方', '应', '。', '\n\n', '1. ', '(a) ', 'shall ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat(2), { minLength: 20, maxLength: 20 }), (pieces, kinds) => {
        const plain = pieces.join('');
        const full = pieces.map((one, at) => [one, FULL[one], TORTOISE[one]][kinds[at] ?? 0] ?? one).join('');
        expect(exported(imported(full))).toBe(exported(imported(plain)));
        expect(imported(full).inherited).toEqual(imported(plain).inherited);
      }),
    );
  });

  test('[I15] nest, have attributions, and are told where they lack the other', () => {
    const draft = imported('1. 缔约方〔应［当］ - Norway〕提交报告。\n\n2. ［未完');
    expect(draft.inherited.map(({ proposer }) => proposer)).toEqual(['x-NO', null]);
    expect(draft.clauses.map(wordsOf)).toEqual(['缔约方应当提交报告。', '[未完']);
    expect(draft.unclosed).toHaveLength(1);
    expect(exported(draft)).toBe('1. 缔约方[应[当] - Norway]提交报告。\n\n2. [未完\n');
  });

  test('[I15] an empty one is one, and one behind which nothing but blanks stand holds nobody up', () => {
    expect(exported(imported('在［ ］年〔〕'))).toBe('在[ ]年[]\n');
    expect(imported(`［${' '.repeat(30_000)}`).unclosed).toHaveLength(1);
  });

  test.each(['国发〔2015〕26号', '国发〔2015年〕26号', '如下： ［….］ 其余不变', '［……］'])(
    '[I15] those round a year or an ellipsis stay as they are: %s',
    (source) => {
      const draft = imported(source);
      expect(draft.inherited).toEqual([]);
      expect(exported(draft)).toBe(`${source}\n`);
    },
  );
});
