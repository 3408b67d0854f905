import type { Result } from '../../shared/base/result.ts';
import type { Failure } from './api.ts';
import { Cell, type Readable } from './readable.ts';

/** Something that is being opened, is open, or could not be. */
export type Resource<T> =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Opens something that must be closed again; closed before it is open, it is closed as soon as it is. */
export function openResource<T>(
  open: () => Promise<Result<T, Failure>>,
  close: (value: T) => void,
): { readonly resource: Readable<Resource<T>>; close(): void } {
  const cell = new Cell<Resource<T>>({ state: 'opening' });
  let closed = false;
  void open().then((result) => {
    if (closed) {
      if (result.ok) close(result.value);
      return;
    }
    cell.set(result.ok ? { state: 'open', value: result.value } : { state: 'failed', failure: result.refusal });
  });
  return {
    resource: cell,
    close() {
      closed = true;
      const held = cell.get();
      if (held.state === 'open') close(held.value);
    },
  };
}
