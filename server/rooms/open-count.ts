import { openProposals, type RecordState } from '../../shared/record/state.ts';

/** How many proposals are open, counted once for each state of the record. */
export class OpenCount {
  private of: RecordState | null = null;
  private open = 0;

  in(state: RecordState): number {
    if (this.of !== state) this.open = openProposals(state).length;
    this.of = state;
    return this.open;
  }
}
