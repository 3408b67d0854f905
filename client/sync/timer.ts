/** Runs something after some milliseconds; gives back what prevents it. */
export function timer(run: () => void, milliseconds: number): () => void {
  const handle = setTimeout(run, milliseconds);
  return () => clearTimeout(handle);
}
