/**
 * The form of what goes over the socket and of what HTTP answers with.
 *
 * History:
 * 1. Sync, awareness, acknowledgements (100), entries (101).
 * 2. Comparison of texts (102, 103), the tray's bell (104), `DraftInfo.revision`, `/api/recoveries`.
 * 3. Events and commands of outcomes, sponsors, meetings, the status ladder, silence and votes, which an older client cannot tell.
 * 4. Instruments, numbers beside the text, joint preparation, mandates; a lens: entries with stand-ins and commitments, presence without names.
 * 5. The bell of preparations (106).
 * 6. How clauses are set, mandates, withdrawals by name, reintroductions, grounds of what falls, quorums: events that an older client cannot tell.
 * 7. Limits of length, clauses in packages, moves of clauses: events that an older client cannot tell.
 * 8. Readings that are closed: an event that an older client cannot tell.
 * 9. Several proposals come into a package at once: a command that an older client gives otherwise.
 * 10. Versions of proposals, clauses and concordances are whole digests: those that an older client names are refused.
 * 11. A bracket that was put in a clause which had gone, in `/api/recoveries`: an older client shows its words among those that are to
 *     be put back. An acceptance may name the versions of what falls with it.
 */
export const PROTOCOL_VERSION = 11;

/** The oldest version with which the server still works: what came since then is in addition to it. */
export const OLDEST_PROTOCOL = 10;

/**
 * What a text may hold: the one node, its attributes, the marks. A client of another version would not show all of it.
 *
 * History:
 * 1. `clause {id, kind, level, label, cell?}`; bold, italic, link, insertion, deletion.
 */
export const SCHEMA_VERSION = 1;

/** Name of the parameter in a socket's address with which a client says what it speaks. */
export const VERSION_PARAMETER = 'v';

/** What a client says it speaks: protocol and schema. */
export function spokenVersion(): string {
  return `${PROTOCOL_VERSION}.${SCHEMA_VERSION}`;
}

/** Whether the server works with a client that says this; null: it says nothing, as a bare y-websocket client, and is taken for a present one. */
export function isSpoken(said: string | null): boolean {
  if (said === null) return true;
  const [, protocol, schema] = /^(\d{1,6})\.(\d{1,6})$/.exec(said) ?? [];
  if (protocol === undefined || schema === undefined) return false;
  return Number(protocol) >= OLDEST_PROTOCOL && Number(protocol) <= PROTOCOL_VERSION && Number(schema) === SCHEMA_VERSION;
}
