import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanWords } from '../../shared/projection/clean.ts';
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

  test.each([
    ['［应当（Norway）］', { proposer: 'x-NO', suffix: '（Norway）' }],
    ['［应当 － Norway、Chile］', { proposer: 'x-NO', coProposers: ['x-CL'], suffix: ' － Norway、Chile' }],
    ['［应当——Norway］', { proposer: 'x-NO', suffix: '——Norway' }],
    ['［Norway：应当］', { proposer: 'x-NO', prefix: 'Norway：' }],
    [
      '［应当（Norway；Chile delete）］',
      {
        proposer: 'x-NO',
        positions: [{ participant: 'x-CL', onBehalfOf: null, stance: 'oppose' }],
        suffix: '（Norway；Chile delete）',
      },
    ],
  ])('[I5] [I15] an attribution is read in the signs of Chinese too, and comes back in them: %s', (source, expected) => {
    const draft = imported(source);
    expect(draft.inherited).toMatchObject([expected]);
    expect(draft.clauses.map(wordsOf)).toEqual(['应当']);
    expect(exported(draft)).toBe(`[${source.slice(1, -1)}]\n`);
  });

  test('[I5] [I15] what is in doubt is flagged in them too', () => {
    for (const source of ['［Norway：应当；Chile：必须］', '［应当（Norway）；必须（Chile）］', '［应当 － Norway，Ruritania］'])
      expect(imported(source)).toMatchObject({ inherited: [{ proposer: null }], flagged: [{ clause: 1 }] });
  });

  test.each([
    ['[نص - Norway\u200F]', ' - Norway\u200F', ['NO']],
    ['[نص - \u200ENorway\u200E، Chile]', ' - \u200ENorway\u200E، Chile', ['NO', 'CL']],
    ['[نص - Norway\u200F؛ Chile delete]', ' - Norway\u200F؛ Chile delete', ['NO']],
    ['[نص \u200F(Norway)\u200F]', ' \u200F(Norway)\u200F', ['NO']],
    ['[نص \u2212 Norway]', ' \u2212 Norway', ['NO']],
    ['[نص \u200B- \u200BNor\u00ADway\u200D\uFE0F]', ' \u200B- \u200BNor\u00ADway\u200D\uFE0F', ['NO']],
    ['[نص - N\u{E0041}O, C\u2063\u2063L]', ' - N\u{E0041}O, C\u2063\u2063L', ['NO', 'CL']],
  ])(
    '[I5] [I15] so it is in those of Arabic, with marks of direction and whatever else nobody sees: %j',
    (source, suffix, codes) => {
      const draft = imported(source);
      expect(draft.inherited.map((one) => [one.suffix, one.proposer, ...one.coProposers])).toEqual([
        [suffix, ...codes.map((code) => `x-${code}`)],
      ]);
      expect(draft.clauses.map(wordsOf)).toEqual(['نص']);
      expect(exported(draft)).toBe(`${source}\n`);
    },
  );

  test('[I5] [W2] what turns the words behind it goes, and the name beside it is read', () => {
    for (const source of ['[\u2067نص - Norway\u2069]', '[نص - \u2066Norway\u2069]', '[نص - \u202ENorway]']) {
      const draft = imported(source);
      expect(draft).toMatchObject({ inherited: [{ proposer: 'x-NO', suffix: ' - Norway' }], flagged: [] });
      expect(exported(draft)).toBe('[نص - Norway]\n');
    }
  });

  test('[I15] [T5] so are braces: a note in them is none of the clean text', () => {
    const draft = imported('1. 缔约方｛注：待定｝应当报告。\n\n｛编者注｝');
    expect(draft.clauses.map(({ kind }) => kind)).toEqual(['paragraph', 'note']);
    expect(draft.clauses.map((one) => cleanWords(one, () => 'open'))).toEqual(['缔约方应当报告。', '']);
    expect(exported(draft)).toBe('1. 缔约方{注：待定}应当报告。\n\n{编者注}\n');
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
