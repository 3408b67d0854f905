import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId, participantId, seatId, type ClauseId } from '../../shared/base/ids.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import {
  clausesWith,
  evolveSilences,
  isRunning,
  nextDeadline,
  NO_SILENCES,
  overtakenBy,
  passedBy,
  type SilenceCommand,
  type SilenceEvent,
  type Silences,
} from '../../shared/record/silence.ts';
import { decide } from '../../shared/record/decide.ts';
import { decideSilence, LEAST_SILENCE, type SilenceContext } from '../../shared/record/silence-decisions.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { readingOf, wholeVersion, type TextReading } from '../../shared/record/text-reading.ts';
import { clauses as texts, outcomes, type proposals } from './generated.ts';

const CLAUSES = ['c1', 'c2', 'c3', 'c4'].map(clauseId);
const NORWAY = participantId('p-no');
const KENYA = participantId('p-ke');
const START = Date.parse('2026-07-01T09:00:00.000Z');
const HOUR = 3_600_000;
const FACTS = { versionOf: () => '', hasText: () => true };
const iso = (moment: number): string => new Date(moment).toISOString();

/** A conference in which clauses change, time goes on, the server is down at times, and people act. */
class Procedure {
  silences: Silences = NO_SILENCES;
  now = START;
  readonly events: { readonly entry: number; readonly event: SilenceEvent; readonly now: number }[] = [];
  readonly versions = new Map<ClauseId, string>(CLAUSES.map((clause) => [clause, `${clause}0`]));
  readonly reading: TextReading = {
    all: () => CLAUSES.map((clause) => ({ clause, version: this.versions.get(clause) ?? '' })),
    versionOf: (clause) => this.versions.get(clause) ?? null,
  };

  private write(events: readonly SilenceEvent[]): void {
    for (const event of events) {
      const entry = this.events.length + 1;
      this.events.push({ entry, event, now: this.now });
      this.silences = evolveSilences(this.silences, event, entry);
    }
  }

  /** What the server does before it does anything else. */
  settle(): void {
    this.write(passedBy(this.silences, iso(this.now)));
  }

  give(command: SilenceCommand): boolean {
    const times = { now: iso(this.now), leastDeadline: iso(this.now + LEAST_SILENCE) };
    const context: SilenceContext = { times, reading: this.reading, breaks: () => true, givingFault: () => null };
    const decision = decideSilence(this.silences, command, context);
    if (decision.ok) this.write(decision.value);
    return decision.ok;
  }

  edit(clause: ClauseId): void {
    this.versions.set(clause, `${this.versions.get(clause) ?? ''}+`);
    this.write(overtakenBy(this.silences, (one) => this.reading.versionOf(one), [clause]));
  }
}

type Step =
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'edit'; readonly clause: ClauseId }
  | { readonly do: 'give'; readonly command: SilenceCommand; readonly hours: number };

const some = fc.option(fc.uniqueArray(fc.constantFrom(...CLAUSES), { minLength: 1, maxLength: 3 }), { nil: null });
const silence = fc.integer({ min: 1, max: 6 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 90 }) }),
    fc.record({ do: fc.constant('edit' as const), clause: fc.constantFrom(...CLAUSES) }),
    fc.record({
      do: fc.constant('give' as const),
      hours: fc.integer({ min: 1, max: 100 }),
      command: fc.oneof(
        fc.record({
          type: fc.constant('begin-silence' as const),
          clauses: some,
          deadline: fc.constant(''),
          shortening: fc.constantFrom('time presses', null),
        }),
        fc.record({
          type: fc.constant('break-silence' as const),
          silence,
          clauses: some,
          participant: fc.constantFrom(NORWAY, KENYA),
          reason: fc.constant('no instructions'),
        }),
        fc.record({ type: fc.constant('lift-silence' as const), silence, reason: fc.constant('a new text comes') }),
      ),
    }),
  ),
  { maxLength: 40 },
);

function run(list: readonly Step[]): Procedure {
  const procedure = new Procedure();
  for (const step of list) {
    if (step.do === 'wait') procedure.now += step.hours * HOUR;
    procedure.settle();
    if (step.do === 'edit') procedure.edit(step.clause);
    if (step.do === 'give') {
      const { command } = step;
      const deadline = iso(procedure.now + step.hours * HOUR);
      procedure.give(command.type === 'begin-silence' ? { ...command, deadline } : command);
    }
  }
  return procedure;
}

/** Which clauses an event ended, by the plainest reading of it. */
function endedBy(event: SilenceEvent, left: ReadonlySet<ClauseId>): ClauseId[] {
  if (event.type === 'SilenceBegan') return [];
  if (event.type === 'SilenceLifted' || (event.type === 'SilenceBroken' && event.clauses === null)) return [...left];
  return (event.clauses ?? []).filter((clause) => left.has(clause));
}

describe('silence', () => {
  it('[Q3] ends on each clause once, as the first event that ends it says; replay gives the live state', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { events, silences } = run(list);
        const replayed = events.reduce((state, { event, entry }) => evolveSilences(state, event, entry), NO_SILENCES);
        expect(replayed).toEqual(silences);
        for (const one of silences.values()) {
          const left = new Set(one.clauses.keys());
          const fates = new Map<ClauseId, { fate: string; entry: number }>();
          for (const { event, entry } of events) {
            if (!('silence' in event) || event.silence !== one.entry) continue;
            const fate = event.type.replace('Silence', '').toLowerCase();
            for (const clause of endedBy(event, left)) {
              expect(left.delete(clause)).toBe(true);
              fates.set(clause, { fate, entry });
            }
            // What passes, or is overtaken, was running until then.
            if (event.type === 'SilencePassed' || event.type === 'SilenceOvertaken')
              expect(event.clauses.every((clause) => fates.get(clause)?.entry === entry)).toBe(true);
          }
          for (const [clause, { fate, entry }] of one.clauses)
            expect({ fate, entry }).toEqual(fates.get(clause) ?? { fate: 'running', entry: null });
        }
      }),
    );
  });

  it('[Q3] passes on no clause before its deadline, and leaves none running that is due', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const procedure = run(list.flatMap(hourly));
        for (const { event, now } of procedure.events) {
          if (event.type === 'SilencePassed') expect(now).toBeGreaterThanOrEqual(Date.parse(event.deadline));
          if (event.type === 'SilenceBroken')
            expect(now).toBeLessThan(Date.parse(procedure.silences.get(event.silence)?.deadline ?? ''));
        }
        procedure.settle();
        for (const one of procedure.silences.values())
          expect(isRunning(one) && Date.parse(one.deadline) <= procedure.now).toBe(false);
        const due = [...procedure.silences.values()].filter(isRunning).map((one) => one.deadline);
        expect(nextDeadline(procedure.silences)).toBe(due.toSorted()[0] ?? null);
      }),
    );
  });

  it('[Q3] comes to the same however often the server stopped meanwhile, save that what passed is told later', () => {
    fc.assert(
      fc.property(steps, (list) => {
        // Stopping is going without `settle` until the next act; time alone does nothing else.
        const awake = run(list.flatMap(hourly));
        const asleep = run(list);
        // Entry numbers are the same too, since passing is what comes next either way, but for two that pass in one stop: in order of deadline.
        expect(asleep.silences).toEqual(awake.silences);
      }),
    );
  });

  it('[Q1] runs for 72 hours at the least, unless the chair shortens it for a reason', () => {
    const procedure = new Procedure();
    const deadline = iso(START + LEAST_SILENCE - 1);
    const short = { type: 'begin-silence', clauses: null, deadline, shortening: null } as const;
    expect(procedure.give(short)).toBe(false);
    expect(procedure.give({ ...short, shortening: '  ' })).toBe(false);
    const enough = iso(START + LEAST_SILENCE);
    expect(procedure.give({ ...short, clauses: [CLAUSES[0]!], deadline: enough })).toBe(true);
    expect(procedure.give({ ...short, clauses: [CLAUSES[1]!], shortening: 'the session ends' })).toBe(true);
    expect([...procedure.silences.values()].map((one) => one.shortened)).toEqual([null, 'the session ends']);
    const seats = { chair: 'p-chair', drafter: 'p-secretariat', delegate: 'p-no', observer: 'o-unep' } as const;
    const may = (role: keyof typeof seats, command: SilenceCommand): boolean =>
      refusalOf({ role, participant: participantId(seats[role]) }, command, EMPTY_STATE) === null;
    const roles = Object.keys(seats) as (keyof typeof seats)[];
    expect(roles.filter((role) => may(role, { ...short, shortening: 'haste' }))).toEqual(['chair']);
    expect(roles.filter((role) => may(role, short))).toEqual(['chair', 'drafter']);
    expect(roles.filter((role) => may(role, { type: 'lift-silence', silence: 1, reason: 'x' }))).toEqual(['chair']);
  });

  it('[Q1] begins neither on clauses without words, nor where silence runs already, nor with a deadline that has passed', () => {
    const procedure = new Procedure();
    const deadline = iso(START + LEAST_SILENCE);
    const begin = (clauses: readonly ClauseId[] | null): boolean =>
      procedure.give({ type: 'begin-silence', clauses, deadline, shortening: null });
    expect(begin([clauseId('c9')])).toBe(false);
    expect(begin([CLAUSES[1]!])).toBe(true);
    expect(begin(null)).toBe(false);
    expect(begin([CLAUSES[0]!])).toBe(true);
    procedure.now += LEAST_SILENCE;
    expect(procedure.give({ type: 'begin-silence', clauses: [CLAUSES[2]!], deadline, shortening: 'haste' })).toBe(false);
  });

  it('[Q2] is broken per clause with a reason, by several for their own reasons, by each once', () => {
    const procedure = new Procedure();
    procedure.give({
      type: 'begin-silence',
      clauses: null,
      deadline: iso(START + LEAST_SILENCE),
      shortening: null,
    });
    const breaks = (clauses: readonly ClauseId[] | null, participant = NORWAY, reason = 'too far'): boolean =>
      procedure.give({ type: 'break-silence', silence: 1, clauses, participant, reason });
    expect(breaks([CLAUSES[1]!], NORWAY, ' ')).toBe(false);
    expect(breaks([CLAUSES[1]!])).toBe(true);
    expect(breaks([CLAUSES[1]!])).toBe(false);
    expect(breaks([CLAUSES[1]!], KENYA, 'not far enough')).toBe(true);
    expect(breaks([clauseId('c9')])).toBe(false);
    expect(breaks(null, KENYA)).toBe(true);
    const only = procedure.silences.get(1)!;
    expect(clausesWith(only, 'broken')).toEqual(CLAUSES);
    expect(only.clauses.get(CLAUSES[1]!)?.entry).toBe(2);
    expect(only.breaks.map((one) => [one.participant, one.clauses.length])).toEqual([
      [NORWAY, 1],
      [KENYA, 1],
      [KENYA, 3],
    ]);
    procedure.now += LEAST_SILENCE;
    procedure.settle();
    expect(procedure.events.map(({ event }) => event.type)).not.toContain('SilencePassed');
    expect(breaks([CLAUSES[0]!])).toBe(false);
    const kinds = ['state', 'group', 'observer', 'secretariat', 'chair'] as const;
    const state = { ...EMPTY_STATE, silences: procedure.silences };
    const begun = { ...state, silences: evolveSilences(NO_SILENCES, procedure.events[0]!.event, 1) };
    const said = { type: 'break-silence', silence: 1, clauses: null, participant: NORWAY, reason: 'too far' } as const;
    expect(kinds.filter((kind) => decide(begun, said, { facts: FACTS, nextNumber: 2, kindOf: () => kind }).ok)).toEqual([
      'state',
      'group',
    ]);
    const norway = { id: seatId('s-no'), name: 'N', role: 'delegate', participant: NORWAY } as const;
    const kenya = { type: 'break-silence', silence: 1, clauses: null, participant: KENYA, reason: 'x' } as const;
    expect(refusalOf(norway, kenya, EMPTY_STATE)?.code).toBe('not-allowed');
    expect(refusalOf({ ...norway, role: 'observer' }, { ...kenya, participant: NORWAY }, EMPTY_STATE)).not.toBeNull();
    expect(refusalOf({ ...norway, role: 'chair' }, kenya, EMPTY_STATE)).toBeNull();
  });

  it('[Q5] what is circulated is what is read: its version changes with words that are seen and with brackets, and with nothing else', () => {
    fc.assert(
      fc.property(texts, outcomes, outcomes, (list, before, after) => {
        const of = (map: typeof before) => (id: (typeof proposals)[number]) => map.get(id) ?? 'open';
        const seen = (clause: (typeof list)[number], map: typeof before): unknown => {
          const runs = clause.runs
            .filter(
              (run) =>
                !run.insertions.some((id) => of(map)(id) === 'refused') &&
                !run.deletions.some((id) => of(map)(id) === 'accepted'),
            )
            .flatMap((run) =>
              [...run.text].map((letter) => [
                letter,
                run.insertions.filter((id) => of(map)(id) === 'open'),
                run.deletions.filter((id) => of(map)(id) === 'open'),
              ]),
            );
          return runs.length === 0 ? null : runs;
        };
        for (const clause of list) {
          const same = JSON.stringify(seen(clause, before)) === JSON.stringify(seen(clause, after));
          expect(clauseVersion(clause, of(before)) === clauseVersion(clause, of(after))).toBe(same);
        }
        const [a, b] = [readingOf(list, of(before)), readingOf(list, of(after))];
        expect(wholeVersion(a.all()) === wholeVersion(b.all())).toBe(JSON.stringify(a.all()) === JSON.stringify(b.all()));
        expect(a.all().every(({ clause, version }) => a.versionOf(clause) === version)).toBe(true);
      }),
    );
  });
});

/** The same step, with the server looking at the clock every hour. */
function hourly(step: Step): Step[] {
  return step.do === 'wait' ? Array.from({ length: step.hours }, () => ({ do: 'wait', hours: 1 }) as const) : [step];
}
