import { useEffect, useEffectEvent, useState } from 'react';
import type { Result } from '../../shared/base/result.ts';
import type { Failure } from '../state/api.ts';
import { worthAsking } from '../sync/again.ts';
import { openResource, type Resource } from '../state/resource.ts';

/** Opens something while the component stands, under a key; another key closes it and opens another. */
export function useResource<T>(key: string, open: () => Promise<Result<T, Failure>>, close: (value: T) => void): Resource<T> {
  const [held, setHeld] = useState<{ readonly key: string; readonly resource: Resource<T> }>({
    key,
    resource: { state: 'opening' },
  });
  // What they do belongs to the key, and changes with it alone.
  const begin = useEffectEvent(() => openResource(open, close, (attempts) => worthAsking(attempts)));
  useEffect(() => {
    const opened = begin();
    const stop = opened.resource.subscribe(() => setHeld({ key, resource: opened.resource.get() }));
    return () => {
      stop();
      opened.close();
    };
  }, [key]);
  return held.key === key ? held.resource : { state: 'opening' };
}
