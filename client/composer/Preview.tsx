import { useCallback, useMemo, useRef } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import { ClauseView } from '../paper/ClauseView.tsx';
import { FootnotesBeside } from '../paper/Footnotes.tsx';
import { clauseElement } from '../paper/places.ts';
import { InTables } from '../paper/InTables.tsx';
import { Clashes } from './Clashes.tsx';
import type { PreviewOf } from './preview.ts';

/** How others will see it, live against the text as it stands now; what does not fit is shown at once. */
export function Preview({
  preview,
  amended,
  alike,
  notes,
  onBeginAgain,
}: {
  readonly preview: PreviewOf;
  /** What it amends, in words; null: the text itself. */
  readonly amended: string | null;
  /** What proposes just the same, in words; null: nothing does. */
  readonly alike: string | null;
  /** What of the wording is not as it may look (`notesOn`). */
  readonly notes: readonly string[];
  readonly onBeginAgain: () => void;
}) {
  const paper = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => new Set(preview.state === 'fits' ? preview.drawn.map(({ clause }) => clause.id) : []), [preview]);
  const goTo = useCallback((clause: ClauseId) => {
    if (paper.current !== null) clauseElement(paper.current, clause)?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section className="composer-side" aria-labelledby="composer-others">
      <h2 id="composer-others">As others will see it</h2>
      {preview.state === 'nothing' && (
        <div className="text sheet-of-paper unchanged">
          <p className="empty">
            {alike === null
              ? 'Nothing differs from the text yet.'
              : `Just this stands in brackets already: ${alike}. Your delegation can join its sponsors there, and discard this.`}
          </p>
        </div>
      )}
      {preview.state === 'clashes' && <Clashes clashes={preview.clashes} onBeginAgain={onBeginAgain} />}
      {notes.map((note) => (
        <output key={note} className="card-note">
          {note}
        </output>
      ))}
      {amended !== null && (
        <output className="card-note">This amends {amended}. It is decided before that, and goes where that goes.</output>
      )}
      {preview.state === 'fits' && (
        <div className="text sheet-of-paper" aria-live="polite" ref={paper}>
          <FootnotesBeside footnotes={preview.beside.footnotes} here={shown} onGo={goTo}>
            <InTables
              rows={preview.drawn.map((drawn) => ({
                key: drawn.clause.id,
                cell: drawn.clause.cell,
                drawn: (
                  <ClauseView
                    key={drawn.clause.id}
                    drawn={drawn}
                    number={preview.beside.of.get(drawn.clause.id) ?? ''}
                    heading={isHeading(drawn.clause.kind) ? 3 : undefined}
                    attributions
                    selected={false}
                    reachable={false}
                  />
                ),
              }))}
            />
          </FootnotesBeside>
        </div>
      )}
    </section>
  );
}
