import fc from 'fast-check';
import { participantId, seatId, type ParticipantId } from '../../shared/base/ids.ts';
import { STATES } from '../../shared/participants/states.ts';
import { chainEntry, GENESIS } from '../../shared/record/chain.ts';
import type { Actor, Entry, RecordEvent } from '../../shared/record/event.ts';

export const NORWAY = participantId('p-no');

export const KENYA = participantId('p-ke');

export const G77 = participantId('g-g77');

export const SALT = '00112233445566778899aabbccddeeff';

export function actorFor(participant: ParticipantId, role: Actor['role'] = 'delegate'): Actor {
  return { seat: seatId(`seat-of-${participant}`), user: `Person of ${participant}`, participant, role };
}

/** A chained record of these events, each with its actor. */
export function chained(acts: readonly { readonly event: unknown; readonly actor: Actor; readonly mandate?: number }[]): Entry[] {
  let previousHash = GENESIS;
  return acts.map(({ event, actor, mandate }, index) => {
    const entry = chainEntry(previousHash, {
      number: index + 1,
      at: '2026-07-06T10:00:00.000Z',
      actor,
      onBehalfOf: null,
      ...(mandate === undefined ? {} : { mandate }),
      meeting: null,
      salt: SALT,
      text: { revision: 1, number: 0, hash: GENESIS },
      event: event as RecordEvent,
    });
    previousHash = entry.hash;
    return entry;
  });
}

export const delegation = fc.constantFrom(...STATES.map(({ id }) => id));
