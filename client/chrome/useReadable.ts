import { useSyncExternalStore } from 'react';
import type { Readable } from '../state/readable.ts';

/** The value of a readable, and the component again whenever it changes. */
export function useReadable<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.get);
}
