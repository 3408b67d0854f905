import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClauseId, type ProposalId, participantId, proposalId } from '../../shared/base/ids.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { prospect, prospectParts, repairs, supposing } from '../../shared/projection/prospect.ts';
import { isNegotiated, repairedParts, sentenceOf } from '../../shared/projection/repair.ts';
import type { Command } from '../../shared/record/command.ts';
import { replay } from '../../shared/record/evolve.ts';
import { matterKey, type Matter } from '../../shared/record/matter.ts';
import { packageOf } from '../../shared/record/packages.ts';
import { awaitedState, pendingsOf } from '../../shared/record/pending.ts';
import { nextMatter } from '../../shared/record/running-order.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { supposedTogether, type JointDecision } from '../../shared/record/together.ts';
import { withoutSlots, type Clause } from '../../shared/text/clause.ts';
import { clause } from '../projection/built.ts';
import { clauses, proposals } from './generated.ts';
import { acts, Negotiation, VERSION } from './negotiation.ts';

/** An act on what the record holds by then. */
type Chaired = (state: RecordState) => Command;

const some = fc.shuffledSubarray([...proposals], { minLength: 1, maxLength: 4 });
const one = fc.constantFrom(...proposals);
const how = fc.constantFrom('accept', 'accept', 'drop');
const packages = (state: RecordState): readonly number[] => [...state.instruments.packages.keys()];
const nth = (list: readonly number[], n: number): number => list[n % Math.max(1, list.length)] ?? 99;
const matter: fc.Arbitrary<Matter> = fc.oneof(
  one.map((proposal) => ({ on: 'proposal' as const, proposal })),
  fc.constantFrom('c0', 'c1', 'c2').map((id) => ({ on: 'clause' as const, clause: id as ClauseId })),
);
const pending: fc.Arbitrary<Chaired> = fc
  .record({ matter, awaits: matter })
  .map((both) => () => ({ type: 'make-pending' as const, ...both, reason: 'as it says there' }));

const decisions = (ids: readonly ProposalId[], ways: readonly JointDecision['how'][]): JointDecision[] =>
  ids.map((proposal, index) => ({ proposal, version: VERSION, how: ways[index % ways.length] ?? 'drop' }));

const wholePackage = (state: RecordState, entry: number, ways: readonly JointDecision['how'][]): Command => ({
  type: 'decide-together',
  package: entry,
  decisions: decisions(state.instruments.packages.get(entry)?.proposals ?? [], ways),
  ground: '',
  despite: 'time is short',
});

const instrument: fc.Arbitrary<Chaired> = fc.oneof(
  some.map((ids) => () => ({ type: 'tie-package' as const, name: `Package of ${ids.join()}`, proposals: ids, reason: '' })),
  fc.tuple(one, fc.nat(5), fc.boolean()).map(([proposal, n, adds]) => (state: RecordState) => ({
    type: adds ? ('extend-package' as const) : ('reduce-package' as const),
    package: nth(packages(state), n),
    proposal,
    reason: 'as was asked',
  })),
  fc
    .nat(5)
    .map((n) => (state: RecordState) => ({ type: 'dissolve-package' as const, package: nth(packages(state), n), reason: 'no' })),
  pending,
  fc.tuple(fc.nat(5), fc.array(how, { minLength: 1, maxLength: 3 })).map(
    ([n, ways]) =>
      (state: RecordState) =>
        wholePackage(state, nth(packages(state), n), ways as JointDecision['how'][]),
  ),
  fc
    .tuple(some, fc.array(fc.constantFrom('accept', 'drop', 'park'), { minLength: 1, maxLength: 3 }))
    .map(([ids, ways]) => () => ({
      type: 'decide-together' as const,
      package: null,
      decisions: decisions(ids, ways as JointDecision['how'][]),
      ground: '',
      parking: { owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' },
    })),
  fc.nat(5).map((n) => (state: RecordState) => ({
    type: 'reopen-together' as const,
    together: nth([...state.instruments.togethers.keys()], n),
    reason: '',
  })),
  fc
    .uniqueArray(matter, { selector: matterKey, maxLength: 4 })
    .map((matters) => () => ({ type: 'set-running-order' as const, matters })),
  matter.map((taken) => () => ({ type: 'take-matter' as const, matter: taken })),
);

/** Acts of every kind, with those of the chair's instruments among them. */
const chaired: fc.Arbitrary<Chaired[]> = fc
  .tuple(acts, fc.array(instrument, { maxLength: 20 }), fc.array(fc.nat(60), { minLength: 20, maxLength: 20 }))
  .map(([list, more, at]) =>
    more.reduce<Chaired[]>(
      (all, act, index) => all.toSpliced((at[index] ?? 0) % (all.length + 1), 0, act),
      list.map((command) => () => command),
    ),
  );

function negotiated(text: readonly Clause[], list: readonly Chaired[]): Negotiation {
  const negotiation = new Negotiation(text);
  for (const act of list) negotiation.give(act(negotiation.state));
  return negotiation;
}

/** All that the record holds, apart from how far it has come. */
function held(state: RecordState): RecordState {
  return { ...state, last: 0 };
}

const A = proposalId('q1');
const B = proposalId('q2');
const C = proposalId('q3');
const TEXT = [
  clause('c0', 'Each Party <q1 shall><q2 should> report<q3 , as appropriate,>.', { label: '1.' }),
  clause('c1', 'It <-q4 always> <q5 may>meet.', { label: '2.' }),
];
const tie = (...ids: ProposalId[]): Command => ({ type: 'tie-package', name: 'Finance', proposals: ids, reason: '' });
const accept = (proposal: ProposalId): Command => ({ type: 'accept', proposal, version: VERSION, falls: [] });
const together = (entry: number | null, list: JointDecision[]): Command => ({
  type: 'decide-together',
  package: entry,
  decisions: list,
  ground: '',
});
const as = (proposal: ProposalId, way: JointDecision['how']): JointDecision => ({ proposal, version: VERSION, how: way });

describe('packages', () => {
  it('[G1] what is in an open package is open, in no other, and decided in no way alone', () => {
    fc.assert(
      fc.property(clauses, chaired, (text, list) => {
        const negotiation = negotiated(text, list);
        const { state } = negotiation;
        const members = [...state.instruments.packages.values()].flatMap((each) =>
          each.status.state === 'open' ? each.proposals : [],
        );
        expect(new Set(members).size).toBe(members.length);
        for (const id of members) {
          expect(state.proposals.get(id)?.status.state).toBe('open');
          const other = proposals.find((proposal) => proposal !== id)!;
          for (const command of [
            accept(id),
            { type: 'drop', proposal: id, version: VERSION, ground: '' },
            together(null, [as(id, 'drop')]),
            {
              type: 'merge',
              into: { proposal: other, version: VERSION },
              merged: [{ proposal: id, version: VERSION }],
              wording: [],
            },
          ] as Command[]) {
            expect(negotiation.give(command)).not.toBeNull();
            expect(negotiation.state).toBe(state);
          }
        }
        for (const each of state.instruments.packages.values())
          if (each.status.state === 'open') expect(each.proposals.length).toBeGreaterThan(1);
      }),
    );
  });

  it('[G1] says which package, and what can be done; nor does a rival’s acceptance, or the chair’s text, take one out of it', () => {
    const negotiation = new Negotiation(TEXT);
    expect(negotiation.give(tie(A, C))).toBeNull();
    expect(negotiation.give(accept(A))).toMatchObject({
      code: 'in-package',
      reason:
        'It is in the package “Finance” (record 2), which is decided together or not at all. Decide the package, or take the proposal out of it first.',
    });
    expect(negotiation.give({ ...accept(B), falls: [A] } as Command)?.code).toBe('in-package');
    const wording = [{ clause: 'c0' as never, at: 0, text: 'will' }];
    expect(negotiation.give({ type: 'bridge', proposal: A, version: VERSION, drawsOn: [], wording, rationale: '' })).toBeNull();
    expect(negotiation.give(accept([...negotiation.state.proposals.keys()].at(-1)!))?.code).toBe('in-package');
    const question = { on: 'proposal', proposal: A } as const;
    const vote = {
      type: 'open-vote',
      question,
      version: VERSION,
      method: 'roll-call',
      majority: 'simple',
      members: null,
    } as const;
    expect(negotiation.give(vote)?.code).toBe('in-package');
    expect(negotiation.give({ type: 'dissolve-package', package: 2, reason: 'B stands for it' })).toBeNull();
    expect(negotiation.give(vote)).toBeNull();
    expect(negotiation.give(tie(A, C))?.reason).toContain('A vote is open on it');
  });

  it('[G2] a package is decided whole, and reopening the decision gives back exactly the state before (invariant 7)', () => {
    let decided = 0;
    fc.assert(
      fc.property(clauses, chaired, some, fc.array(how, { minLength: 1, maxLength: 3 }), (text, list, ids, ways) => {
        const negotiation = negotiated(text, list);
        negotiation.give(tie(...ids));
        for (const { entry, status, proposals: members } of negotiation.state.instruments.packages.values()) {
          if (status.state !== 'open') continue;
          const { state } = negotiation;
          const words = cleanText(negotiation.clauses, outcomesOf(state));
          expect(negotiation.give(wholePackageWithout(state, entry, members[0]!))).not.toBeNull();
          if (negotiation.give(wholePackage(state, entry, ways as JointDecision['how'][])) !== null) {
            expect(negotiation.state).toBe(state);
            continue;
          }
          decided += 1;
          for (const id of members) {
            expect(negotiation.state.proposals.get(id)?.status.state).not.toBe('open');
            expect(negotiation.give({ type: 'reopen', proposal: id, reason: '' })?.code).toBe('in-package');
          }
          const act = state.last + 1;
          expect(negotiation.give({ type: 'reopen-together', together: act, reason: '' })).toBeNull();
          expect(held(negotiation.state)).toEqual(held(state));
          expect(cleanText(negotiation.clauses, outcomesOf(negotiation.state))).toBe(words);
        }
      }),
    );
    expect(decided).toBeGreaterThan(5);
  });

  it('[G2] accept or drop, then reopen, gives back exactly the state before, in the middle of packages, waits and acts on several', () => {
    fc.assert(
      fc.property(clauses, chaired, one, fc.boolean(), some, (text, list, proposal, accepts, falls) => {
        const negotiation = negotiated(text, list);
        const { state } = negotiation;
        const command: Command = accepts
          ? { type: 'accept', proposal, version: VERSION, falls, despite: 'now' }
          : { type: 'drop', proposal, version: VERSION, ground: '' };
        if (negotiation.give(command) !== null) {
          expect(negotiation.state).toBe(state);
          return;
        }
        expect(negotiation.give({ type: 'reopen', proposal, reason: '' })).toBeNull();
        expect(held(negotiation.state)).toEqual(held(state));
      }),
    );
  });

  it('[G3] nobody is made to stay: a withdrawal leaves the package to two at least, or ends it, and the record says so', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give(tie(A, B, C));
    expect(negotiation.give({ type: 'withdraw', proposal: A, participant: participantId('p-no') })).toBeNull();
    expect(negotiation.entries.at(-1)?.event).toMatchObject({ type: 'PackageReduced', proposal: A, cause: 'withdrawal' });
    expect(packageOf(negotiation.state.instruments.packages, B)?.proposals).toEqual([B, C]);
    expect(negotiation.give({ type: 'reduce-package', package: 2, proposal: B, reason: 'no' })?.reason).toContain(
      'dissolved instead',
    );
    expect(negotiation.give({ type: 'withdraw', proposal: B, participant: participantId('p-ke') })).toBeNull();
    expect(negotiation.entries.at(-1)?.event).toMatchObject({ type: 'PackageDissolved', cause: 'withdrawal' });
    expect(negotiation.give(accept(C))).toBeNull();
  });

  it('[G3] a member comes and goes with a reason, and only what is open comes', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give(tie(A, B));
    expect(negotiation.give({ type: 'extend-package', package: 2, proposal: C, reason: ' ' })?.code).toBe('malformed');
    expect(negotiation.give({ type: 'extend-package', package: 2, proposal: C, reason: 'goes with it' })).toBeNull();
    expect(negotiation.give(tie(C, proposalId('q4')))?.code).toBe('in-package');
    expect(negotiation.give({ type: 'reduce-package', package: 2, proposal: A, reason: 'stands alone' })).toBeNull();
    expect(negotiation.give(accept(A))).toBeNull();
    expect(negotiation.give({ type: 'extend-package', package: 2, proposal: A, reason: 'again' })?.code).toBe('not-open');
    expect(packageOf(negotiation.state.instruments.packages, B)?.proposals).toEqual([B, C]);
  });
});

function wholePackageWithout(state: RecordState, entry: number, left: ProposalId): Command {
  const command = wholePackage(state, entry, ['drop']) as Extract<Command, { type: 'decide-together' }>;
  return { ...command, decisions: command.decisions.filter(({ proposal }) => proposal !== left) };
}

describe('what waits', () => {
  it('[G4] is never locked: whatever waits for whatever, all can be accepted in some order', () => {
    let waits = 0;
    fc.assert(
      fc.property(clauses, fc.array(pending, { maxLength: 10 }), (text, list) => {
        const negotiation = negotiated(text, list);
        waits += negotiation.state.instruments.pendings.size;
        let left = [...negotiation.state.proposals.keys()];
        for (let before = left.length + 1; left.length < before;) {
          before = left.length;
          left = left.filter((id) => negotiation.give(accept(id)) !== null);
        }
        expect(left).toEqual([]);
      }),
    );
    expect(waits).toBeGreaterThan(50);
  });

  it('[G4] is not accepted before, unless the chair says why; reopened, it waits again', () => {
    const negotiation = new Negotiation(TEXT);
    const first: Matter = { on: 'clause', clause: 'c1' as ClauseId };
    expect(
      negotiation.give({ type: 'make-pending', matter: { on: 'proposal', proposal: A }, awaits: first, reason: 'scope' }),
    ).toBeNull();
    expect(negotiation.give(accept(A))).toMatchObject({
      code: 'pending',
      reason: expect.stringContaining('waits for paragraph 2 (record 2: scope)'),
    });
    expect(negotiation.give({ type: 'drop', proposal: A, version: VERSION, ground: '' })).toBeNull();
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: '' })).toBeNull();
    expect(negotiation.give({ ...accept(A), despite: 'both agree' } as Command)).toBeNull();
    expect(negotiation.entries.at(-1)?.event).toMatchObject({ type: 'ProposalAccepted', despite: 'both agree' });
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: '' })).toBeNull();
    expect(negotiation.give(accept(A))?.code).toBe('pending');
    expect(negotiation.give({ type: 'lift-pending', pending: 2, reason: 'settled elsewhere' })).toBeNull();
    expect(negotiation.give(accept(A))).toBeNull();
  });

  it('[G5] is free once what it waits for is decided, in whatever way, also in the same act, and everybody can tell how', () => {
    const negotiation = new Negotiation(TEXT);
    const awaits: Matter = { on: 'proposal', proposal: B };
    const matterA: Matter = { on: 'proposal', proposal: A };
    negotiation.give({
      type: 'make-pending',
      matter: { on: 'clause', clause: 'c0' as ClauseId },
      awaits: { on: 'proposal', proposal: proposalId('q4') },
      reason: 'scope',
    });
    expect(
      negotiation.give({ type: 'make-pending', matter: { on: 'proposal', proposal: proposalId('q4') }, awaits, reason: 'no' })
        ?.code,
    ).toBe('clash');
    expect(negotiation.give(accept(A))?.code).toBe('pending');
    const sources = (): Parameters<typeof pendingsOf>[1] => ({ state: negotiation.state, clauses: negotiation.clauses });
    expect(pendingsOf(matterA, sources()).map(({ awaits: other }) => awaitedState(other, sources()).state)).toEqual([
      'undecided',
    ]);
    expect(negotiation.give(together(null, [as(A, 'accept'), as(proposalId('q4'), 'drop')]))).toBeNull();
    expect(pendingsOf(matterA, sources()).map(({ awaits: other }) => awaitedState(other, sources()))).toEqual([
      { state: 'dropped', entry: 5 },
    ]);
  });
});

describe('acts on several', () => {
  it('[G6] reads as its preview read, and one reopening gives back exactly the state before (invariant 7)', () => {
    let done = 0;
    fc.assert(
      fc.property(
        clauses,
        chaired,
        some,
        fc.array(fc.constantFrom('accept', 'drop', 'park'), { minLength: 1, maxLength: 3 }),
        (text, list, ids, ways) => {
          const negotiation = negotiated(text, list);
          const { state } = negotiation;
          const wanted = decisions(ids, ways as JointDecision['how'][]);
          const preview = text.map(({ id }) => prospect(negotiation.clauses, state, id, supposedTogether(state, wanted)));
          const refusal = negotiation.give({
            ...together(null, wanted),
            parking: { owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' },
            despite: 'time is short',
          } as Command);
          if (refusal !== null) {
            expect(negotiation.state).toBe(state);
            return;
          }
          done += 1;
          expect(text.map(({ id }) => prospect(negotiation.clauses, negotiation.state, id, new Map()))).toEqual(preview);
          expect(replay(negotiation.entries)).toEqual(negotiation.state);
          expect(negotiation.give({ type: 'reopen-together', together: state.last + 1, reason: '' })).toBeNull();
          expect(held(negotiation.state)).toEqual(held(state));
        },
      ),
    );
    expect(done).toBeGreaterThan(10);
  });

  it('[G6] an act of which one part cannot be is refused whole, and each reason is told', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give({ type: 'drop', proposal: B, version: VERSION, ground: '' });
    const { state } = negotiation;
    const refusal = negotiation.give(
      together(null, [as(A, 'accept'), as(B, 'drop'), { ...as(C, 'drop'), version: 'ffffffffffffffff' }]),
    );
    expect(refusal).toMatchObject({
      code: 'not-together',
      each: [
        { proposal: B, reason: 'The proposal is no longer open: it was dropped (record 2).' },
        { proposal: C, reason: expect.stringContaining('changed since you looked') },
      ],
    });
    expect(negotiation.state).toBe(state);
  });

  it('[G6] of those accepted together none takes the other’s words, and none of which the chair said that one can stand', () => {
    const replacing = [clause('c0', 'Each Party <-q1 <-q2 may>><q1 shall><q2 should> report. <q3 Twice. <-q4 a year>>')];
    const negotiation = new Negotiation(replacing);
    expect(negotiation.give(together(null, [as(A, 'accept'), as(B, 'accept')]))?.each).toHaveLength(2);
    expect(negotiation.give(together(null, [as(A, 'accept'), as(B, 'drop')]))).toBeNull();
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: '' })).toBeNull();
    const exclusive = new Negotiation(TEXT);
    exclusive.give({ type: 'relate', proposals: [A, B], relation: 'exclusive' });
    expect(exclusive.give(together(null, [as(A, 'accept'), as(B, 'accept')]))?.each?.[0]?.reason).toContain('one can stand');
  });

  it('[G6] one of several is reopened by itself, and the act is taken back for the rest', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give(together(null, [as(A, 'accept'), as(B, 'drop')]));
    expect(negotiation.give({ type: 'reopen', proposal: B, reason: '' })).toBeNull();
    expect(negotiation.give({ type: 'reopen-together', together: 2, reason: '' })).toBeNull();
    expect(negotiation.entries.at(-2)?.event).toMatchObject({ type: 'TogetherReopened', proposals: [A] });
    expect(negotiation.give({ type: 'reopen-together', together: 2, reason: '' })?.code).toBe('not-closed');
  });
});

describe('the running order', () => {
  it('[G7] takes each matter once, in order, from wherever the chair begins', () => {
    fc.assert(
      fc.property(fc.uniqueArray(matter, { selector: matterKey, minLength: 1 }), fc.nat(), (matters, from) => {
        const negotiation = new Negotiation(ALL);
        expect(negotiation.give({ type: 'set-running-order', matters })).toBeNull();
        const begin = matters[from % matters.length]!;
        const taken: Matter[] = [];
        for (let next: Matter | null = begin; next !== null; next = nextMatter(negotiation.state.instruments.order)) {
          expect(negotiation.give({ type: 'take-matter', matter: next })).toBeNull();
          taken.push(next);
        }
        const at = matters.indexOf(begin);
        expect(taken).toEqual([...matters.slice(at), ...matters.slice(0, at)]);
      }),
    );
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

const ALL = [0, 1, 2].map((n) => clause(`c${n}`, proposals.map((id) => `<${id} ${id}>`).join(' ')));

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
    negotiation.give({ type: 'drop', proposal: A, version: VERSION, ground: '' });
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
