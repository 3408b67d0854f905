import { useSyncExternalStore } from 'react';
import type { Readable } from '../state/readable.ts';

/** Something of a readable's value, and the component again only when that changes. What is selected is compared by identity. */
export function useSelected<T, S>(readable: Readable<T>, select: (value: T) => S): S {
  return useSyncExternalStore(readable.subscribe, () => select(readable.get()));
}
