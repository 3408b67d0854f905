import { basename, dirname, join, resolve } from 'node:path';
import { nameDurably } from '../backup/durable-file.ts';
import { isoTime, type Clock } from '../clock.ts';
import { nameOf, type Log } from '../log.ts';
import type { Loss } from './place.ts';
import type { Store } from './store.ts';

/** How often it is looked whether the store is still at its place, in milliseconds, besides at each commit. */
const LOOKS_EVERY = 500;

/**
 * Looks out for a store that is no longer at its place. What it holds, and what may have no name any more, is then copied to a file beside
 * the data folder. `lost` resolves with what happened, in sentences for the operator; never, where nothing does.
 */
export function watchStore(
  store: Pick<Store, 'loss' | 'copyTo'>,
  { folder, clock, log }: { readonly folder: string; readonly clock: Clock; readonly log: Log },
): { readonly lost: Promise<string>; stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  const lost = new Promise<Loss>((resolve) => {
    timer = setInterval(() => {
      const loss = store.loss();
      if (loss === null) return;
      if (timer !== null) clearInterval(timer);
      resolve(loss);
    }, LOOKS_EVERY);
    timer.unref();
  }).then(async ({ kind, reason }) => {
    log.error({ loss: kind }, 'the store is no longer at its place: the server stops');
    if (kind === 'overwritten') return `${reason} Put back a backup with travaux restore.`;
    const name = `${basename(resolve(folder))}-rescued-${isoTime(clock.now()).replaceAll(':', '-')}.db`;
    const file = join(dirname(resolve(folder)), name);
    try {
      await rescue(store, file);
      return `${reason} Whatever it held is in ${file}: travaux restore ${file} puts it back.`;
    } catch (error) {
      log.error({ error: nameOf(error) }, 'what the store held could not be copied');
      return `${reason} What it held could not be copied to ${file}.`;
    }
  });
  return {
    lost,
    stop: () => {
      if (timer !== null) clearInterval(timer);
    },
  };
}

async function rescue(store: Pick<Store, 'copyTo'>, file: string): Promise<void> {
  const partial = `${file}.partial`;
  await store.copyTo(partial);
  nameDurably(partial, file);
}
