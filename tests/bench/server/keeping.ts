import { createHash } from 'node:crypto';
import { fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE } from '../../../shared/protocol/frame.ts';

/** Has a frame that came for a text kept before anybody hears of it. */
export type Keeping = (text: string, frame: Uint8Array) => void;

/** Each frame on the disk, and nothing else: what the machine's disk takes. */
export function onDisk(path: string): Keeping {
  const log = openSync(path, 'w');
  return (_text, frame) => {
    writeSync(log, frame);
    fdatasyncSync(log);
  };
}

/**
 * The least by which a server loses nothing that was said and can show whose it was: each update in one transaction with the next link of
 * a chain of hashes, then applied to the text. It judges nothing, derives no entry of a record and acknowledges nothing. `seeds`: files
 * of one update each, by the text they are of.
 */
export function inStore(path: string, seeds: ReadonlyMap<string, string>): Keeping {
  const db = new DatabaseSync(path);
  db.exec(
    'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 128',
  );
  db.exec('CREATE TABLE updates (place INTEGER PRIMARY KEY, text TEXT, at INTEGER, previous TEXT, hash TEXT, bytes BLOB) STRICT');
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  const insert = db.prepare('INSERT INTO updates (text, at, previous, hash, bytes) VALUES (?, ?, ?, ?, ?)');
  const texts = new Map<string, Y.Doc>();
  let last = '';
  return (text, frame) => {
    const update = updateIn(frame);
    if (update === null) return;
    const at = Date.now();
    const hash = createHash('sha256').update(`${last} ${text} ${at} `).update(update).digest('hex');
    begin.run();
    insert.run(text, at, last, hash, update);
    commit.run();
    last = hash;
    const doc = texts.get(text) ?? textOf(seeds.get(text));
    Y.applyUpdate(doc, update);
    texts.set(text, doc);
    if (doc.store.pendingStructs !== null) throw new Error(`An update of ${text} rests on what never came.`);
  };
}

function textOf(file: string | undefined): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  if (file !== undefined) Y.applyUpdate(doc, readFileSync(file));
  return doc;
}

/** The update of a sync message; null where it is none. */
function updateIn(frame: Uint8Array): Uint8Array | null {
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== MESSAGE.sync || decoding.readVarUint(decoder) !== STEP_UPDATE) return null;
  return decoding.readVarUint8Array(decoder);
}

const STEP_UPDATE = 2;
