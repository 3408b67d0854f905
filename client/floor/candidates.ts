import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Participant } from '../../shared/participants/participant.ts';

/**
 * The participants that some letters may mean, the likeliest first: the code as typed, a code that begins so, a name, another form,
 * a later word of the name. Those who have spoken in this draft come before the others of their kind; without letters, they alone.
 */
export function candidates(
  all: readonly Participant[],
  typed: string,
  spoken: readonly ParticipantId[],
  most: number,
): Participant[] {
  const query = fold(typed);
  const recency = new Map(spoken.map((id, index) => [id, index]));
  const rank = (participant: Participant): number =>
    query === '' ? (recency.has(participant.id) ? 0 : NO_MATCH) : matchOf(participant, query);
  return all
    .map((participant) => ({
      participant,
      rank: rank(participant),
      recent: recency.get(participant.id) ?? Number.MAX_SAFE_INTEGER,
    }))
    .filter((one) => one.rank < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank || a.recent - b.recent || a.participant.name.localeCompare(b.participant.name, 'en'))
    .slice(0, most)
    .map((one) => one.participant);
}

const NO_MATCH = 9;

function matchOf(participant: Participant, query: string): number {
  const code = fold(participant.code);
  const name = fold(participant.name);
  const aliases = participant.aliases.map(fold);
  if (code === query || name === query || aliases.includes(query)) return 0;
  if (name.startsWith(query)) return 1;
  if (code.startsWith(query)) return 2;
  if (aliases.some((alias) => alias.startsWith(query))) return 3;
  if (name.split(' ').some((word) => word.startsWith(query))) return 4;
  return NO_MATCH;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[-–./\s]+/g, ' ')
    .trim();
}
