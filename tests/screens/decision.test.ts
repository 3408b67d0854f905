import { describe, expect, test } from 'vitest';
import { arrangementCommand, newArrangement, rivalsOf } from '../../client/chair/arranging.ts';
import {
  commandOf,
  newForm,
  outlooks,
  pieceKey,
  seeEach,
  seeNow,
  wantingIn,
  type DecisionForm,
} from '../../client/chair/decision.ts';
import { amendedWords, presentPieces } from '../../client/points/reading.ts';
import { toReopen } from '../../client/points/withdrawing.ts';
import { participantId } from '../../shared/base/ids.ts';
import { draftSnapshot, type DraftSnapshot } from '../../client/state/draft-snapshot.ts';
import { DrawnText } from '../../client/state/drawn-text.ts';
import { usualStatus } from '../../client/procedures/reading.ts';
import { replay } from '../../shared/record/evolve.ts';
import { A, B, C, entry, EVERYBODY, paragraph, run, tabled } from './texts.ts';

const CLAUSE = paragraph('c1', run('Each Party '), run('shall', [A]), run('should', [B]), run(' report.'));

function snapshot(...decided: readonly ReturnType<typeof entry>[]): DraftSnapshot {
  return shownOf(CLAUSE, [tabled(1, A, CLAUSE), tabled(2, B, CLAUSE), ...decided]);
}

function shownOf(clause: typeof CLAUSE, entries: readonly ReturnType<typeof entry>[]): DraftSnapshot {
  const clauses = [clause];
  const state = replay(entries);
  return draftSnapshot({
    clauses,
    entries,
    state,
    registry: EVERYBODY,
    draw: () => new DrawnText().draw(clauses, state, EVERYBODY),
  });
}

const form = (changes: Partial<DecisionForm>): DecisionForm => ({
  intent: 'accept',
  proposal: A,
  falls: new Set(),
  noSupport: false,
  ground: '',
  despite: '',
  wording: new Map(),
  ...changes,
});
const then = (shown: DraftSnapshot, changes: Partial<DecisionForm>): string | undefined => {
  const result = outlooks(shown, form(changes));
  return result.ok ? result.value[0]?.then : result.refusal;
};

test('[Y4] what is voted on comes to the highest rung where it carries, but for a clause with brackets', () => {
  const shown = shownOf(CLAUSE, [tabled(1, A, CLAUSE), tabled(2, B, CLAUSE)]);
  const plain = shownOf(paragraph('c1', run('Each Party shall report.')), []);
  const question = { on: 'clause', clause: CLAUSE.id } as const;
  expect([usualStatus(shown, question), usualStatus(plain, question)]).toEqual(['', 'adopted']);
  expect(usualStatus(plain, { on: 'whole' })).toBe('adopted');
});

describe('a decision before it is taken', () => {
  test('[V2] shows the sentence with what falls gone and what stays open in brackets', () => {
    expect(then(snapshot(), { falls: new Set([B]) })).toBe('Each Party shall report.');
    expect(then(snapshot(), {})).toBe('Each Party shall[should] report.');
    expect(then(snapshot(), { intent: 'drop' })).toBe('Each Party [should] report.');
  });

  test('[D5] begins with the fall of those that cannot stand beside it, as the chair said of each two', () => {
    const three = paragraph('c1', run('Each Party '), run('shall', [A]), run('should', [B]), run('may', [C]), run(' report.'));
    const tabling = [A, B, C].map((id, index) => tabled(index + 1, id, three));
    const falling = (...more: readonly ReturnType<typeof entry>[]): unknown =>
      [...newForm(shownOf(three, [...tabling, ...more]), 'accept', A).falls].toSorted();
    expect(falling()).toEqual([B, C]);
    expect(falling(entry(4, { type: 'ContestRelated', proposals: [A, B], relation: 'cumulative' }))).toEqual([C]);
    const apart = entry(4, { type: 'ContestRelated', proposals: [A, B, C], relation: 'independent' });
    expect(falling(apart, entry(5, { type: 'ContestRelated', proposals: [A, C], relation: 'exclusive' }))).toEqual([C]);
  });

  test('[D5] [D8] what the chair relates and marks elsewhere falls, and is merged, as what stands beside it', () => {
    const apart = paragraph('c1', run('Each Party '), run('shall', [A]), run(' report and '), run('should', [B]), run(' act.'));
    const tabling = [A, B].map((id, index) => tabled(index + 1, id, apart));
    const [bare, related] = [
      shownOf(apart, tabling),
      shownOf(apart, [...tabling, entry(3, { type: 'ContestRelated', proposals: [A, B], relation: 'exclusive' })]),
    ];
    expect([bare, related].map((shown) => [...newForm(shown, 'accept', A).falls])).toEqual([[], [B]]);
    expect(rivalsOf(bare, A, new Set())).toEqual([]);
    const merging = newArrangement(bare, 'merge', { proposal: A, marked: new Set([A, B]) });
    expect(arrangementCommand(bare, merging)).toMatchObject({ value: { type: 'merge', merged: [{ proposal: B }] } });
  });

  test('[D12] wants a ground for what is dropped, or that it had no support, and a reason for what is reopened', () => {
    expect(wantingIn(form({ intent: 'drop', ground: ' ' }))).toContain('ground');
    expect(wantingIn(form({ intent: 'reopen' }))).toContain('why');
    const enough = [{ intent: 'drop', noSupport: true }, { intent: 'drop', ground: 'no' }, { intent: 'accept' }] as const;
    for (const one of enough) expect(wantingIn(form(one))).toBeNull();
    expect(commandOf(snapshot(), form({ ground: 'by consensus' }), seeNow(snapshot(), A))).toMatchObject({
      ground: 'by consensus',
    });
  });

  test('[D8] on a card its own proposal is meant by reopening, and where that cannot be no other', () => {
    const dropped = entry(3, { type: 'ProposalDropped', proposal: B, version: '', ground: 'no' });
    const withdrawn = entry(4, { type: 'ProposalWithdrawn', proposal: A, participant: participantId('p-no') });
    const { decided } = snapshot(dropped, withdrawn);
    expect([toReopen(decided, null), toReopen(decided, A), toReopen(decided, B)]).toEqual([B, null, B]);
  });

  test('[R5] what was decided meanwhile is not said to fall any more', () => {
    const began = newForm(snapshot(), 'accept', A);
    expect(began.falls).toEqual(new Set([B]));
    const dropped = entry(3, { type: 'ProposalDropped', proposal: B, version: '', ground: 'no' });
    expect(commandOf(snapshot(dropped), began, seeNow(snapshot(), A))).toMatchObject({ falls: [] });
  });

  test('[D4] what was accepted as amended is shown with what went and what came', () => {
    const amended = paragraph(
      'c1',
      run('Each Party '),
      { ...run('shall', [A]), deletions: [B] },
      run('may', [A, B]),
      run(' report.'),
    );
    const accepted = entry(3, { type: 'ProposalAcceptedAsAmended', proposal: A, version: '', amendment: B });
    const shown = shownOf(amended, [tabled(1, A, amended), tabled(2, B, amended), accepted]);
    expect(amendedWords(shown, shown.state.proposals.get(A)!)).toEqual([
      { text: 'shall', kind: 'gone' },
      { text: 'may', kind: 'fresh' },
    ]);
    expect(amendedWords(shown, shown.state.proposals.get(B)!)).toBeNull();
  });

  test('[V2] shows an amendment as it is typed', () => {
    const shown = snapshot();
    const [piece] = presentPieces(shown, A);
    const wording = new Map([[pieceKey(piece!), 'may']]);
    expect(then(shown, { intent: 'amend', wording, falls: new Set([B]) })).toBe('Each Party may report.');
    expect(commandOf(shown, form({ intent: 'amend', wording }), seeNow(shown, A))).toMatchObject({
      type: 'accept-as-amended',
      wording: [{ clause: 'c1', at: 11, text: 'may' }],
    });
  });

  test('[P6] an amendment that changes nothing is an acceptance', () => {
    const shown = snapshot();
    expect(commandOf(shown, form({ intent: 'amend' }), seeNow(shown, A)).type).toBe('accept');
  });

  test('[V2] shows what a reopening brings back, with the rival that fell', () => {
    const shown = snapshot(
      entry(3, { type: 'ProposalAccepted', proposal: A, version: '' }),
      entry(4, { type: 'ProposalFell', proposal: B, because: 3, by: A }),
    );
    expect(then(shown, { intent: 'reopen' })).toBe('Each Party [shall][should] report.');
  });

  test('[R5] stands on the version that was seen', () => {
    const shown = snapshot();
    const seen = seeNow(shown, A);
    expect(seen.words).toBe('shall');
    expect(commandOf(shown, form({}), seen)).toEqual({ type: 'accept', proposal: A, version: seen.version, falls: [] });
    const rivals = seeEach(shown, [A, B]);
    expect(commandOf(shown, form({ falls: new Set([B]) }), seen, rivals)).toMatchObject({
      falls: [B],
      seen: [{ proposal: B, version: seeNow(shown, B).version }],
    });
  });
});
