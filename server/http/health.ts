import { Router } from 'express';
import type { Clock } from '../clock.ts';
import { nameOf, type Log } from '../log.ts';
import type { Store } from '../store/store.ts';

/** How long an answer about the store holds, in milliseconds: to ask costs a flush of the disk, and anybody may ask. */
const PROBED_FOR = 1_000;

/** Whether a server can do its work. */
export class Readiness {
  private readonly store: Pick<Store, 'probe' | 'loss'>;
  private readonly clock: Clock;
  private readonly log: Log;
  private draining = false;
  private last: { readonly at: number; readonly isWritable: boolean } | null = null;

  constructor(store: Pick<Store, 'probe' | 'loss'>, clock: Clock, log: Log) {
    this.store = store;
    this.clock = clock;
    this.log = log;
  }

  /** From now on it is not ready: it is about to stop. */
  drain(): void {
    this.draining = true;
  }

  get state(): 'ready' | 'stopping' | 'the store is lost' | 'the store cannot be written' {
    if (this.draining) return 'stopping';
    if (this.store.loss() !== null) return 'the store is lost';
    return this.isWritable() ? 'ready' : 'the store cannot be written';
  }

  private isWritable(): boolean {
    const now = this.clock.now();
    if (this.last !== null && Math.abs(now - this.last.at) < PROBED_FOR) return this.last.isWritable;
    this.last = { at: now, isWritable: this.tryToWrite() };
    return this.last.isWritable;
  }

  private tryToWrite(): boolean {
    try {
      this.store.probe();
      return true;
    } catch (error) {
      this.log.error({ error: nameOf(error) }, 'the store cannot be written');
      return false;
    }
  }
}

/** GET `/healthz`: the process answers. GET `/readyz`: it can do its work; 503 where it cannot, and while it stops. */
export function healthRoutes(readiness: Readiness): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.setHeader('Cache-Control', 'no-store').type('text').send('up\n'));
  router.get('/readyz', (_request, response) => {
    const { state } = readiness;
    response.setHeader('Cache-Control', 'no-store').status(state === 'ready' ? 200 : 503);
    response.type('text').send(`${state}\n`);
  });
  return router;
}
