import * as decoding from 'lib0/decoding';
import { strFromU8, unzipSync } from 'fflate';
import { MESSAGE, readEntries } from '../../shared/protocol/frame.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { Person } from './harness.ts';

/** y-protocols' sync step 1 of somebody who has nothing. */
const WANTS_TEXT = new Uint8Array([0, 0, 1, 0]);
/** A question who is there. */
const WANTS_PRESENCE = new Uint8Array([MESSAGE.queryAwareness]);

/** Somebody who keeps every byte that a room sends. */
export class Watcher {
  readonly frames: Uint8Array[] = [];
  readonly entries: Entry[] = [];
  private readonly socket: WebSocket;
  private told: () => void = () => undefined;

  constructor(person: Person, room: string, question = WANTS_TEXT) {
    const Socket = person.socketClass();
    this.socket = new Socket(`${person.url.replace('http', 'ws')}/sync/${room}`);
    this.socket.binaryType = 'arraybuffer';
    this.socket.addEventListener('open', () => this.socket.send(question));
    this.socket.addEventListener('message', ({ data }) => {
      const frame = new Uint8Array(data as ArrayBuffer);
      this.frames.push(frame);
      const decoder = decoding.createDecoder(frame);
      if (decoding.readVarUint(decoder) === MESSAGE.entries) this.entries.push(...readEntries(decoder));
      this.told();
    });
  }

  askWhoIsThere(): void {
    this.socket.send(WANTS_PRESENCE);
  }

  /** Waits for something that a message will bring about. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.told = resolve));
  }

  /** All that came, with the bytes of text as they are. */
  said(): string {
    return Buffer.concat(this.frames).toString('utf8');
  }

  close(): void {
    this.socket.close();
  }
}

/** What an answer by HTTP says in all: head, name of the file, and the body, unpacked where it is an archive. */
export async function saidBy(person: Person, path: string): Promise<string> {
  const response = await fetch(`${person.url}${path}`, { headers: { cookie: person.cookie } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const head = `${response.status} ${JSON.stringify([...response.headers])}`;
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const parts = isArchive ? Object.entries(unzipSync(bytes)).map(([name, part]) => `${name}\n${strFromU8(part)}`) : [];
  return [path, head, ...(isArchive ? parts : [Buffer.from(bytes).toString('utf8')])].join('\n');
}
