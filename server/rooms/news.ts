import type { Seat } from '../../shared/participants/participant.ts';
import { MessageGroup } from './message-group.ts';

/** What is told to everybody in a room, to each as they may see it. Those who are told the same get the same bytes, not a copy of them. */
export interface News {
  messageFor(seat: Seat): Uint8Array;
}

/** News that everybody may read whole. */
export function toAll(message: Uint8Array): News {
  return { messageFor: () => message };
}

/** What each is told: some messages, and of the news what they may see. One group for all who are told the same. */
export function groupsFor(messages: readonly Uint8Array[], news: News | null): (seat: Seat) => MessageGroup {
  if (news === null) {
    const group = new MessageGroup(messages);
    return () => group;
  }
  const groups = new Map<Uint8Array, MessageGroup>();
  return (seat) => {
    const message = news.messageFor(seat);
    let group = groups.get(message);
    if (group === undefined) groups.set(message, (group = new MessageGroup([...messages, message])));
    return group;
  };
}
