import { describe, expect, test } from 'vitest';
import type { Participant } from '../../shared/participants/participant.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';

const { byId, resolve } = registry(ROSTER);

function forms(participant: Participant): string[] {
  return [participant.name, participant.code, ...participant.aliases];
}

function ofKind(kind: Participant['kind']): Participant[] {
  return ROSTER.filter((participant) => participant.kind === kind);
}

describe('the standard roster', () => {
  test('[I13] holds 193 member States and two observer States, one chair, one secretariat, groups and observers', () => {
    expect(ofKind('state')).toHaveLength(195);
    expect(ofKind('chair').map(({ id }) => id)).toEqual(['p-chair']);
    expect(ofKind('secretariat').map(({ id }) => id)).toEqual(['p-secretariat']);
    expect(ofKind('group').length).toBeGreaterThan(30);
    expect(ofKind('observer').length).toBeGreaterThan(10);
  });

  test('[I13] has every id once, and the id tells the kind', () => {
    expect(byId.size).toBe(ROSTER.length);
    for (const { id, code } of ofKind('state')) expect(id).toBe(`p-${code.toLowerCase()}`);
    for (const { code } of ofKind('state')) expect(code).toMatch(/^[A-Z]{2}$/);
    for (const { id } of ofKind('group')) expect(id).toMatch(/^g-/);
    for (const { id } of ofKind('observer')) expect(id).toMatch(/^o-/);
  });

  test('[I13] repeats no form in the aliases and keeps all forms trimmed', () => {
    for (const { name, code, aliases } of ROSTER) {
      const others = new Set(aliases);
      expect(others.size, name).toBe(aliases.length);
      expect(others.has(name) || others.has(code), name).toBe(false);
      for (const form of [name, code, ...aliases]) expect(form).toBe(form.trim());
    }
  });

  test('[I13] gives each form to one participant, as written', () => {
    for (const participant of ROSTER) {
      for (const form of forms(participant)) expect(resolve(form)?.id, form).toBe(participant.id);
    }
  });

  // The article keeps `resolve` from finding the form as written, so that only the folded one can answer.
  test('[I13] gives each longer form to one participant, whatever its case and accents', () => {
    for (const participant of ROSTER) {
      for (const form of forms(participant).filter((each) => each.length > 3 && each !== each.toUpperCase())) {
        const plain = form.normalize('NFKD').replaceAll(/\p{M}/gu, '');
        const unseen = [...form].join('\u200b');
        for (const written of [form, form.toLowerCase(), form.toUpperCase(), plain, form.normalize('NFD'), unseen]) {
          expect(resolve(`The ${written}`)?.id, written).toBe(participant.id);
        }
      }
    }
  });
});

describe('names resolve', () => {
  test.each([
    ['US', 'p-us'],
    ['USA', 'p-us'],
    ['United States', 'p-us'],
    ['the United States', 'p-us'],
    ['UK', 'p-gb'],
    ['SG', 'p-sg'],
    ['CL', 'p-cl'],
    ['MY', 'p-my'],
    ['Norway', 'p-no'],
    ['NOR', 'p-no'],
    ['CANADA', 'p-ca'],
    ['Japan', 'p-jp'],
    ['Egypt', 'p-eg'],
    ['the Philippines', 'p-ph'],
    ['Türkiye', 'p-tr'],
    ['Turkiye', 'p-tr'],
    ['Turkey', 'p-tr'],
    ['Iran', 'p-ir'],
    ['Russia', 'p-ru'],
    ['RUSSIAN FEDERATION', 'p-ru'],
    ['Korea', 'p-kr'],
    ['DPRK', 'p-kp'],
    ['Cote d’Ivoire', 'p-ci'],
    ['St Lucia', 'p-lc'],
    ['Timor Leste', 'p-tl'],
    ['Holy See', 'p-va'],
    ['Palestine', 'p-ps'],
    ['G77', 'g-g77'],
    ['G-77', 'g-g77'],
    ['G-77/China', 'g-g77'],
    ['G77 and China', 'g-g77'],
    ['EU', 'g-eu'],
    ['EU and its Member States', 'g-eu'],
    ['NAM', 'g-nam'],
    ['African Group', 'g-african'],
    ['JUSCANNZ', 'g-juscanz'],
    ['ICRC', 'o-icrc'],
    ['Chairperson', 'p-chair'],
    ['the Secretariat', 'p-secretariat'],
  ])('[I13] %s', (written, id) => {
    expect(resolve(written)?.id).toBe(id);
  });

  test.each([
    ['Congo', 'Democratic Republic of the Congo'],
    ['Guinea', 'Guinea-Bissau', 'Equatorial Guinea', 'Papua New Guinea'],
    ['Niger', 'Nigeria'],
    ['Dominica', 'Dominican Republic'],
    ['Sudan', 'South Sudan'],
    ['Samoa', 'San Marino'],
    ['Korea', "Democratic People's Republic of Korea"],
    ['India', 'Indonesia'],
    ['African Group', 'African Union', 'South Africa', 'Central African Republic'],
    ['PIF', 'PSIDS', 'AOSIS'],
  ])('[I13] %s keeps apart from its likes', (...names) => {
    expect(new Set(names.map((name) => resolve(name)?.id ?? name)).size).toBe(names.length);
    expect(names.map((name) => resolve(name))).not.toContain(null);
  });
});

describe('other words do not resolve', () => {
  test.each([
    'term',
    'no',
    'it',
    'in',
    'us',
    'and',
    'are',
    'can',
    'NDMC',
    'INDC',
    'X',
    'other',
    'shall',
    'Parties',
    'SIDS',
    'African States',
    '',
  ])('[I13] %j', (word) => {
    expect(resolve(word)).toBeNull();
  });
});

test('[I13] a name that is spelt with signs which nobody sees is met with them and without', () => {
  const [canada] = ROSTER.filter(({ id }) => id === 'p-ca');
  const spelt = 'کمیته\u200cها';
  const own = registry(canada === undefined ? [] : [{ ...canada, name: spelt }]);
  for (const written of [spelt, spelt.replace('\u200c', '')]) expect(own.resolve(written)?.id).toBe('p-ca');
});
