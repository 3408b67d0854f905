import { holds } from './violation.ts';

/** What a delegation said that it clears: the words and the rationale on its own screen. */
export interface Saying {
  readonly text: string;
  readonly rationale: string;
}

/** Which delegation cleared what of a preparation, and has not taken it back, by what it said and not by what the server keeps. */
export class Cleared {
  private readonly sayings = new Map<string, Map<string, Saying[]>>();
  private readonly gone = new Set<string>();

  says(preparation: string, participant: string, saying: Saying): void {
    const all = this.sayings.get(preparation) ?? new Map<string, Saying[]>();
    this.sayings.set(preparation, all.set(participant, [...(all.get(participant) ?? []), saying]));
  }

  takesBack(preparation: string, participant: string): void {
    this.sayings.get(preparation)?.delete(participant);
  }

  /** Others prepare it from now on: nobody has cleared that, where it `isSure`. `leaves`: who no longer does. */
  noteLeft(preparation: string, leaves: string | null, isSure: boolean): void {
    if (isSure) this.sayings.delete(preparation);
    if (leaves !== null) this.gone.add(`${preparation} ${leaves}`);
  }

  /** Whether somebody was let go from it at any time. */
  hasLeft(preparation: string, participant: string): boolean {
    return this.gone.has(`${preparation} ${participant}`);
  }

  /** Each of those in whose name it counts as cleared has said so, of these words and this rationale (U4). */
  check(preparation: string, whose: readonly string[], { text, rationale }: Saying): void {
    for (const participant of whose) {
      const said = this.sayings.get(preparation)?.get(participant) ?? [];
      holds(
        said.some((one) => one.text === text && one.rationale === rationale),
        'nothing counts as cleared but what its delegation saw',
        () => `${preparation} by ${participant}: ${text}`,
      );
    }
  }
}
