import type { Seat } from '../../shared/participants/participant.ts';

/** What is told to everybody in a room, to each as they may see it. Those who are told the same get the same bytes, not a copy of them. */
export interface News {
  messageFor(seat: Seat): Uint8Array;
}

/** News that everybody may read whole. */
export function toAll(message: Uint8Array): News {
  return { messageFor: () => message };
}
