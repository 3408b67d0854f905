import { describe, expect, it } from 'vitest';
import { attributionIn } from '../../shared/import/attribution.ts';
import { surveyBrackets } from '../../shared/import/brackets.ts';
import { asDrawn, DRAWN_ALIKE, drawnNames } from '../../shared/participants/likeness.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { NEW_IDS } from '../../server/ids.ts';
import { manifest, realText } from '../import/fixtures.ts';

const REGISTRY = registry(ROSTER);
const DRAWN = drawnNames(REGISTRY);
const STATES = ROSTER.filter(({ kind }) => kind === 'state');
const LANGUAGES = ['ar', 'es', 'fr', 'ru', 'zh', 'uk', 'be', 'sr', 'el', 'hy'];

/** What a bracket in which these words stand before a name is read to say of whose it is. */
const told = (name: string, before: string): (string | null)[] => {
  const words = `${before} - ${name}`;
  return [
    attributionIn([words], REGISTRY).attribution?.proposer ?? null,
    attributionIn([asDrawn(words)], DRAWN).attribution?.proposer ?? null,
  ];
};

describe('names as they are drawn', () => {
  it('[I13] each letter that is drawn as another has its like, once', () => {
    const all = DRAWN_ALIKE.flatMap(([theirs]) => [...theirs]);
    expect(new Set(all).size).toBe(all.length);
    for (const [theirs, latin] of DRAWN_ALIKE) {
      expect([...theirs].length).toBe(latin.length);
      expect(latin).toMatch(/^[A-Za-z]+$/);
    }
  });

  it('[I13] each form of a name is its own participant’s still, in whatever letters that are drawn as its own', () => {
    for (const { id, name, code, aliases } of ROSTER) {
      for (const form of [name, code, ...aliases]) {
        expect(DRAWN.resolve(asDrawn(form))?.id, form).toBe(id);
        for (const [theirs, latin] of DRAWN_ALIKE) {
          const written = [...form].map((letter) => [...theirs][latin.indexOf(letter)] ?? letter).join('');
          expect(DRAWN.resolve(asDrawn(written, () => [form]))?.id, written).toBe(id);
        }
      }
    }
  });

  it('[I13] names in languages of their own are nobody else’s', () => {
    for (const language of LANGUAGES) {
      const names = new Intl.DisplayNames(language, { type: 'region' });
      for (const { id, code } of STATES) {
        const name = names.of(code) ?? '';
        const [written = null, drawn = null] = told(name, name);
        expect([written, id, null], `${language} ${name}`).toContain(drawn);
      }
    }
  });

  it.each([
    ['Стороны принимают меры', 'ЕС'],
    ['в соответствии со статьёй 5', 'ТО'],
    ['по предложению Комитета', 'СО'],
    ['відповідно до Угоди', 'МС'],
    ['σύμφωνα με το άρθρο', 'ΑΤ'],
  ])('[P9] a text of another script has its own words: %s - %s', (before, name) => {
    expect(told(name, before)).toEqual([null, null]);
  });

  it('[P9] a word of two scripts is of none, also where signs that nobody sees part its letters', () => {
    for (const name of ['N\u043Erway', 'N\u200B\u043E\u200Brway', 'N\u00AD\u043Erw\u0430y'])
      expect(told(name, 'Стороны принимают меры')[1], name).toBe('p-no');
  });

  it.each(manifest().map(({ file }) => file))(
    '[P9] real brackets say the same of whose they are, as written and as drawn: %s',
    (file) => {
      const source = realText(file) ?? '';
      const whose = (text: string, names: typeof REGISTRY) =>
        surveyBrackets(text, names, NEW_IDS).brackets.flatMap(({ attribution }) => attribution?.proposer ?? []);
      expect(whose(asDrawn(source), DRAWN)).toEqual(whose(source, REGISTRY));
    },
  );
});
