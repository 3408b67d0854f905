import { describe, expect, it } from 'vitest';
import { cleanText } from '../../shared/projection/clean.ts';
import { openPoints } from '../../shared/projection/points.ts';
import { register } from '../../shared/projection/register.ts';
import { decide } from '../../shared/record/decide.ts';
import type { Command } from '../../shared/record/command.ts';
import { evolve, replay } from '../../shared/record/evolve.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { entriesOf, REGISTRY } from '../projection/built.ts';
import { exported, imported } from './fixtures.ts';

/** A draft as it was imported, and what becomes of it. */
function opened(source: string) {
  const draft = imported(source);
  const entries = entriesOf([
    {
      type: 'DraftImported',
      title: 'Draft',
      form: 'plain',
      source: { name: 'draft.txt', sha256: GENESIS },
      clauses: draft.clauses.length,
      inherited: draft.inherited,
    },
  ]);
  let state: RecordState = replay(entries);
  const seen = (nth: number) => {
    const { id } = draft.inherited[nth]!;
    return { proposal: id, version: proposalVersion(draft.clauses, id) };
  };
  const give = (command: Command): void => {
    const decision = decide(state, command, {
      facts: { versionOf: (id) => proposalVersion(draft.clauses, id), hasText: () => true },
      nextNumber: state.last + 1,
      kindOf: () => 'state',
      clauses: () => draft.clauses,
    });
    if (!decision.ok) throw new Error(decision.refusal.reason);
    for (const event of decision.value) {
      state = evolve(state, { number: state.last + 1, event });
      entries.push(entriesOf([event])[0]!);
    }
  };
  return {
    draft,
    seen,
    give,
    clean: () => cleanText(draft.clauses, outcomesOf(state)).trim(),
    points: () => openPoints(draft.clauses, state).map(({ relation, proposals }) => `${relation} ${proposals.length}`),
    rows: () => register({ clauses: draft.clauses, state, entries, registry: REGISTRY }),
  };
}

describe('a bracket that says “No text”', () => {
  it.each(['[No text.]', '[NO TEXT]', '[No text. - US]', '[**No text**]'])(
    '[X7] is the empty alternative: %s goes however it is decided',
    (none) => {
      const one = opened(`The Fund lends to [all Parties.]${none} It meets.`);
      expect(exported(one.draft).trim()).toBe(`The Fund lends to [all Parties.]${none} It meets.`);
      expect(one.points()).toEqual(['exclusive 2']);
      one.give({ type: 'accept', ...one.seen(1), falls: [one.seen(0).proposal] });
      expect(one.clean()).toBe('The Fund lends to It meets.');
      expect(one.rows()[1]).toMatchObject({ outcome: 'accepted', went: 'out of the text' });
      one.give({ type: 'reopen', proposal: one.seen(1).proposal, reason: 'new facts' });
      expect(one.points()).toEqual(['exclusive 2']);
      one.give({ type: 'accept', ...one.seen(0), falls: [one.seen(1).proposal] });
      expect(one.clean()).toBe('The Fund lends to all Parties. It meets.');
    },
  );

  it('[X7] [V1] competes with what stands beside it, a space between them or not', () => {
    expect(opened('[The Council may meet in closed session, if it so decides.] [No text.]').points()).toEqual(['exclusive 2']);
  });

  it.each(['It shall have [no text] of its own', 'There is [no provision] for that', '[No] text'])(
    '[X7] words of a sentence are none: %s',
    (source) => {
      const one = opened(`${source} here.`);
      one.give({ type: 'accept', ...one.seen(0), falls: [] });
      expect(one.clean()).toBe(`${source.replaceAll(/[[\]]/g, '')} here.`);
    },
  );
});
