import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId } from '../../shared/base/ids.ts';
import { sha256, sha256InSteps } from '../../shared/base/sha256.ts';
import { chainEntry, firstBrokenLink, GENESIS, sealEntry } from '../../shared/record/chain.ts';
import type { Command } from '../../shared/record/command.ts';
import { decide, type DecisionContext } from '../../shared/record/decide.ts';
import { evolve, replay } from '../../shared/record/evolve.ts';
import type { Entry, RecordEvent } from '../../shared/record/event.ts';
import { EMPTY_STATE, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { commitment, saltOf } from '../../shared/record/seal.ts';
import { isCommittedTo, unseal } from '../../shared/record/unsealing.ts';
import { inherited } from '../projection/built.ts';
import { CHAIR, clauses, commands, proposals } from './generated.ts';
import { cleanText } from '../../shared/projection/clean.ts';

/** A ledger as the server keeps it: decide, chain, evolve. */
class Ledger {
  readonly entries: Entry[] = [];
  state: RecordState = EMPTY_STATE;

  write(events: readonly RecordEvent[]): void {
    for (const event of events) {
      const number = this.entries.length + 1;
      const body = {
        number,
        at: '2026-07-01T09:00:00.000Z',
        actor: CHAIR,
        onBehalfOf: null,
        meeting: null,
        salt: '00112233445566778899aabbccddeeff',
        text: { revision: 1, number: 0, hash: GENESIS },
        event,
      };
      this.entries.push(chainEntry(this.entries.at(-1)?.hash ?? GENESIS, body));
      this.state = evolve(this.state, { number, event });
    }
  }

  give(command: Command): boolean {
    const context: DecisionContext = {
      facts: { versionOf: () => '0'.repeat(64), hasText: () => true },
      nextNumber: this.entries.length + 1,
      kindOf: () => 'state',
    };
    const decision = decide(this.state, command, context);
    if (decision.ok) this.write(decision.value);
    return decision.ok;
  }
}

function begun(): Ledger {
  const ledger = new Ledger();
  ledger.write([
    {
      type: 'DraftImported',
      title: 'Draft',
      form: 'plain',
      source: { name: 'draft.txt', sha256: GENESIS },
      clauses: 5,
      inherited: proposals.map((id) => inherited(id, 'c0')),
    },
  ]);
  return ledger;
}

/** The live part of a state: everything but how far the record has come. */
function live(state: RecordState): unknown {
  return [...state.proposals.values()].map((proposal) => ({ ...proposal, positions: [...proposal.positions] }));
}

describe('the record', () => {
  it('[R1] is a chain: replaying it gives the live state, and it verifies (invariant 3)', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const ledger = begun();
        for (const command of list) ledger.give(command);
        expect(live(replay(ledger.entries))).toEqual(live(ledger.state));
        expect(firstBrokenLink(ledger.entries)).toBeNull();
        expect(firstBrokenLink(JSON.parse(JSON.stringify(ledger.entries)) as Entry[])).toBeNull();
      }),
    );
  });

  it('[R1] hashes to the same on every platform', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.uint8Array({ maxLength: 200 })), (input) => {
        expect(sha256(input)).toBe(sha256InSteps(input));
      }),
    );
    expect(sha256('half a pair \ud800')).toBe(sha256InSteps('half a pair \ud800'));
  });

  it('[R2] names the first link that was tampered with, missing or out of order', () => {
    fc.assert(
      fc.property(commands, fc.nat(), fc.constantFrom('edit', 'remove', 'swap', 'time'), (list, at, how) => {
        const ledger = begun();
        for (const command of list) ledger.give(command);
        const entries = structuredClone(ledger.entries) as { -readonly [K in keyof Entry]: Entry[K] }[];
        const index = at % entries.length;
        const entry = entries[index];
        if (entry === undefined) return;
        if (how === 'edit')
          entry.event = { type: 'ProposalWithdrawn', proposal: proposals[0]!, participant: participantId('p-x') };
        if (how === 'time') entry.at = '2026-07-01T09:00:00.001Z';
        if (how === 'remove') entries.splice(index, 1);
        if (how === 'swap') entries.splice(index, 2, ...entries.slice(index, index + 2).toReversed());
        const touched = JSON.stringify(entries) !== JSON.stringify(ledger.entries);
        const cutAtEnd = how === 'remove' && index === entries.length;
        expect(firstBrokenLink(entries)?.number ?? null).toBe(touched && !cutAtEnd ? index + 1 : null);
      }),
    );
  });

  it('[R3] accept or drop, then reopen, gives back exactly the state before (invariant 7)', () => {
    fc.assert(
      fc.property(
        clauses,
        commands,
        fc.constantFrom(...proposals),
        fc.boolean(),
        fc.subarray([...proposals]),
        (text, list, proposal, accepts, falls) => {
          const ledger = begun();
          for (const command of list) ledger.give(command);
          const before = live(ledger.state);
          const cleanBefore = cleanText(text, outcomesOf(ledger.state));
          const version = '0'.repeat(64);
          const given = ledger.give(
            accepts ? { type: 'accept', proposal, version, falls } : { type: 'drop', proposal, version, ground: 'no agreement' },
          );
          if (!given) {
            expect(live(ledger.state)).toEqual(before);
            return;
          }
          expect(live(ledger.state)).not.toEqual(before);
          expect(ledger.give({ type: 'reopen', proposal, reason: 'new facts' })).toBe(true);
          expect(live(ledger.state)).toEqual(before);
          expect(cleanText(text, outcomesOf(ledger.state))).toBe(cleanBefore);
        },
      ),
    );
  });

  it('[R4] writes "withdrawn" on the command to withdraw only', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const ledger = begun();
        let withdrawals = 0;
        for (const command of list) if (ledger.give(command) && command.type === 'withdraw') withdrawals += 1;
        expect(ledger.entries.filter((entry) => entry.event.type === 'ProposalWithdrawn')).toHaveLength(withdrawals);
      }),
    );
  });

  it('[R5] refuses a decision on words that have changed since the chair saw them', () => {
    const ledger = begun();
    const [proposal] = proposals;
    const decision = decide(
      ledger.state,
      { type: 'accept', proposal: proposal!, version: '1'.repeat(64), falls: [] },
      { facts: { versionOf: () => '2'.repeat(64), hasText: () => true }, nextNumber: 2, kindOf: () => 'state' },
    );
    expect(decision).toMatchObject({ ok: false, refusal: { code: 'changed-since' } });
    const [, rival] = proposals;
    const falling = (version: string) =>
      decide(
        ledger.state,
        { type: 'accept', proposal: proposal!, version: '2'.repeat(64), falls: [rival!], seen: [{ proposal: rival!, version }] },
        { facts: { versionOf: () => '2'.repeat(64), hasText: () => true }, nextNumber: 2, kindOf: () => 'state' },
      );
    expect(falling('1'.repeat(64))).toMatchObject({ ok: false, refusal: { code: 'changed-since' } });
    expect(falling('2'.repeat(64))).toMatchObject({ ok: true });
  });

  it('[R9] verifies without names, and a name unsealed later can be checked', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const ledger = begun();
        for (const command of list) ledger.give(command);
        const sealed = ledger.entries.map(sealEntry);
        expect(firstBrokenLink(sealed)).toBeNull();
        const bytes = JSON.stringify(sealed);
        for (const planted of ['p-chair', 's-chair', '"Chair"', 'p-no', 'p-ke', ledger.entries[0]!.salt])
          expect(bytes).not.toContain(planted);
        const entry = ledger.entries[0]!;
        expect(bytes).toContain(commitment(saltOf(entry.salt, '/actor/participant'), entry.actor.participant));
        expect(bytes).not.toContain(commitment(saltOf(entry.salt, '/actor/participant'), 'p-us'));
        const given = unseal(entry, '/actor/participant');
        expect(given !== null && isCommittedTo(sealed[0]!, given)).toBe(true);
        // What is no name is not given away as one, least of all the salt of all names.
        for (const place of ['/salt', '/text', '/actor', '/actor/participant/0', '/actor/name', ''])
          expect(unseal(entry, place)).toBeNull();
      }),
    );
  });
});
