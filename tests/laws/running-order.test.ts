import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClauseId } from '../../shared/base/ids.ts';
import { matterKey, type Matter } from '../../shared/record/matter.ts';
import { nextMatter } from '../../shared/record/running-order.ts';
import { clause } from '../projection/built.ts';
import { proposals } from './generated.ts';
import { Negotiation, VERSION } from './negotiation.ts';
import { matter, A, B, TEXT } from './chaired.ts';

const ALL = [0, 1, 2].map((n) => clause(`c${n}`, proposals.map((id) => `<${id} ${id}>`).join(' ')));

describe('the running order', () => {
  it('[G7] takes each matter once, in order, from wherever the chair begins', () => {
    fc.assert(
      fc.property(fc.uniqueArray(matter, { selector: matterKey, minLength: 1 }), fc.nat(), (matters, from) => {
        const negotiation = new Negotiation(ALL);
        expect(negotiation.give({ type: 'set-running-order', matters })).toBeNull();
        const begin = matters[from % matters.length]!;
        const taken: Matter[] = [];
        for (let next: Matter | null = begin; next !== null; next = nextMatter(negotiation.state)) {
          expect(negotiation.give({ type: 'take-matter', matter: next })).toBeNull();
          taken.push(next);
        }
        const at = matters.indexOf(begin);
        expect(taken).toEqual([...matters.slice(at), ...matters.slice(0, at)]);
      }),
    );
  });

  it('[G7] passes over what was decided meanwhile', () => {
    const negotiation = new Negotiation(TEXT);
    const [a, b, c]: Matter[] = [
      { on: 'clause', clause: 'c1' as ClauseId },
      { on: 'proposal', proposal: A },
      { on: 'proposal', proposal: B },
    ];
    negotiation.give({ type: 'set-running-order', matters: [a!, b!, c!] });
    negotiation.give({ type: 'take-matter', matter: a! });
    expect(nextMatter(negotiation.state)).toEqual(b);
    expect(negotiation.give({ type: 'drop', proposal: A, version: VERSION, ground: 'none' })).toBeNull();
    expect(nextMatter(negotiation.state)).toEqual(c);
    expect(negotiation.give({ type: 'drop', proposal: B, version: VERSION, ground: 'none' })).toBeNull();
    expect(nextMatter(negotiation.state)).toBeNull();
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: 'new facts' })).toBeNull();
    expect(nextMatter(negotiation.state)).toEqual(b);
  });

  it('[G7] keeps what is being taken where the order changes round it; what is not in it is not taken', () => {
    const negotiation = new Negotiation(TEXT);
    const [a, b]: Matter[] = [
      { on: 'proposal', proposal: A },
      { on: 'clause', clause: 'c1' as ClauseId },
    ];
    negotiation.give({ type: 'set-running-order', matters: [a!, b!] });
    negotiation.give({ type: 'take-matter', matter: b! });
    expect(negotiation.give({ type: 'take-matter', matter: b! })?.code).toBe('nothing-changes');
    expect(negotiation.give({ type: 'set-running-order', matters: [b!, a!] })).toBeNull();
    expect(negotiation.state.instruments.order.now).toEqual(b);
    expect(negotiation.give({ type: 'set-running-order', matters: [a!] })).toBeNull();
    expect(negotiation.state.instruments.order.now).toBeNull();
    expect(negotiation.give({ type: 'take-matter', matter: b! })?.code).toBe('not-open');
    expect(negotiation.give({ type: 'set-running-order', matters: [a!, a!] })?.code).toBe('malformed');
  });
});
