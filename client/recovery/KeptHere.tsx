import { unsentTold } from './unsent-here.ts';
import { useUnsentHere } from './useUnsentHere.ts';

/** On a page that cannot be opened for now: that this person's words are here, and how many changes. Nothing where there are none. */
export function KeptHere() {
  const count = [...useUnsentHere(null).values()].reduce((sum, one) => sum + one, 0);
  if (count === 0) return null;
  return (
    <p>
      <strong>{unsentTold(count)}.</strong> {count === 1 ? 'It is' : 'They are'} saved once the server is reached and the text
      that {count === 1 ? 'it belongs' : 'they belong'} to is open here.
    </p>
  );
}
