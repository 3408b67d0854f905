import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Random } from './random.ts';

/** How long a delayed chunk waits at most, and how long a silent direction stays silent before the connection is cut, in milliseconds. */
const LONGEST_DELAY = 40;
const LONGEST_SILENCE = 300;

/** What is in store for a connection once so many bytes have passed. */
type Fate = { readonly after: number } & (
  | { readonly kind: 'cut' | 'half-close client' | 'half-close server' }
  /** Bytes of one direction are swallowed and nobody is told: what a connection does whose other end has lost power. */
  | { readonly kind: 'silence'; readonly towards: 'client' | 'server' }
  | { readonly kind: 'none' }
);

/** What a proxy has done so far. */
export interface ProxyDeeds {
  connections: number;
  delayed: number;
  cut: number;
  halfClosed: number;
  silenced: number;
}

/** A TCP proxy on loopback that treats connections badly, by a seeded schedule, until it is told to be calm. */
export class Proxy {
  readonly deeds: ProxyDeeds = { connections: 0, delayed: 0, cut: 0, halfClosed: 0, silenced: 0 };
  private readonly server: Server;
  private readonly target: number;
  private readonly random: Random;
  private readonly links = new Set<Link>();
  private isCalm = false;

  private constructor(target: number, random: Random) {
    this.target = target;
    this.random = random;
    this.server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.accept(client));
  }

  static async listen(target: number, random: Random): Promise<Proxy> {
    const proxy = new Proxy(target, random);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on everything passes at once; what was silent is cut, so that its clients come back. */
  calm(): void {
    this.isCalm = true;
    for (const link of this.links) link.calm();
  }

  async close(): Promise<void> {
    for (const link of this.links) link.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    this.deeds.connections += 1;
    const link = new Link(client, connect({ host: '127.0.0.1', port: this.target, allowHalfOpen: true, noDelay: true }), {
      fate: this.isCalm ? { kind: 'none', after: Infinity } : this.fate(),
      delay: () => (this.isCalm || this.random.chance(0.7) ? 0 : this.random.between(1, LONGEST_DELAY)),
      silence: this.random.between(1, LONGEST_SILENCE),
      deeds: this.deeds,
      onOver: () => this.links.delete(link),
    });
    this.links.add(link);
  }

  private fate(): Fate {
    // Some do not outlive the upgrade, some the first answer, some a while of typing.
    const after = this.random.below(this.random.pick([300, 40_000, 200_000]));
    const kind = this.random.pick(['cut', 'cut', 'half-close client', 'half-close server', 'silence'] as const);
    return kind === 'silence' ? { kind, after, towards: this.random.pick(['client', 'server'] as const) } : { kind, after };
  }
}

interface LinkOptions {
  readonly fate: Fate;
  readonly silence: number;
  readonly deeds: ProxyDeeds;
  delay(): number;
  onOver(): void;
}

type Side = 'client' | 'server';

/** One connection through the proxy: two sockets, and for each direction a queue, so that nothing overtakes anything. */
class Link {
  private readonly sockets: Readonly<Record<Side, Socket>>;
  private readonly options: LinkOptions;
  private readonly queues: Record<Side, Promise<void>> = { client: Promise.resolve(), server: Promise.resolve() };
  private silent: Side | null = null;
  private passed = 0;
  private isMet = false;
  private isOver = false;

  constructor(client: Socket, server: Socket, options: LinkOptions) {
    this.sockets = { client, server };
    this.options = options;
    for (const side of ['client', 'server'] as const) {
      const other = side === 'client' ? 'server' : 'client';
      this.sockets[side].on('data', (chunk: Buffer) => this.take(chunk, other));
      this.sockets[side].on('end', () => this.enqueue(other, () => this.sockets[other].end()));
      this.sockets[side].on('error', () => this.cut());
      this.sockets[side].on('close', () => this.enqueue(other, () => this.cut()));
    }
  }

  /** Ends both sides at once, without a farewell. */
  cut(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.sockets.client.destroy();
    this.sockets.server.destroy();
    this.options.onOver();
  }

  calm(): void {
    if (this.silent !== null || this.isMet) this.cut();
    this.isMet = true;
  }

  private take(chunk: Buffer, towards: Side): void {
    const { fate, deeds } = this.options;
    this.passed += chunk.length;
    if (!this.isMet && this.passed > fate.after) {
      this.isMet = true;
      // In the middle of a chunk, so that frames are torn. Its rest is lost where the connection ends or falls silent, and there alone.
      const torn = Math.max(0, chunk.length - (this.passed - fate.after));
      this.pass(chunk.subarray(0, torn), towards);
      this.meet(fate);
      return this.pass(chunk.subarray(torn), towards);
    }
    const delay = this.options.delay();
    if (delay > 0) deeds.delayed += 1;
    this.pass(chunk, towards, delay);
  }

  private pass(chunk: Buffer, towards: Side, delay = 0): void {
    this.enqueue(
      towards,
      () => {
        if (!this.isOver && this.silent !== towards && this.sockets[towards].writable) this.sockets[towards].write(chunk);
      },
      delay,
    );
  }

  private enqueue(towards: Side, work: () => void, delay = 0): void {
    this.queues[towards] = this.queues[towards].then(async () => {
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      work();
    });
  }

  private meet(fate: Fate): void {
    const { deeds } = this.options;
    switch (fate.kind) {
      case 'cut':
        deeds.cut += 1;
        return this.cut();
      case 'half-close client':
      case 'half-close server': {
        deeds.halfClosed += 1;
        const side = fate.kind === 'half-close client' ? 'client' : 'server';
        return this.enqueue(side, () => this.sockets[side].end());
      }
      case 'silence':
        deeds.silenced += 1;
        this.silent = fate.towards;
        setTimeout(() => this.cut(), this.options.silence).unref();
        return undefined;
      case 'none':
        return undefined;
    }
  }
}
