import { useState } from 'react';
import { getState, type Doc } from 'yjs';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { FOOTNOTE_MARK } from '../../shared/text/numbering.ts';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import type { RecoveryReason } from '../../shared/protocol/recovery.ts';
import type { Room } from '../sync/room.ts';
import { beginningOf } from './beginning.ts';
import { besideOf, isBackIn, type LostWords } from './lost-words.ts';
import { noteAgain, putBack, randomClauseId, type Recorded } from './putting-back.ts';
import type { Tray } from './tray.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useTray } from './useTray.ts';

const WHY: Readonly<Record<RecoveryReason, string>> = {
  refused: 'The server could not take them.',
  frozen: 'They came too late for a revision that was issued.',
  removed: 'Their paragraph was removed by somebody who had not seen them.',
  decided: 'What they were typed in had been decided by then, and they went out of the text with it.',
  bracketed: 'A bracket was put round them, and they had been removed or moved by then.',
  differs: 'The text on this page was not the same as the server’s.',
};

export interface RecoveryPanelProps {
  readonly tray: Tray;
  /** Whether words are to be shown here: those of this room, and of rooms that are no more. */
  readonly isOurs: (recovery: LostWords) => boolean;
  readonly room: Room;
  /** What became of proposals, so that what is put back is read, and in its bracket where that is open. */
  readonly record: Recorded;
  /** For whom a bracket is of which the server has yet to be told; absent where nothing is typed for others. */
  readonly forWhom?: (proposal: ProposalId) => string | null;
  /** The clauses as they stand, to say where words belong. */
  readonly clauses: readonly Clause[];
  /** Whether anything can be typed here. */
  readonly mayPutBack: boolean;
  readonly onPutBack: (clause: ClauseId) => void;
  /** The last of them has gone, and the focus with it. */
  readonly onEmptied?: () => void;
}

/** Words of this person that stand in no text, each until it is put back or discarded. Nothing where there are none. */
export function RecoveryPanel(props: RecoveryPanelProps) {
  const all = useTray(props.tray);
  const words = all.filter((one) => one.inVain === undefined && props.isOurs(one));
  const frame = useKeptFocus(words.length, props.onEmptied);
  if (words.length === 0) return null;
  return (
    <section className="notice recoveries" aria-labelledby="recoveries-title" tabIndex={-1} ref={frame}>
      <h2 id="recoveries-title">
        {words.length === 1 ? 'Words of yours that are in no text' : `${words.length} passages of yours that are in no text`}
      </h2>
      <ul>
        {words.map((one) => (
          <RecoveryItem key={one.id} recovery={one} {...props} />
        ))}
      </ul>
    </section>
  );
}

type RecoveryItemProps = RecoveryPanelProps & { readonly recovery: LostWords };

function RecoveryItem({ recovery, tray, room, record, forWhom, clauses, mayPutBack, onPutBack }: RecoveryItemProps) {
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState('');
  const { words, before, after } = recovery;
  const isBack = isBackIn(room.doc, recovery);
  return (
    <li>
      <p className="recovered-words" dir={directionOf(`${before}${words}${after}`)}>
        <span className="muted">{before !== '' && `… ${withSigns(before)}`}</span>
        <mark>{withSigns(withBrackets(recovery))}</mark>
        <span className="muted">{after !== '' && `${withSigns(after)} …`}</span>
      </p>
      <p className="muted small">
        {WHY[recovery.why]} {placeWords(recovery, clauses, room.doc)} {bracketWords(recovery, record, forWhom)}
      </p>
      <div className="row">
        {mayPutBack && (
          <button
            type="button"
            className="act"
            disabled={isBack}
            onClick={() => {
              const { clientID: client, store } = room.doc;
              const from = getState(store, client);
              const clause = putBack(room.doc, recovery, record, randomClauseId);
              if (clause !== recovery.clause) void tray.comeBehind(recovery, clause);
              void tray.notePutBack(recovery.id, { client, from, clock: getState(store, client) });
              onPutBack(clause);
            }}
          >
            Put back
          </button>
        )}
        <button
          type="button"
          className="act"
          onClick={() => void isCopied(words).then((done) => setSaid(done ? 'Copied.' : NOT_COPIED))}
        >
          Copy
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            if (!asked) setAsked(true);
            else
              void tray.discard(recovery.id).then((done) => {
                if (!done) setSaid('The server cannot be reached: nothing was discarded.');
              });
          }}
        >
          {asked ? 'Discard for good' : 'Discard'}
        </button>
        {asked && (
          <button type="button" className="quiet" onClick={() => setAsked(false)}>
            Keep
          </button>
        )}
        <output className="muted small">{isBack ? PUT : said}</output>
      </div>
    </li>
  );
}

const PUT = 'Put back; this stays until it is saved.';
const NOT_COPIED = 'This browser did not let it be copied: select the words and copy them.';

async function isCopied(words: string): Promise<boolean> {
  // Pages that come neither by TLS nor from this machine have none.
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  try {
    await clipboard?.writeText(words);
    return clipboard !== undefined;
  } catch {
    return false;
  }
}

/** Words with the brackets in which they were typed. */
function withBrackets({ words, runs }: LostWords): string {
  return runs?.map(({ text, insertions }) => (insertions.length === 0 ? text : `[${text}]`)).join('') ?? words;
}

/** What is put back with words that were typed in brackets. */
function bracketWords(
  { runs = [] }: LostWords,
  { outcomeOf, isKnown }: Recorded,
  forWhom: RecoveryPanelProps['forWhom'],
): string {
  const own = new Set(runs.flatMap(({ insertions }) => insertions).filter((id) => outcomeOf(id) === 'open' && !isKnown(id)));
  return [...own]
    .map((id) => forWhom?.(id) ?? null)
    .map((whom) => `The bracket is put back too${whom === null ? ', and for whom it is has to be said then' : `: for ${whom}`}.`)
    .join(' ');
}

/** The mark of a footnote stands as its sign: its key is nothing to read. */
function withSigns(words: string): string {
  return words.replaceAll(FOOTNOTE_MARK, '*');
}

/** Where words go if they are put back. */
function placeWords(recovery: LostWords, clauses: readonly Clause[], doc: Doc): string {
  const named = (clause: ClauseId | null): Clause | null => clauses.find(({ id }) => id === clause) ?? null;
  const standing = named(recovery.clause);
  if (standing !== null) return `They belong to “${beginningOf(standing)}”.`;
  const note = noteAgain(doc, recovery);
  if (note !== null)
    return clauses.some((clause) => plainText(clause).includes(`[^${note}]`))
      ? 'They are a footnote; put back, they are one again, for the mark (*) that refers to it.'
      : 'They are a footnote; put back, they are one again, to which nothing in this text refers for now.';
  const neighbour = besideOf(named, recovery);
  return neighbour === null
    ? 'Their paragraph is gone; put back, they are a paragraph of their own at the beginning.'
    : `Their paragraph is gone; put back, they are a paragraph of their own after “${beginningOf(neighbour)}”.`;
}
