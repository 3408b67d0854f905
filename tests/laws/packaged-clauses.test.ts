import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId, type ProposalId } from '../../shared/base/ids.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { openIn } from '../../shared/proposals/clause-version.ts';
import type { Command } from '../../shared/record/command.ts';
import { agreementOn } from '../../shared/record/agreeing.ts';
import { USUAL_LADDER, placeOnLadder } from '../../shared/record/ladder.ts';
import { packageOfClause } from '../../shared/record/packaged-clauses.ts';
import type { PackagedClause } from '../../shared/record/packages.ts';
import { replay } from '../../shared/record/evolve.ts';
import { passedBy } from '../../shared/record/silence.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { givenBySilence } from '../../shared/record/status-given.ts';
import type { JointDecision } from '../../shared/record/together.ts';
import { clause } from '../projection/built.ts';
import { A, B, C, accept, chaired, held, how, some, TEXT } from './chaired.ts';
import { proposals } from './generated.ts';
import { Negotiation, VERSION } from './negotiation.ts';
import { texts, packaged, versionIn, decided, course, steps } from './packaging.ts';

const KEPT = clause('k0', 'Entries are kept.', { label: '8.' });
const UP: PackagedClause = { clause: KEPT.id, rung: 'adopted' };

describe('clauses in packages', () => {
  it('[G10] whatever is done, none is agreed alone while its package is open, and nothing stands outside the ladder', () => {
    let open = 0;
    fc.assert(
      fc.property(texts, chaired, steps, (text, list, more) => {
        const negotiation = course(text, list, more);
        const { state } = negotiation;
        expect(replay(negotiation.entries)).toEqual(state);
        for (const { steps: climbed } of state.ladder.agreed.values())
          for (const { rung } of climbed) expect(placeOnLadder(state.ladder.rungs, rung)).not.toBe(-1);
        for (const { status, clauses: packed, proposals: members } of state.instruments.packages.values()) {
          expect(new Set(packed.map((one) => one.clause)).size).toBe(packed.length);
          if (status.state !== 'open') continue;
          expect(packed.length + members.length).toBeGreaterThan(1);
          for (const { clause: id } of packed) {
            open += 1;
            const version = versionIn(negotiation, id, outcomesOf(state));
            for (const command of [
              { type: 'agree', rung: 'adopted', clauses: [{ clause: id, version }] },
              { type: 'begin-silence', clauses: [id], deadline: '2026-09-01T09:00:00.000Z', shortening: null, gives: 'adopted' },
            ] as Command[])
              expect(negotiation.give(command)?.code).toBe('in-package');
            expect(negotiation.state).toBe(state);
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(open).toBeGreaterThan(50);
  });

  it('[G10] [G2] are agreed as they read with all of the package, or nothing is; and its reopening gives back exactly the state before (invariant 7)', () => {
    let [agreed, risen] = [0, 0];
    fc.assert(
      fc.property(
        texts,
        chaired,
        steps,
        some,
        packaged,
        fc.array(how, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (text, list, more, ids, packed, ways, isAgreed) => {
          const negotiation = course(text, list, more);
          const version = versionIn(negotiation, KEPT.id, outcomesOf(negotiation.state));
          if (isAgreed) negotiation.give({ type: 'agree', rung: 'ad-ref', clauses: [{ clause: KEPT.id, version }] });
          negotiation.give({ type: 'tie-package', name: 'The deal', proposals: ids, clauses: packed, reason: '' });
          for (const { entry, status } of negotiation.state.instruments.packages.values()) {
            if (status.state !== 'open') continue;
            const { state } = negotiation;
            const words = cleanText(negotiation.clauses, outcomesOf(state));
            if (negotiation.give(decided(negotiation, entry, ways as JointDecision['how'][])) !== null) {
              expect(negotiation.state).toBe(state);
              continue;
            }
            for (const { clause: id, rung } of state.instruments.packages.get(entry)?.clauses ?? []) {
              agreed += 1;
              if (state.ladder.agreed.has(id)) risen += 1;
              const found = negotiation.clauses.find((one) => one.id === id)!;
              const outcomeOf = outcomesOf(negotiation.state);
              expect(openIn(found, outcomeOf).size).toBe(0);
              expect(agreementOn(found, negotiation.state.ladder, outcomeOf)?.steps.at(-1)?.rung).toBe(rung);
              expect(negotiation.give({ type: 'reopen-clauses', clauses: [id], reason: 'new facts' })?.code).toBe('in-package');
            }
            expect(negotiation.give({ type: 'reopen-together', together: state.last + 1, reason: 'new facts' })).toBeNull();
            expect(held(negotiation.state)).toEqual(held(state));
            expect(cleanText(negotiation.clauses, outcomesOf(negotiation.state))).toBe(words);
          }
        },
      ),
      { numRuns: 300, examples: [[[KEPT, clause('c0', 'It <q1 always> meets.')], [], [], [A], [UP], ['accept'], true]] },
    );
    expect(agreed).toBeGreaterThan(5);
    expect(risen).toBeGreaterThan(0);
  });

  const ALL = [...TEXT, clause('c2', 'Entries are kept.', { label: '3.' })];
  const [C1, C2] = [clauseId('c1'), clauseId('c2')];
  const tie = (ids: readonly ProposalId[], ...list: PackagedClause[]): Command => ({
    type: 'tie-package',
    name: 'Archive',
    proposals: ids,
    clauses: list,
    reason: '',
  });

  it('[G10] a bracket that is left, words that changed, and a clause that is gone are each told, and nothing is done', () => {
    const negotiation = new Negotiation(ALL);
    expect(negotiation.give(tie([A], { clause: C1, rung: 'ad-ref' }, { clause: C2, rung: 'ad-ref' }))).toBeNull();
    const { state } = negotiation;
    const command = decided(negotiation, 2, ['accept']) as Extract<Command, { type: 'decide-together' }>;
    const [one, two] = command.clauses!;
    const refusal = negotiation.give({ ...command, clauses: [one!, { ...two!, version: 'f'.repeat(64) }] });
    expect(refusal).toMatchObject({
      code: 'not-together',
      each: [
        { clause: C1, reason: 'Brackets are still open in what is to be agreed: Paragraph 2.' },
        { clause: C2, reason: expect.stringContaining('The words have changed since you looked') },
      ],
    });
    expect(negotiation.give({ ...command, clauses: [one!] })?.reason).toContain('of its 2 clauses each is agreed or left');
    expect(negotiation.give({ ...command, package: null })?.reason).toContain('or with a package');
    negotiation.clauses = negotiation.clauses.filter(({ id }) => id !== C2);
    expect(negotiation.give({ ...command, clauses: [{ ...one!, how: 'leave' }, two!] })?.each).toEqual([
      { clause: C2, reason: 'One of the clauses does not stand in the text any more. Look again, then agree.' },
    ]);
    expect(negotiation.state).toBe(state);
    expect(
      negotiation.give({
        ...command,
        clauses: [
          { ...one!, how: 'leave' },
          { ...two!, how: 'leave' },
        ],
      }),
    ).toBeNull();
    expect(negotiation.state.ladder.agreed.size).toBe(0);
  });

  it('[G10] an option, a clause that goes, one to be agreed and two proposals are decided in one act, and taken back by one', () => {
    const text = [
      clause('c0', 'The Fund <q1 shall><q2 should> pay<q3 , where possible>.', { label: '1.' }),
      clause('c1', '<-q4 It meets in Geneva.>', { label: '2.' }),
      clause('c2', 'Entries are kept<q5 , as a rule>.', { label: '3.' }),
    ];
    const negotiation = new Negotiation(text);
    const [D, E] = [proposals[3]!, proposals[4]!];
    negotiation.give({ type: 'relate', proposals: [A, B], relation: 'exclusive' });
    expect(negotiation.give({ type: 'agree', rung: 'small-group', clauses: [] })).not.toBeNull();
    expect(negotiation.give(tie([A, B, D, E], { clause: C2, rung: 'committee' }))).toBeNull();
    const { state } = negotiation;
    const entry = state.last;
    expect(negotiation.give(decided(negotiation, entry, ['accept', 'drop', 'accept', 'drop']))).toBeNull();
    expect(negotiation.entries.slice(entry).map(({ event }) => event.type)).toEqual([
      'DecidedTogether',
      'ProposalAccepted',
      'ProposalAccepted',
      'ProposalDropped',
      'ProposalDropped',
      'ClauseAgreed',
    ]);
    expect(negotiation.entries.at(-1)?.event).toMatchObject({ rung: 'committee', by: { on: 'package', entry }, settles: [E] });
    expect(negotiation.give({ type: 'set-ladder', rungs: USUAL_LADDER.slice(0, 2) })?.code).toBe('rung-in-use');
    // An edit ends what was agreed, as ever; the reopening takes back the rest.
    expect(negotiation.give({ type: 'reopen-together', together: entry + 1, reason: 'new facts' })).toBeNull();
    expect(held(negotiation.state)).toEqual(held(state));
    expect(negotiation.give({ type: 'set-ladder', rungs: USUAL_LADDER.slice(0, 2) })?.reason).toContain(
      'an open package is to give',
    );
  });

  it('[G10] comes in below its rung only, into one package, and where no silence or vote is to agree it; a withdrawal leaves the rest', () => {
    const negotiation = new Negotiation(ALL);
    const version = versionIn(negotiation, C2, outcomesOf(negotiation.state));
    expect(negotiation.give({ type: 'agree', rung: 'ad-ref', clauses: [{ clause: C2, version }] })).toBeNull();
    expect(negotiation.give(tie([A], { clause: C2, rung: 'ad-ref' }))?.code).toBe('agreed');
    expect(negotiation.give(tie([A], { clause: C2, rung: 'nowhere' }))?.code).toBe('unknown-rung');
    expect(negotiation.give(tie([A], { clause: clauseId('none'), rung: 'adopted' }))?.code).toBe('unknown-clause');
    expect(negotiation.give(tie([], { clause: C2, rung: 'adopted' }))?.reason).toContain('two at least');
    const vote = { on: 'clause', clause: C2 } as const;
    const opened: Command = {
      type: 'open-vote',
      question: vote,
      version,
      method: 'roll-call',
      majority: 'simple',
      members: null,
      gives: 'adopted',
    };
    expect(negotiation.give(opened)).toBeNull();
    expect(negotiation.give(tie([A], { clause: C2, rung: 'adopted' }))?.reason).toContain(
      'A vote that is to agree Paragraph 3 is open',
    );
    expect(negotiation.give({ type: 'call-off-vote', vote: negotiation.state.last, reason: 'no' })).toBeNull();
    expect(negotiation.give(tie([A, C], { clause: C2, rung: 'adopted' }))).toBeNull();
    const entry = negotiation.state.last;
    expect(negotiation.give(opened)?.code).toBe('in-package');
    expect(packageOfClause(negotiation.state.instruments.packages, C2)?.entry).toBe(entry);
    expect(
      negotiation.give({ type: 'pack-clauses', package: entry, clauses: [{ clause: C2, rung: 'adopted' }], reason: 'x' })?.code,
    ).toBe('in-package');
    expect(negotiation.give({ type: 'reduce-package', package: entry, proposal: C, reason: 'not with it' })).toBeNull();
    expect(negotiation.give({ type: 'unpack-clause', package: entry, clause: C2, reason: 'no' })?.reason).toContain(
      'dissolved instead',
    );
    expect(negotiation.give(accept(A))?.code).toBe('in-package');
  });

  it('[G10] what can no longer apply is not accepted with a package: the reason is told', () => {
    const negotiation = new Negotiation([clause('c0', 'It <q1 shall <-q2 always >>meet<q3 , yearly>.', { label: '1.' })]);
    expect(negotiation.give({ type: 'drop', proposal: A, version: VERSION, ground: 'no agreement' })).toBeNull();
    expect(negotiation.give(tie([B, C]))).toBeNull();
    const entry = negotiation.state.last;
    expect(negotiation.give(decided(negotiation, entry, ['accept']))?.each).toEqual([
      {
        proposal: B,
        reason: `It can no longer apply: its words are all out of the text (record ${entry - 1}). Drop it with the package, or take it out.`,
      },
    ]);
    expect(negotiation.give(decided(negotiation, entry, ['drop', 'accept']))).toBeNull();
  });

  it('[G10] [G4] [L13] what silence that passes or a vote that carries was to agree is not, where it is in an open package by then, or waits', () => {
    const DEADLINE = '2026-09-01T09:00:00.000Z';
    const begin: Command = { type: 'begin-silence', clauses: [C2], deadline: DEADLINE, shortening: 'urgent', gives: 'adopted' };
    const vote = (negotiation: Negotiation): Command => ({
      type: 'open-vote',
      question: { on: 'clause', clause: C2 },
      version: versionIn(negotiation, C2, outcomesOf(negotiation.state)),
      method: 'show-of-hands',
      majority: 'simple',
      members: null,
      gives: 'adopted',
    });
    /** As the server has it at the deadline. */
    const given = ({ state, clauses }: Negotiation): string[] =>
      passedBy(state.silences, DEADLINE)
        .flatMap((event) => givenBySilence(state, event, { clauses: () => clauses, outcomeOf: outcomesOf(state) }))
        .map(({ type }) => type);
    const packed = new Negotiation(ALL);
    packed.give(tie([A], { clause: C2, rung: 'adopted' }));
    const entry = packed.state.last;
    expect(packed.give(decided(packed, entry, ['accept'], [false]))).toBeNull();
    expect(packed.give(begin)).toBeNull();
    expect(packed.give(vote(packed))).toBeNull();
    const counts = { for: 9, against: 1, abstaining: 0, notParticipating: 0 };
    const opened = packed.state.last;
    expect(packed.give({ type: 'count-votes', vote: opened, counts })).toBeNull();
    expect(given(packed)).toEqual(['ClauseAgreed']);
    expect(packed.give({ type: 'reopen-together', together: entry + 1, reason: 'not yet' })).toBeNull();
    expect(given(packed)).toEqual([]);
    expect(packed.give({ type: 'close-vote', vote: opened, falls: [] })).toBeNull();
    expect(packed.entries.at(-1)?.event.type).toBe('VoteRecorded');
    const waiting = new Negotiation(ALL);
    const awaits = { on: 'proposal', proposal: A } as const;
    expect(waiting.give({ type: 'make-pending', matter: { on: 'clause', clause: C2 }, awaits, reason: 'scope' })).toBeNull();
    for (const command of [begin, vote(waiting)]) expect(waiting.give(command)?.code).toBe('pending');
    expect(waiting.give({ type: 'drop', proposal: A, version: VERSION, ground: 'no agreement' })).toBeNull();
    expect(waiting.give(begin)).toBeNull();
    expect(given(waiting)).toEqual(['ClauseAgreed']);
    expect(waiting.give({ type: 'reopen', proposal: A, reason: 'new facts' })).toBeNull();
    expect(given(waiting)).toEqual([]);
  });
});
