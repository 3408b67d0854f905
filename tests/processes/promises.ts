import * as Y from 'yjs';
import type { DraftId } from '../../shared/base/ids.ts';
import type { Entry } from '../../shared/record/event.ts';
import { proposalsIn } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { replayDoc } from '../../server/rooms/replaying.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { tokensIn, type Client } from './client.ts';

/** A command that was answered with 200: the entries it became, and by what each can be known again. */
export interface AckedCommand {
  readonly entries: readonly number[];
  readonly type: Entry['event']['type'];
  readonly proposal: string;
  /** Ground or reason, where the command has one; unique. */
  readonly words: string | null;
}

/** What lies on disk of a draft. */
export interface Kept {
  readonly doc: Y.Doc;
  readonly entries: readonly Entry[];
  /** What of it does not verify; null: all of it does. */
  readonly fault: string | null;
}

/** Reads a draft from the disk, of a server that does not run. */
export function readKept(folder: string, draft: DraftId): Kept {
  const opened = openStore(folder, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  try {
    const { drafts } = opened.value;
    const verified = verifyDraft(opened.value, draft);
    return {
      doc: replayDoc(drafts.updates(draft, 0).map((update) => update.bytes)),
      entries: drafts.entries(draft, 0),
      fault: verified.ok ? null : `${verified.refusal.kind} ${verified.refusal.number}: ${verified.refusal.why}`,
    };
  } finally {
    opened.value.close();
  }
}

/** The changes that were acknowledged and are not there. */
export function lostChanges(clients: readonly Client[], doc: Y.Doc): string[] {
  const standing = tokensIn(doc);
  const brackets = new Set<string>(proposalsIn(readText(doc)));
  return clients.flatMap((client) => {
    const struck = new Set(client.changes.filter((change) => change.type === 'struck').map((change) => change.token));
    return client.changes.slice(0, client.durable).flatMap(({ type, token }) => {
      if (type === 'typed' && !struck.has(token) && !standing.has(token)) return [`typed ${token}`];
      if (type === 'struck' && standing.has(token)) return [`struck ${token}`];
      // A bracket goes with the word that it stood round; its client id and clock tell whether it was ever there.
      return type === 'bracketed' && !brackets.has(token) && !wasThere(doc, token) ? [`bracketed ${token}`] : [];
    });
  });
}

/** What somebody has seen of others and what is not there: client ids whose clock was further on, and tokens that a reader saw go. */
export function lostSights(clients: readonly Client[], doc: Y.Doc): string[] {
  const standing = tokensIn(doc);
  return clients.flatMap((client) => {
    const there = tokensIn(client.doc);
    const ever = client.changes.length > 0 ? new Set<string>() : tokensEverIn(client.doc);
    const risen = [...standing].filter((token) => ever.has(token) && !there.has(token));
    return [...behind(client, doc), ...risen.map((token) => `reader ${client.number} saw ${token} go`)];
  });
}

function behind(client: Client, doc: Y.Doc): string[] {
  const others = [...client.doc.store.clients.keys()].filter((id) => id !== client.doc.clientID);
  return others
    .filter((id) => Y.getState(client.doc.store, id) > Y.getState(doc.store, id))
    .map((id) => `client ${client.number} saw ${id} at ${Y.getState(client.doc.store, id)}, kept ${Y.getState(doc.store, id)}`);
}

/** Every token that a document without garbage collection has ever held. */
function tokensEverIn(doc: Y.Doc): Set<string> {
  const words = [...doc.store.clients.values()].map((structs) =>
    structs
      .map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : ' '))
      .join(''),
  );
  return new Set(words.flatMap((one) => one.match(/k\d+x\d+/g) ?? []));
}

/** The commands that were answered as done and are not in the record as they were. */
export function lostCommands(commands: readonly AckedCommand[], entries: readonly Entry[]): string[] {
  return commands
    .filter(({ entries: numbers, type, proposal, words }) => {
      const found = numbers.map((number) => entries[number - 1]);
      return !found.some(
        (entry) =>
          entry?.event.type === type &&
          'proposal' in entry.event &&
          entry.event.proposal === proposal &&
          (words === null || JSON.stringify(entry.event).includes(words)),
      );
    })
    .map((command) => JSON.stringify(command));
}

function wasThere(doc: Y.Doc, proposal: string): boolean {
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (
        struct instanceof Y.Item &&
        struct.content instanceof Y.ContentFormat &&
        JSON.stringify(struct.content.value)?.includes(`"${proposal}"`)
      )
        return true;
    }
  }
  return false;
}
