import { describe, expect, it } from 'vitest';
import { participantId } from '../../shared/base/ids.ts';
import { LENSES, isAsStrict } from '../../shared/participants/lens.ts';
import { regionalGroup } from '../../shared/participants/regional-groups.ts';
import { STATES } from '../../shared/participants/states.ts';
import { lensFor, refusalOf } from '../../shared/policy/policy.ts';
import { decideLens } from '../../shared/record/lens.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import { NORWAY } from './unnamed.ts';

describe('who sees names', () => {
  it('[Z1] the chair alone changes the lens, to another one, with a reason that everybody reads', () => {
    const command = { type: 'set-lens', lens: 'unnamed', reason: ' informal informals ' } as const;
    expect(decideLens('named', command)).toEqual({
      ok: true,
      value: [{ type: 'LensChanged', lens: 'unnamed', reason: 'informal informals' }],
    });
    expect(decideLens('unnamed', command)).toMatchObject({ ok: false, refusal: { code: 'nothing-changes' } });
    expect(decideLens('named', { ...command, reason: ' ' })).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    for (const role of ['drafter', 'delegate', 'observer'] as const)
      expect(refusalOf({ role, participant: NORWAY }, command, EMPTY_STATE)?.code).toBe('not-allowed');
    expect(refusalOf({ role: 'chair', participant: participantId('p-chair') }, command, EMPTY_STATE)).toBeNull();
  });

  it('[Z1] chair and secretariat see names through any lens, everybody else what it shows', () => {
    for (const lens of LENSES) {
      expect([lensFor({ role: 'chair' }, lens), lensFor({ role: 'drafter' }, lens)]).toEqual(['named', 'named']);
      expect([lensFor({ role: 'delegate' }, lens), lensFor({ role: 'observer' }, lens)]).toEqual([lens, lens]);
    }
    expect(isAsStrict('unnamed', 'group') && isAsStrict('group', 'group') && !isAsStrict('named', 'group')).toBe(true);
  });

  it('[Z5] each Member State is in one regional group', () => {
    const inNone = STATES.filter(({ id }) => regionalGroup(id) === null).map(({ code }) => code);
    expect(inNone).toEqual(['VA']);
    const sizes = new Map<string, number>();
    for (const { id } of STATES) sizes.set(regionalGroup(id) ?? '', (sizes.get(regionalGroup(id) ?? '') ?? 0) + 1);
    expect(Object.fromEntries(sizes)).toEqual({
      'g-african': 54,
      'g-asia-pacific': 55,
      'g-eastern-europe': 23,
      'g-grulac': 33,
      'g-weog': 29,
      '': 1,
    });
  });
});
