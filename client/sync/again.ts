import { drawnDelay } from './reconnecting.ts';
import { timer } from './timer.ts';

/**
 * Resolves once it is worth asking the server again, behind so many attempts (from 0) that did not reach it: after the wait that sockets have too, or as
 * soon as the browser finds a network, with the others spread at random.
 */
export function worthAsking(attempts: number, page: EventTarget = window, later: typeof timer = timer): Promise<void> {
  return new Promise((resolve) => {
    const found = (): void => {
      cancel();
      cancel = later(done, drawnDelay(0) / 2);
    };
    const done = (): void => {
      page.removeEventListener('online', found);
      resolve();
    };
    let cancel = later(done, drawnDelay(attempts));
    page.addEventListener('online', found);
  });
}
