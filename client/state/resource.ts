import type { Result } from '../../shared/base/result.ts';
import type { Failure } from './api.ts';
import { Cell, type Readable } from './readable.ts';

/** Something that is being opened, is open, or could not be. */
export type Resource<T> =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: Failure };

/**
 * Opens something that must be closed again; closed before it is open, it is closed as soon as it is. Where the server is not reached, that is said and it
 * is tried again. `again` resolves once that is worth it, behind so many attempts (from 0).
 */
export function openResource<T>(
  open: () => Promise<Result<T, Failure>>,
  close: (value: T) => void,
  again: (attempts: number) => Promise<void>,
): { readonly resource: Readable<Resource<T>>; close(): void } {
  const cell = new Cell<Resource<T>>({ state: 'opening' });
  let closed = false;
  const tryIt = async (attempts: number): Promise<void> => {
    const result = await open();
    if (closed) {
      if (result.ok) close(result.value);
      return;
    }
    cell.set(result.ok ? { state: 'open', value: result.value } : { state: 'failed', failure: result.refusal });
    if (result.ok || result.refusal.kind !== 'unreachable') return;
    await again(attempts);
    if (!closed) await tryIt(attempts + 1);
  };
  void tryIt(0);
  return {
    resource: cell,
    close() {
      closed = true;
      const held = cell.get();
      if (held.state === 'open') close(held.value);
    },
  };
}
