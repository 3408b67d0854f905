import { useSitting } from '../chrome/Services.tsx';
import { unsentOnDevice, unsentTold } from './unsent-here.ts';
import { useUnsentHere } from './useUnsentHere.ts';

/** On a page that cannot be opened for now: that this person's words are here, and how many changes. Nothing where there are none. */
export function KeptHere() {
  const count = sumOf(useUnsentHere(useSitting().seat.id, null));
  if (count === 0) return null;
  return (
    <p>
      <strong>{unsentTold(count)}.</strong> {count === 1 ? 'It is' : 'They are'} saved once the server is reached and the text
      that {count === 1 ? 'it belongs' : 'they belong'} to is open here.
    </p>
  );
}

/** The same where nobody sits here, or it could not be asked who does, so that nobody can say whose they are. */
export function KeptByAnyone() {
  const count = sumOf(useUnsentHere(null, null));
  if (count === 0) return null;
  return (
    <p>
      <strong>{unsentOnDevice(count)}.</strong> {count === 1 ? 'It is' : 'They are'} saved once whoever made{' '}
      {count === 1 ? 'it' : 'them'} has the text open here, with a connection.
    </p>
  );
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0);
}
