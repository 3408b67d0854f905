import type { BracketRole } from '../../../shared/projection/drawing.ts';
import type { Change, Piece, Words } from '../../../shared/manuscript/manuscript.ts';

/** A stretch of a clause whose characters share everything; without words the empty place that a bracket holds there. */
export type Stretch = Omit<Words, 'type'>;

/** Whether a change is the same bracket. */
export function isSame(a: Change, b: { readonly proposal: Change['proposal']; readonly role: BracketRole }): boolean {
  return a.proposal === b.proposal && a.role === b.role;
}

/**
 * The words of clauses one after the other, each stretch with all that it is in. A bracket that has no word in a clause where it opens or
 * closes holds an empty stretch there. Keeps in mind from clause to clause which brackets are open.
 */
export class Stretches {
  private readonly open: Change[] = [];

  of(pieces: readonly Piece[]): Stretch[] {
    const worded = pieces.flatMap((piece) => (piece.type === 'words' ? piece.changes : []));
    const isWordless = (edge: Change): boolean => !worded.some((change) => isSame(change, edge));
    const stretches: Stretch[] = [];
    let owed = false;
    const pay = (): void => {
      if (owed) stretches.push({ text: '', changes: [...this.open] });
      owed = false;
    };
    const paid = (edge: Change): boolean => stretches.some(({ changes }) => changes.some((change) => isSame(change, edge)));
    for (const piece of pieces) {
      if (piece.type === 'open') {
        this.open.push({ proposal: piece.proposal, role: piece.role });
        owed ||= isWordless(piece);
      } else if (piece.type === 'close') {
        owed ||= isWordless(piece) && !paid(piece);
        pay();
        const at = this.open.findLastIndex((one) => isSame(one, piece));
        if (at !== -1) this.open.splice(at, 1);
      } else if (piece.type === 'words') {
        pay();
        const { type: _, ...stretch } = piece;
        stretches.push(stretch);
      }
    }
    pay();
    return stretches;
  }
}
