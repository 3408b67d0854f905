import { expect, test } from 'vitest';
import { candidates } from '../../client/participants/candidates.ts';
import { participantId } from '../../shared/base/ids.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';

const named = (typed: string, spoken: readonly string[] = []): string[] =>
  candidates(ROSTER, typed, { spoken: spoken.map(participantId), registry: registry(ROSTER), most: 5 }).map((one) => one.name);

test('[B15] a code or a name as typed comes first', () => {
  expect(named('g77')[0]).toBe('Group of 77 and China');
  expect(named('norway')[0]).toBe('Norway');
  expect(named('us')[0]).toBe('United States of America');
});

test('[B15] the first letters of a name do', () => {
  expect(named('nor')[0]).toBe('Norway');
  expect(named('cote')[0]).toMatch(/Ivoire/);
});

test('[B15] a regional group finds its States, behind whoever is called so', () => {
  expect(named('grulac')[0]).toBe('Latin American and Caribbean Group');
  expect(named('grulac')[1]).toBe('Antigua and Barbuda');
  expect(named('weog')).toContain('Andorra');
  expect(named('we')[0]).not.toBe('Andorra');
});

test('[B15] those who have spoken come before others who match as well', () => {
  expect(named('c', ['p-cl'])[0]).toBe('Chile');
});

test('[B15] without letters, those who have spoken, the latest first', () => {
  expect(named('', ['p-ke', 'p-no'])).toEqual(['Kenya', 'Norway']);
  expect(named('')).toEqual([]);
});
