import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { prospect, prospectParts, repairs, supposing } from '../../shared/projection/prospect.ts';
import { repairedParts, sentenceOf } from '../../shared/projection/repair.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import { isNegotiated } from '../../shared/text/punctuation.ts';
import { clause } from '../projection/built.ts';
import { clauses, proposals } from './generated.ts';
import { Negotiation, VERSION } from './negotiation.ts';
import { A, B } from './chaired.ts';

describe('punctuation', () => {
  it('[G8] what is left out is spaces and commas alone, and the rest is the words that stand, in order', () => {
    fc.assert(
      fc.property(clauses, fc.subarray([...proposals]), (text, dropped) => {
        const negotiation = new Negotiation(text);
        const supposed = new Map(dropped.map((id) => [id, 'refused'] as const));
        for (const { id, runs } of text) {
          const parts = prospectParts(text, negotiation.state, id, supposed);
          for (const part of parts) if (part.leftOut) expect(part.text).toMatch(/^[\s,]+$/);
          const all = parts
            .map((part) => part.text)
            .join('')
            .replaceAll(/[[\]\s]/g, '');
          const gone = (ids: readonly ProposalId[]): boolean => ids.some((one) => dropped.includes(one));
          expect(all).toBe(
            withoutSlots(
              runs
                .filter((run) => !gone(run.insertions))
                .map((run) => run.text)
                .join(''),
            ).replaceAll(/\s/g, ''),
          );
        }
      }),
    );
  });

  it('[G8] each is shown where it was, and what was left out by an earlier decision is not shown again', () => {
    const text = [clause('c0', 'Parties, <q1 where possible>, report <q2 yearly>.')];
    const negotiation = new Negotiation(text);
    const dropping = (id: ProposalId) => repairs(text, negotiation.state, 'c0' as ClauseId, new Map([[id, 'refused']]));
    expect(dropping(A)).toEqual([{ before: 'Parties,', leftOut: ' ,', after: ' report [yearly].' }]);
    negotiation.give({ type: 'drop', proposal: A, version: VERSION, ground: 'no agreement' });
    expect(dropping(B).map(({ leftOut }) => leftOut)).toEqual([' ']);
  });

  it('[V2] [G8] what was shown before a decision is what is read after it, words and styles of the rest untouched', () => {
    fc.assert(
      fc.property(clauses, fc.subarray([...proposals]), fc.subarray([...proposals]), (text, dropped, accepted) => {
        const negotiation = new Negotiation(text);
        const open = negotiation.state;
        const supposed = new Map([
          ...accepted.map((id) => [id, 'accepted'] as const),
          ...dropped.map((id) => [id, 'refused'] as const),
        ]);
        const outlooks = text.map(({ id }) => prospect(text, open, id, supposed));
        const drawn = drawText(text, supposing(open, supposed));
        for (const [index, one] of text.entries()) {
          const shown = drawn.find(({ clause: { id } }) => id === one.id);
          if (shown === undefined || !isNegotiated(one)) continue;
          expect(sentenceOf(shown).replaceAll(/\s/g, ' ')).toBe(outlooks[index]);
          const read = repairedParts(shown);
          expect(read.map((part) => (part.type === 'words' ? { ...part, run: { ...part.run, text: '' } } : part))).toEqual(
            shown.parts.map((part) => (part.type === 'words' ? { ...part, run: { ...part.run, text: '' } } : part)),
          );
        }
      }),
    );
  });
});
