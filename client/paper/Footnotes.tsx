import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { footnoteMarks, type Footnotes } from '../../shared/projection/footnotes.ts';
import { plainText, withoutSlots } from '../../shared/text/clause.ts';
import { Words } from './Words.tsx';

interface Beside {
  readonly footnotes: Footnotes;
  readonly onGo: (clause: ClauseId) => void;
  /** The clauses that are shown, where that is not the whole text: marks of other notes lead nowhere. */
  readonly here?: ReadonlySet<ClauseId>;
}

const BesideText = createContext<Beside | null>(null);

/** Words in it show the marks of these footnotes as their numbers. */
export function FootnotesBeside({ footnotes, onGo, here, children }: Beside & { readonly children: ReactNode }) {
  const beside = useMemo(() => ({ footnotes, onGo, ...(here === undefined ? {} : { here }) }), [footnotes, onGo, here]);
  return <BesideText value={beside}>{children}</BesideText>;
}

/** Words with the marks of footnotes among them, each a link to its note. */
export function NotedWords({ words }: { readonly words: string }) {
  const beside = useContext(BesideText);
  const marks = beside === null ? [] : footnoteMarks(words);
  if (beside === null || marks.length === 0) return <Words words={words} />;
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const mark of marks) {
    const note = beside.footnotes.byKey.get(mark.key);
    const isGone = beside.footnotes.gone.has(mark.key);
    if (note === undefined && !isGone) continue;
    pieces.push(<Words key={`${mark.at}w`} words={words.slice(at, mark.at)} />);
    at = mark.at + mark.length;
    if (note !== undefined) pieces.push(<NoteMark key={mark.at} note={note} beside={beside} />);
  }
  pieces.push(<Words key="end" words={words.slice(at)} />);
  return pieces;
}

function NoteMark({ note, beside }: { readonly note: Footnotes['notes'][number]; readonly beside: Beside }) {
  const { id } = note.clause;
  if (beside.here?.has(id) === false)
    return (
      <sup className="note-mark" title={withoutSlots(plainText(note.clause))}>
        <span className="unseen">Footnote </span>
        {note.number}
      </sup>
    );
  return (
    <sup className="note-mark">
      <button
        type="button"
        aria-label={`Footnote ${note.number}`}
        onClick={(event) => {
          event.stopPropagation();
          beside.onGo(id);
        }}
      >
        {note.number}
      </button>
    </sup>
  );
}

export interface FootnotesAtFootProps extends Beside {
  /** Draws a footnote's clause; null where nothing of it is shown. */
  readonly children: (clause: ClauseId) => ReactNode;
}

/** The footnotes under the text, in order, each with links to where it is referred to. */
export function FootnotesAtFoot({ footnotes, onGo, children }: FootnotesAtFootProps) {
  const shown = footnotes.notes.flatMap((note) => {
    const drawn = children(note.clause.id);
    return drawn === null ? [] : [{ note, drawn }];
  });
  if (shown.length === 0) return null;
  return (
    <section className="footnotes" aria-label="Footnotes">
      {shown.map(({ note, drawn }) => (
        <div key={note.clause.id} className="footnote">
          {drawn}
          <span className="note-returns">
            {note.references.length === 0 ? (
              <span className="muted small">nothing refers to it</span>
            ) : (
              note.references.map(({ clause }, index) => (
                <button
                  key={index}
                  type="button"
                  className="quiet"
                  aria-label={`To where footnote ${note.number} is referred to${note.references.length > 1 ? `, ${index + 1}` : ''}`}
                  onClick={() => onGo(clause)}
                >
                  ↑
                </button>
              ))
            )}
          </span>
        </div>
      ))}
    </section>
  );
}
