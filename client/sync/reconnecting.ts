import type { WebsocketProvider } from 'y-websocket';

const FIRST = 2_000;
const MOST = 10_000;
/** So many failed attempts that y-websocket waits for its longest time, which is set anew for each attempt. */
const MANY = 30;

/**
 * How long to wait before an attempt (from 0), in milliseconds: twice as long each time up to ten seconds, and somewhere in that time at
 * random, so that 160 delegations do not come back in one instant. The first attempt may come at once, so that a short cut is short.
 */
export function delayBefore(attempt: number, random: number): number {
  const most = Math.min(MOST, FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(attempt === 0 ? 100 + random * (most - 100) : most / 2 + (random * most) / 2);
}

/** As `delayBefore`, drawn at random. */
export function drawnDelay(attempt: number): number {
  return delayBefore(attempt, Math.random());
}

/** Times a provider's attempts to connect, and follows what the browser says of the network. */
export class Reconnecting {
  readonly #provider: WebsocketProvider;
  readonly #stop: () => void;
  #attempt = 0;
  #isOver = false;

  constructor(provider: WebsocketProvider, page: Window) {
    this.#provider = provider;
    provider.on('connection-close', () => {
      // Asked by y-websocket right after this.
      provider.wsUnsuccessfulReconnects = MANY;
      provider.maxBackoffTime = drawnDelay(this.#attempt);
      this.#attempt += 1;
    });
    provider.on('closed', () => {
      this.#isOver = true;
    });
    provider.on('sync', (synced) => {
      if (synced) this.#attempt = 0;
    });
    const again = (): void => this.#again();
    page.addEventListener('online', again);
    page.addEventListener('offline', again);
    this.#stop = () => {
      page.removeEventListener('online', again);
      page.removeEventListener('offline', again);
    };
  }

  stop(): void {
    this.#isOver = true;
    this.#stop();
  }

  /**
   * The network came or went: a connection that still seems open may be dead. Where the server is reached all the same, as on a network of
   * its own, the next attempt finds it.
   */
  #again(): void {
    if (this.#isOver) return;
    this.#attempt = 0;
    this.#provider.disconnect();
    setTimeout(
      () => {
        if (!this.#isOver) this.#provider.connect();
      },
      drawnDelay(0) / 2,
    );
  }
}
