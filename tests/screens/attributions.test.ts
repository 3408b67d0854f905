import { beforeEach, expect, test } from 'vitest';
import { draftId, participantId, proposalId, seatId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { Attributions, unsentWords } from '../../client/floor/attributions.ts';
import type { Failure } from '../../client/state/api.ts';
import { Cell, nextChange } from '../../client/state/readable.ts';
import { attributionsKey, changesKey, recoveriesKey, type Place } from '../../client/sync/place.ts';
import { imported, REGISTRY, stateOf } from '../projection/built.ts';
import { FakeKept } from './kept-fake.ts';

const BRACKET = proposalId('p-new');
const OTHER = proposalId('p-other');
const [NORWAY, KENYA] = [participantId('p-no'), participantId('p-ke')];
const DRAFT = draftId('d-1');
const PLACE: Place = { seat: seatId('s-1'), room: DRAFT, draft: DRAFT, revision: 1 };
const UNREACHABLE: Failure = { kind: 'unreachable', code: null, reason: 'The server was not reached.', clashes: [] };
const REFUSED: Failure = { kind: 'refused', code: 'not-open', reason: 'It is closed.', clashes: [] };

const isKnown = (state: RecordState): boolean => state.proposals.has(BRACKET);

/** What a browser keeps, and the draft as one page after another has it open. */
class Desk {
  readonly kept = new FakeKept();
  readonly state = new Cell<RecordState>(stateOf(imported()));
  readonly link = new Cell('offline');
  readonly given: Command[] = [];
  readonly refused: string[] = [];
  readonly attempts: number[] = [];
  readonly waits = new Set<() => void>();
  answer: Failure | null = null;

  page(place: Place = PLACE): Attributions {
    const { kept, state, link, given, refused } = this;
    return new Attributions({
      kept,
      place,
      async known() {
        while (!isKnown(state.get())) await nextChange(state);
      },
      state: state.get,
      again: (attempts) => {
        this.attempts.push(attempts);
        return nextChange(link);
      },
      give: (command) => {
        given.push(command);
        return Promise.resolve(this.answer);
      },
      onRefused: ({ reason }) => void refused.push(reason),
      later: (run) => {
        this.waits.add(run);
        return () => void this.waits.delete(run);
      },
    });
  }

  /** So much time goes by that who waits is told. */
  wait(): void {
    for (const run of this.waits) run();
    this.waits.clear();
  }

  known(): void {
    this.state.set(stateOf(imported(BRACKET)));
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  }
}

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});

const forWhom = (proposer = NORWAY) => ({ proposal: BRACKET, proposer, onBehalfOf: null });

test('[B15] [E20] for whom a bracket was typed is said once its proposal is in the record, and is kept until then', async () => {
  void desk.page().add(forWhom());
  await desk.settle();
  expect([desk.given.length, desk.kept.rows.size]).toEqual([0, 1]);
  desk.known();
  await desk.settle();
  expect(desk.given).toEqual([{ type: 'attribute', ...forWhom() }]);
  expect(desk.kept.rows.size).toBe(0);
});

test('[E21] the next page says what one before it could not, what was said last, and once', async () => {
  const first = desk.page();
  void first.add(forWhom(KENYA));
  void first.add(forWhom(NORWAY));
  await desk.settle();
  const next = desk.page();
  void next.resume();
  void next.resume();
  await desk.settle();
  expect(desk.given).toEqual([]);
  // The first page is gone: what it waited for never comes to it. Here it stands for another tab, which says it too.
  desk.known();
  await desk.settle();
  expect(desk.given.length).toBeGreaterThan(0);
  expect(desk.given.every((one) => one.type === 'attribute' && one.proposer === NORWAY)).toBe(true);
  expect([desk.kept.rows.size, desk.refused]).toEqual([0, []]);
  const given = desk.given.length;
  await desk.page().resume();
  expect(desk.given).toHaveLength(given);
});

test('[E21] it stays where the server is not reached, and is said again when that changes; a refusal is told', async () => {
  desk.known();
  desk.answer = UNREACHABLE;
  void desk.page().add(forWhom());
  await desk.settle();
  expect([desk.given.length, desk.kept.rows.size, desk.refused]).toEqual([1, 1, []]);
  desk.link.set('opening');
  await desk.settle();
  desk.answer = REFUSED;
  desk.link.set('open');
  await desk.settle();
  expect([desk.given.length, desk.kept.rows.size, desk.refused]).toEqual([3, 0, ['It is closed.']]);
  expect(desk.attempts).toEqual([1, 2]);
});

test('[E21] a page that is left says nothing any more, and leaves it to the next', async () => {
  desk.known();
  desk.answer = UNREACHABLE;
  const page = desk.page();
  void page.add(forWhom());
  await desk.settle();
  page.leave();
  desk.answer = null;
  desk.link.set('open');
  await desk.settle();
  expect([desk.given.length, desk.kept.rows.size]).toEqual([1, 1]);
  await desk.page().resume();
  expect([desk.given.length, desk.kept.rows.size]).toEqual([2, 0]);
});

test('[B15] for whom brackets are is told as not sent for as long as it is, and by one that is left no more', async () => {
  const page = desk.page();
  const told = (): string[] => [...page.unsent.get().values()].map((one) => unsentWords(one, REGISTRY));
  expect(told()).toEqual([]);
  void page.add(forWhom(KENYA));
  void page.add({ ...forWhom(), onBehalfOf: KENYA });
  await desk.settle();
  expect(told()).toEqual([]);
  desk.wait();
  expect(told()).toEqual(['Norway on behalf of Kenya, not sent yet']);
  const next = desk.page();
  void next.resume();
  await desk.settle();
  expect(next.unsent.get().size).toBe(1);
  next.leave();
  expect(next.unsent.get().size).toBe(0);
  desk.known();
  await desk.settle();
  expect(told()).toEqual([]);
});

test('[B15] where the server answers at once nothing is told as not sent, however often it was said', async () => {
  const page = desk.page();
  const told: number[] = [];
  page.unsent.subscribe(() => told.push(page.unsent.get().size));
  void page.add(forWhom());
  void page.add(forWhom(KENYA));
  desk.known();
  await desk.settle();
  expect([desk.given.length > 0, desk.waits.size]).toEqual([true, 0]);
  desk.wait();
  expect(told).toEqual([]);
});

test('[E21] what the record says already is not said again, and what was spoiled is told', async () => {
  await desk.kept.put([
    { key: attributionsKey(PLACE, BRACKET), value: { ...forWhom(), revision: 1 } },
    { key: attributionsKey(PLACE, OTHER), value: { proposal: 7 } },
  ]);
  desk.state.set(stateOf(imported(BRACKET), { type: 'ProposalAttributed', ...forWhom() }));
  await desk.page().resume();
  expect([desk.given, desk.kept.trouble.get()]).toEqual([[], 'spoiled']);
  expect(desk.kept.rows.size).toBe(0);
});

test('[E21] of words that came too late for their revision nothing is said; while any are unsent it is waited for', async () => {
  await desk.kept.put([
    { key: attributionsKey(PLACE, BRACKET), value: { ...forWhom(), revision: 1 } },
    { key: [...changesKey(PLACE, 5), 1], value: new Uint8Array() },
  ]);
  const next = { ...PLACE, revision: 2 };
  void desk.page(next).resume();
  await desk.settle();
  expect(desk.kept.rows.size).toBe(2);
  await desk.kept.remove(changesKey(PLACE, 5));
  await desk.page(next).resume();
  expect(desk.kept.rows.size).toBe(0);
});

test('[S17] [E26] of words that wait in the tray it is kept, and said once their bracket is put back', async () => {
  const strings = { id: 'r', why: 'frozen', draft: DRAFT, room: DRAFT, words: 'late', before: '', after: '', at: '' };
  const tray = recoveriesKey(PLACE.seat, 'r');
  await desk.kept.put([
    { key: attributionsKey(PLACE, BRACKET), value: { ...forWhom(), revision: 1 } },
    { key: tray, value: { ...strings, runs: [{ text: 'late', insertions: [BRACKET], deletions: [] }] } },
  ]);
  const page = desk.page({ ...PLACE, revision: 2 });
  void page.resume();
  await desk.settle();
  expect([desk.given, page.unsent.get().size]).toEqual([[], 1]);
  desk.known();
  await desk.settle();
  expect(desk.given).toEqual([{ type: 'attribute', ...forWhom() }]);
  // Brackets that cannot be read are passed over, so that no words wait for this one.
  await desk.kept.put([
    { key: attributionsKey(PLACE, OTHER), value: { ...forWhom(), proposal: OTHER, revision: 1 } },
    { key: tray, value: { ...strings, runs: [{ text: 'late', insertions: [7] }] } },
  ]);
  await desk.page({ ...PLACE, revision: 2 }).resume();
  expect([...desk.kept.rows.values()].map(({ key }) => key)).toEqual([tray]);
});
