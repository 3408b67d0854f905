import { oneOrMore } from '../../shared/base/phrases.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { beginningOf } from './beginning.ts';
import type { LostWords } from './lost-words.ts';
import type { Tray } from './tray.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useTray } from './useTray.ts';

export interface StruckLateProps {
  readonly tray: Tray;
  readonly isOurs: (words: LostWords) => boolean;
  readonly clauses: readonly Clause[];
  /** It was put away, and the focus with it. */
  readonly onEmptied: () => void;
}

/** What this person struck too late for a revision, clause by clause, until it is put away. Nothing where there is none. */
export function StruckLate({ tray, isOurs, clauses, onEmptied }: StruckLateProps) {
  const struck = useTray(tray).filter((one) => one.isStruck === true && isOurs(one));
  const frame = useKeptFocus(struck.length, onEmptied);
  if (struck.length === 0) return null;
  const { size } = new Set(struck.map(({ clause }) => clause));
  return (
    <section className="notice recoveries" aria-labelledby="struck-title" tabIndex={-1} ref={frame}>
      <h2 id="struck-title">
        What you struck in {oneOrMore(size, 'clause')} came too late for the revision that was issued: it was not taken out.
      </h2>
      <ul>
        {struck.map((one) => (
          <li key={one.id}>
            {one.words !== '' && (
              <p className="recovered-words">
                <del>{one.words}</del>
              </p>
            )}
            <p className="muted small">{placeWords(one, clauses)}</p>
          </li>
        ))}
      </ul>
      <button type="button" className="act" onClick={() => struck.forEach(({ id }) => void tray.discard(id))}>
        Dismiss
      </button>
    </section>
  );
}

function placeWords({ clause }: LostWords, clauses: readonly Clause[]): string {
  if (clause === null) return 'Where it was is not known any more.';
  const standing = clauses.find(({ id }) => id === clause);
  return standing === undefined ? 'Its paragraph has gone since.' : `In “${beginningOf(standing)}”.`;
}
