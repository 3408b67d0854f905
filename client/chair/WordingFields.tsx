import { shortened } from '../../shared/base/shortened.ts';
import type { Piece } from '../../shared/proposals/pieces.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import { pieceKey } from './decision.ts';

export interface WordingFieldsProps {
  readonly pieces: readonly Piece[];
  readonly wording: ReadonlyMap<string, string>;
  readonly onChange: (piece: Piece, text: string) => void;
}

/** The words of a proposal, piece by piece, to be changed before they are accepted. */
export function WordingFields({ pieces, wording, onChange }: WordingFieldsProps) {
  return (
    <fieldset className="wording">
      <legend>Wording</legend>
      {pieces.map((piece, index) => {
        const before = piece.role === 'insertion' ? withoutSlots(piece.text) : '';
        return (
          <label key={pieceKey(piece)} className="field">
            {piece.role === 'insertion'
              ? labelOf('Words put in', index, pieces.length)
              : `In the place of “${shortened(withoutSlots(piece.text), 60)}”`}
            <textarea
              data-first={index === 0 ? true : undefined}
              rows={Math.min(6, Math.ceil(before.length / 60) + 1)}
              value={wording.get(pieceKey(piece)) ?? before}
              onChange={(event) => onChange(piece, event.target.value)}
            />
          </label>
        );
      })}
    </fieldset>
  );
}

function labelOf(words: string, index: number, of: number): string {
  return of === 1 ? words : `${words}, piece ${index + 1} of ${of}`;
}
