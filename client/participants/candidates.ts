import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import { regionalGroup } from '../../shared/participants/regional-groups.ts';
import type { Registry } from '../../shared/participants/registry.ts';

/** Whom somebody may be looking for: by what a participant is called. */
export type Sought = Pick<Participant, 'name' | 'code' | 'aliases'> & { readonly id: string };

/** What letters are read by. */
export interface Seeking {
  /** Those who have spoken in this draft, the latest first. */
  readonly spoken?: readonly ParticipantId[];
  /** Knows what regional groups are called. */
  readonly registry: Registry;
  /** So many and no more. */
  readonly most?: number;
}

/**
 * The participants that some letters may mean, the likeliest first: the code or name as typed, a name that begins so, a code, another form,
 * a later word of the name, the regional group. Those who have spoken in this draft come before the others of their kind; without
 * letters, they alone.
 */
export function candidates<One extends Sought>(
  all: readonly One[],
  typed: string,
  { spoken = [], registry, most = Infinity }: Seeking,
): One[] {
  const query = fold(typed);
  const recency = new Map<string, number>(spoken.map((id, index) => [id, index]));
  const rank = (one: One): number => {
    if (query === '') return recency.has(one.id) ? 0 : NO_MATCH;
    const own = matchOf(one, query);
    return own < NO_MATCH ? own : byGroup(one, query, registry);
  };
  return all
    .map((one) => ({ one, rank: rank(one), recent: recency.get(one.id) ?? Number.MAX_SAFE_INTEGER }))
    .filter((found) => found.rank < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank || a.recent - b.recent || a.one.name.localeCompare(b.one.name, 'en'))
    .slice(0, most)
    .map(({ one }) => one);
}

const NO_MATCH = 9;
const OF_GROUP = 5;
/** One letter begins the name of some group, and so would find most States. */
const FEWEST_LETTERS_OF_A_GROUP = 2;

function matchOf(one: Omit<Sought, 'id'>, query: string): number {
  const code = fold(one.code);
  const name = fold(one.name);
  const aliases = one.aliases.map(fold);
  if (code === query || name === query || aliases.includes(query)) return 0;
  if (name.startsWith(query)) return 1;
  if (code.startsWith(query)) return 2;
  if (aliases.some((alias) => alias.startsWith(query))) return 3;
  if (name.split(' ').some((word) => word.startsWith(query))) return 4;
  return NO_MATCH;
}

function byGroup({ id }: Sought, query: string, { byId }: Registry): number {
  if (query.length < FEWEST_LETTERS_OF_A_GROUP) return NO_MATCH;
  const group = regionalGroup(id as ParticipantId);
  const its = group === null ? undefined : byId.get(group);
  return its !== undefined && matchOf(its, query) < NO_MATCH ? OF_GROUP : NO_MATCH;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[-–./\s]+/g, ' ')
    .trim();
}
