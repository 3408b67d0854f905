import { countOpenBrackets, type RecordState } from '../../shared/record/state.ts';

/** How many brackets are open, counted once for each state of the record. */
export class OpenCount {
  private of: RecordState | null = null;
  private open = 0;

  in(state: RecordState): number {
    if (this.of !== state) this.open = countOpenBrackets(state);
    this.of = state;
    return this.open;
  }
}
