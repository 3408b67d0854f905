import * as Y from 'yjs';
import { isLabel } from './labels.ts';

/** Whose hands put a character where it stands: they typed it, or moved the words in which it is. */
export class Writers {
  private readonly seats = new Map<string, Set<string>>();

  /** A client of this seat made an update. */
  note(seat: string, update: Uint8Array): void {
    for (const label of wordsIn(update).filter(isLabel)) {
      const known = this.seats.get(label) ?? new Set();
      this.seats.set(label, known.add(seat));
    }
  }

  /** Characters among these that this seat has put nowhere. */
  strangeTo(seat: string, words: string): string[] {
    return Array.from(words).filter((character) => isLabel(character) && this.seats.get(character)?.has(seat) !== true);
  }
}

/** The characters that an update brings in. */
export function wordsIn(update: Uint8Array): string[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString ? Array.from(struct.content.str) : [],
  );
}
