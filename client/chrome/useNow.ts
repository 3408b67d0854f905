import { useEffect, useState } from 'react';
import { useServices } from './Services.tsx';

const MINUTE = 60_000;

/** The server's time, for ages and deadlines: it goes on minute by minute. */
export function useNow(): number {
  const { api } = useServices();
  const [now, setNow] = useState(() => api.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(api.now()), MINUTE);
    return () => clearInterval(timer);
  }, [api]);
  return now;
}
