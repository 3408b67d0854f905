import type { ProposalId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';

interface Character {
  readonly text: string;
  readonly ids: readonly ProposalId[];
  readonly insertions: readonly ProposalId[];
  readonly deletions: readonly ProposalId[];
  readonly in: boolean;
}

/** Each character by itself, in the words of DESIGN section 3. */
export function characters(text: readonly Clause[], of: (id: ProposalId) => string): Character[] {
  return text.flatMap(({ runs }) =>
    runs.flatMap(({ text: words, insertions, deletions }) =>
      words.split('').map((character) => ({
        text: character,
        ids: [...insertions, ...deletions],
        insertions,
        deletions,
        in: !insertions.some((id) => of(id) === 'refused') && !deletions.some((id) => of(id) === 'accepted'),
      })),
    ),
  );
}

/** What is to be read of a text. */
export function visible(text: readonly Clause[], of: (id: ProposalId) => string): string {
  return characters(text, of)
    .filter((each) => each.in)
    .map((each) => each.text)
    .join('');
}
