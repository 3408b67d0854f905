import type { ReactNode } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Footnotes } from '../../shared/projection/footnotes.ts';
import { amongTombstones, type Tombstone } from '../../shared/projection/tombstones.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { FootnotesAtFoot, FootnotesBeside } from './Footnotes.tsx';
import { InTables, type DrawnPlace } from './InTables.tsx';
import { TombstoneView } from './TombstoneView.tsx';

export interface TextInFlowProps<Row> {
  readonly snapshot: DraftSnapshot;
  /** The clauses that are shown, in the order of the text, each with what it is drawn from. */
  readonly rows: readonly Row[];
  readonly draw: (row: Row) => ReactNode;
  /** Its footnotes, where they are not those of the whole text. */
  readonly footnotes?: Footnotes;
  /** To a footnote, and back. */
  readonly onGo: (clause: ClauseId) => void;
}

/** A text read-only: its clauses and tables, what stands in the place of clauses that are gone, and its footnotes at the foot. */
export function TextInFlow<Row extends { readonly clause: Clause }>({
  snapshot,
  rows,
  draw,
  footnotes = snapshot.beside.footnotes,
  onGo,
}: TextInFlowProps<Row>) {
  const { tombstones } = snapshot.beside;
  const notes = new Map(rows.flatMap((row) => (footnotes.byClause.has(row.clause.id) ? [[row.clause.id, row] as const] : [])));
  const inFlow = new Map(
    rows.flatMap((row): [ClauseId, DrawnPlace][] => {
      const { id, cell } = row.clause;
      return notes.has(id) ? [] : [[id, { key: id, cell, drawn: draw(row) }]];
    }),
  );
  const rowOf = (tombstone: Tombstone, clause: Clause): DrawnPlace => ({
    key: clause.id,
    drawn: <TombstoneView key={clause.id} clause={clause} tombstone={tombstone} snapshot={snapshot} />,
  });
  return (
    <FootnotesBeside footnotes={footnotes} onGo={onGo}>
      <InTables rows={amongTombstones(snapshot.clauses, inFlow, { tombstones, rowOf })} />
      <FootnotesAtFoot footnotes={footnotes} onGo={onGo}>
        {(id) => {
          const note = notes.get(id);
          return note === undefined ? null : draw(note);
        }}
      </FootnotesAtFoot>
    </FootnotesBeside>
  );
}
