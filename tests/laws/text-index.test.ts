import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { clauseId, participantId, preparationId, proposalId, type ClauseId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { markKey } from '../../shared/text/marks.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { applyChanges, elementOf, writeText } from '../../shared/text/writing.ts';
import { planChange, type PlanSources } from '../../shared/planning/change-plan.ts';
import { TextIndex } from '../../server/rooms/text-index.ts';
import { writtenBy } from '../../server/rooms/written.ts';
import { clause, imported, stateOf } from '../projection/built.ts';

const IDS = ['c1', 'c2', 'c3'].map(clauseId);
const PROPOSALS = ['q1', 'q2'].map(proposalId);
const PEOPLE = 3;

type Act = 'type' | 'strike' | 'bracket' | 'move' | 'copy' | 'remove' | 'rename' | 'meet';

interface Step {
  readonly who: number;
  readonly act: Act;
  readonly at: number;
  readonly to: number;
}

/** Small texts and many moves, so that clauses come to stand twice and more. */
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.nat(PEOPLE - 1),
    act: fc.constantFrom<Act>('type', 'strike', 'bracket', 'move', 'move', 'copy', 'remove', 'rename', 'meet', 'meet'),
    at: fc.nat(20),
    to: fc.nat(20),
  }),
  { maxLength: 40 },
);

function documentOf(clauses: readonly Clause[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  writeText(doc, clauses);
  return doc;
}

function replicaOf(doc: Y.Doc): Y.Doc {
  const replica = new Y.Doc({ gc: false });
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
  return replica;
}

function work(doc: Y.Doc, { act, at, to }: Step): void {
  const text = textOf(doc);
  const elements = text.toArray() as Y.XmlElement[];
  const element = elements[at % Math.max(1, elements.length)];
  const words = element?.get(0);
  if (element === undefined || !(words instanceof Y.XmlText)) return;
  doc.transact(() => {
    const proposal = PROPOSALS[to % PROPOSALS.length]!;
    if (act === 'type') words.insert(Math.min(to, words.length), 'xy');
    else if (act === 'strike') words.delete(0, Math.min(to, words.length));
    else if (act === 'bracket') words.format(0, Math.min(to, words.length), { [markKey('insertion', proposal)]: { proposal } });
    else if (act === 'rename') element.setAttribute('id', IDS[to % IDS.length]!);
    else if (act === 'remove') text.delete(at % elements.length, 1);
    else if (act === 'move' || act === 'copy') {
      const moved = readText(doc)[at % elements.length]!;
      if (act === 'move') text.delete(at % elements.length, 1);
      text.insert(to % (text.length + 1), [elementOf(moved)]);
    }
  });
}

/** The words of each clause, by a full reading: those of each place where it stands, a line each. */
function wordsIn(doc: Y.Doc): Map<ClauseId, string> {
  const words = new Map<ClauseId, string>();
  for (const one of readText(doc)) {
    const earlier = words.get(one.id);
    words.set(one.id, earlier === undefined ? plainText(one) : `${earlier}\n${plainText(one)}`);
  }
  return words;
}

function wordsOf(value: Clause | null): string | null {
  return value === null ? null : plainText(value);
}

describe('the index of a text', () => {
  it('[R8] is kept up to date as a full reading would give it, and tells of every change of words, also of clauses that stand twice', () => {
    let twice = 0;
    fc.assert(
      fc.property(steps, (list) => {
        const doc = documentOf(IDS.map((id) => clause(id, 'one two')));
        const index = new TextIndex(doc);
        const people = Array.from({ length: PEOPLE }, () => replicaOf(doc));
        const told = new Map<ClauseId, string | null>(wordsIn(doc));
        for (const step of list) {
          const person = people[step.who]!;
          if (step.act !== 'meet') {
            work(person, step);
            continue;
          }
          const update = Y.encodeStateAsUpdate(person, Y.encodeStateVector(doc));
          const written = writtenBy(doc, () => Y.applyUpdate(doc, update));
          for (const { clause: id, before, after } of written === null ? [] : index.refresh(written.touched).clauses) {
            expect(wordsOf(before)).toBe(told.get(id) ?? null);
            told.set(id, wordsOf(after));
          }
          Y.applyUpdate(person, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(person)));

          const read = new TextIndex(doc);
          const words = wordsIn(doc);
          if (words.size < readText(doc).length) twice += 1;
          expect(index.clauses()).toEqual(readText(doc));
          for (const id of IDS) {
            expect(index.clause(id)).toEqual(read.clause(id));
            expect(wordsOf(index.clause(id))).toBe(words.get(id) ?? null);
            expect(told.get(id) ?? null).toBe(words.get(id) ?? null);
          }
          expect(index.proposals().toSorted()).toEqual(read.proposals().toSorted());
          for (const proposal of PROPOSALS) {
            expect(index.hasText(proposal)).toBe(read.hasText(proposal));
            expect(index.versionOf(proposal)).toBe(read.versionOf(proposal));
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(twice).toBeGreaterThan(0);
  });
});

describe('a change planned on a clause that stands twice', () => {
  const first = clause('c1', 'The Council shall meet.');
  const second = clause('c1', 'Whatever else is decided, the Council shall meet.');
  const table: Command = { type: 'table', preparation: preparationId('p-1'), rationale: '' };

  function sources(clauses: readonly Clause[], prepared: PlanSources['prepared']): PlanSources {
    return {
      state: stateOf(imported('q1')),
      proposer: participantId('p-ke'),
      clauses: () => clauses,
      prepared,
      issued: () => null,
      newIds: { clause: () => clauseId('c-new'), proposal: () => proposalId('p-new') },
    };
  }

  it('[P3] is planned where it will be written: on the first of the two', () => {
    const edited = [clause('c1', 'The Council shall meet daily.')];
    const plan = planChange(table, sources([first, second], { base: [first], edited }));
    const doc = documentOf([first, second]);
    applyChanges(doc, plan.ok ? plan.value.changes : [], 'test');
    expect(readText(doc).map(plainText)).toEqual(['The Council shall meet daily.', plainText(second)]);
  });

  it('[P5] is refused where it was prepared twice, since one of the two would be lost', () => {
    const plan = planChange(table, sources([first], { base: [first], edited: [first, second] }));
    expect(plan).toMatchObject({ ok: false, refusal: { refusal: { code: 'clash' } } });
  });

  it('[P6] is no amendment of a proposal in both, which would leave the words of the second as they are', () => {
    const text = [clause('c1', 'The Council <q1 shall> meet.'), clause('c1', 'The <q1 shall> Council meet.')];
    const wording = [{ clause: first.id, at: 12, text: 'may' }];
    const command: Command = { type: 'accept-as-amended', proposal: proposalId('q1'), version: '', falls: [], wording };
    expect(planChange(command, sources(text, null))).toMatchObject({
      ok: true,
      value: { changes: [], unusable: { code: 'clash' } },
    });
    const [once] = text;
    expect(planChange(command, sources([once!, clause('c1', 'The Council meets.')], null))).toMatchObject({
      ok: true,
      value: { changes: [{ clause: 'c1' }] },
    });
  });
});
