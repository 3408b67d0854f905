import type { Connection } from '../../server/rooms/connection.ts';
import type { Room } from '../../server/rooms/room.ts';
import type { Random } from './random.ts';

/** What travels to the server: the beginning of a connection, messages, its end. */
export type Upward =
  | { readonly type: 'open' }
  | { readonly type: 'message'; readonly bytes: Uint8Array }
  | { readonly type: 'close' };

/** What travels to the client. */
export type Downward =
  | { readonly type: 'message'; readonly bytes: Uint8Array }
  | { readonly type: 'close'; readonly code: number; readonly reason: string };

/** Code of a connection that broke without a word. */
const BROKEN = 1006;

/**
 * One WebSocket: two queues, of which the simulator decides when the next message arrives. Within a queue order is kept and nothing comes
 * twice, as TCP has it; between connections there is no order at all.
 */
export class Link {
  readonly up: Upward[] = [{ type: 'open' }];
  readonly down: Downward[] = [];
  upDead = false;
  downDead = false;
  /** When the server last heard of the other side, in terms of its pings. */
  missedPings = 0;
  server: { readonly room: Room; readonly connection: Connection } | null = null;

  get isHalfOpen(): boolean {
    return this.upDead || this.downDead;
  }

  sendUp(bytes: Uint8Array): void {
    if (!this.upDead) this.up.push({ type: 'message', bytes });
  }

  sendDown(bytes: Uint8Array): void {
    if (!this.downDead) this.down.push({ type: 'message', bytes: Uint8Array.from(bytes) });
  }

  closeDown(code: number, reason: string): void {
    if (!this.downDead) this.down.push({ type: 'close', code, reason });
  }

  closeUp(): void {
    if (!this.upDead) this.up.push({ type: 'close' });
  }

  /** The wire breaks: of what is on its way some arrives, then each side hears that it is over. */
  cut(random: Random): void {
    this.up.length = random.below(this.up.length + 1);
    this.down.length = random.below(this.down.length + 1);
    this.up.push({ type: 'close' });
    this.down.push({ type: 'close', code: BROKEN, reason: '' });
  }

  /** The server's process is gone: nothing is taken in any more, and of what it had sent some may still arrive. */
  lose(random: Random): void {
    this.up.length = 0;
    this.down.length = random.chance(0.5) ? this.down.length : random.below(this.down.length + 1);
    this.down.push({ type: 'close', code: BROKEN, reason: '' });
    this.server = null;
  }
}
