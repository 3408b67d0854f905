import { useId } from 'react';
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
  /** For whom a bracket was put, where that was said; absent where nothing is typed for others. */
  readonly forWhom?: (proposal: ProposalId) => string | null;
  /** It was put away, and the focus with it. */
  readonly onEmptied?: () => void;
}

const FATES = {
  late: 'came too late for the revision that was issued: it was not done.',
  gone: 'had been removed or moved by then: there is no bracket.',
  // What came before what was refused may have been taken, and this page not have heard of it.
  refused: 'was refused by the server, or made beside what was: see in the text whether it was done.',
} as const;
type Fate = keyof typeof FATES;

function fateOf({ why }: LostWords): Fate {
  if (why === 'frozen') return 'late';
  return why === 'bracketed' ? 'gone' : 'refused';
}

/** What this person struck, bracketed or changed too late for a revision, or in a clause that was gone, and what was refused, clause by clause, until it is put away. Nothing where there is none. */
export function DoneInVain(props: DoneInVainProps) {
  return (
    <>
      <OfOneFate {...props} fate="late" />
      <OfOneFate {...props} fate="gone" />
      <OfOneFate {...props} fate="refused" />
    </>
  );
}

function OfOneFate({ tray, isOurs, clauses, forWhom, onEmptied, fate }: DoneInVainProps & { readonly fate: Fate }) {
  const title = useId();
  const all = useTray(tray).filter((one) => one.inVain !== undefined && fateOf(one) === fate && isOurs(one));
  const frame = useKeptFocus(all.length, onEmptied);
  if (all.length === 0) return null;
  const { size } = new Set(all.map(({ clause }) => clause));
  const acts = ACTS.filter((act) => all.some(({ inVain }) => inVain === act));
  return (
    <section className="notice recoveries" aria-labelledby={title} tabIndex={-1} ref={frame}>
      <h2 id={title}>
        What you {EITHER.format(acts)} in {oneOrMore(size, 'clause')} {FATES[fate]}
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

function placeWords({ clause, draft, room }: LostWords, clauses: readonly Clause[]): string {
  if (clause === null) return 'Where it was is not known any more.';
  const standing = clauses.find(({ id }) => id === clause);
  if (standing === undefined) return 'Its paragraph has gone since.';
  return `In “${beginningOf(standing)}”${room === draft ? '' : ', as you prepared it'}.`;
}

function whomWords({ runs = [] }: LostWords, forWhom: DoneInVainProps['forWhom']): string {
  const whom = runs
    .flatMap(({ deletions }) => deletions)
    .map((proposal) => forWhom?.(proposal) ?? null)
    .filter((one) => one !== null);
  return whom.length === 0 ? '' : `The bracket was for ${whom.join(', ')}.`;
}
