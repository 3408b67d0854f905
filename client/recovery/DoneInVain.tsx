import { oneOrMore } from '../../shared/base/phrases.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { beginningOf } from './beginning.ts';
import type { LostWords } from './lost-words.ts';
import type { Tray } from './tray.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useTray } from './useTray.ts';

export interface DoneInVainProps {
  readonly tray: Tray;
  readonly isOurs: (words: LostWords) => boolean;
  readonly clauses: readonly Clause[];
  /** For whom a bracket was put, where that was said. */
  readonly forWhom: (proposal: ProposalId) => string | null;
  /** It was put away, and the focus with it. */
  readonly onEmptied: () => void;
}

/** What this person struck, bracketed or changed too late for a revision, clause by clause, until it is put away. Nothing where there is none. */
export function DoneInVain({ tray, isOurs, clauses, forWhom, onEmptied }: DoneInVainProps) {
  const all = useTray(tray).filter((one) => one.inVain !== undefined && isOurs(one));
  const frame = useKeptFocus(all.length, onEmptied);
  if (all.length === 0) return null;
  const { size } = new Set(all.map(({ clause }) => clause));
  const acts = ACTS.filter((act) => all.some(({ inVain }) => inVain === act));
  return (
    <section className="notice recoveries" aria-labelledby="in-vain-title" tabIndex={-1} ref={frame}>
      <h2 id="in-vain-title">
        What you {EITHER.format(acts)} in {oneOrMore(size, 'clause')} came too late for the revision that was issued: it was not
        done.
      </h2>
      <ul>
        {all.map((one) => (
          <li key={one.id}>
            {one.words !== '' && (
              <p className="recovered-words" dir={directionOf(one.words)}>
                {one.inVain === 'struck' ? <del>{one.words}</del> : `[${one.words}]`}
              </p>
            )}
            {one.told !== undefined && <p>{one.told}</p>}
            <p className="muted small">
              {placeWords(one, clauses)} {whomWords(one, forWhom)}
            </p>
          </li>
        ))}
      </ul>
      <button type="button" className="act" onClick={() => all.forEach(({ id }) => void tray.discard(id))}>
        Dismiss
      </button>
    </section>
  );
}

const ACTS = ['struck', 'bracketed', 'changed'] as const;
const EITHER = new Intl.ListFormat('en-GB', { type: 'disjunction' });

function placeWords({ clause }: LostWords, clauses: readonly Clause[]): string {
  if (clause === null) return 'Where it was is not known any more.';
  const standing = clauses.find(({ id }) => id === clause);
  return standing === undefined ? 'Its paragraph has gone since.' : `In “${beginningOf(standing)}”.`;
}

function whomWords({ runs = [] }: LostWords, forWhom: DoneInVainProps['forWhom']): string {
  const whom = runs
    .flatMap(({ deletions }) => deletions)
    .map(forWhom)
    .filter((one) => one !== null);
  return whom.length === 0 ? '' : `The bracket was for ${whom.join(', ')}.`;
}
