import { useEffect, useState } from 'react';
import type { Result } from '../../shared/base/result.ts';
import type { Failure } from '../state/api.ts';
import { openResource, type Resource } from '../state/resource.ts';

/** Opens something while the component stands, under a key; another key closes it and opens another. */
export function useResource<T>(key: string, open: () => Promise<Result<T, Failure>>, close: (value: T) => void): Resource<T> {
  const [held, setHeld] = useState<{ readonly key: string; readonly resource: Resource<T> }>({ key, resource: { state: 'opening' } });
  useEffect(() => {
    const opened = openResource(open, close);
    const stop = opened.resource.subscribe(() => setHeld({ key, resource: opened.resource.get() }));
    return () => {
      stop();
      opened.close();
    };
    // `open` and `close` belong to the key: what they do changes with it alone.
  }, [key]);
  return held.key === key ? held.resource : { state: 'opening' };
}
