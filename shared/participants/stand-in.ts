import type { ParticipantId } from '../base/ids.ts';
import type { Participant } from './participant.ts';

/** What may be told of a participant whose name is not: whether it is a group of delegations, and of which group it is one. */
export interface ToldOf {
  readonly isGroup: boolean;
  readonly group: ParticipantId | null;
}

/** What stands for words that name somebody, such as an attribution as an imported text wrote it. */
export const SOMEBODY = 'a participant';

const MARK = '~';
const FORM = /^~([dg])\.([A-Za-z0-9_-]*)\./;

/**
 * What stands for a participant in a record that is read without names: `~d.g-grulac.p-7.2`, the second who appears in what happened to proposal
 * `p-7`. No participant has such an id, and no command may name one. `scope` keeps the acts of one participant on different
 * matters apart.
 */
export function standIn({ isGroup, group }: ToldOf, scope: string, place: number): ParticipantId {
  return `${MARK}${isGroup ? 'g' : 'd'}.${group ?? ''}.${scope}.${place}` as ParticipantId;
}

/** Whether an id stands for somebody who is not named. */
export function isStandIn(id: ParticipantId): boolean {
  return id.startsWith(MARK);
}

/** The group that a stand-in is told to be of; null where none is told, and of a true id. */
export function groupTold(id: ParticipantId): ParticipantId | null {
  return (FORM.exec(id)?.[2] || null) as ParticipantId | null;
}

/** A stand-in as a participant, so that it is named as every other is; undefined for an id that is none. */
export function standInAs(id: ParticipantId, codeOf: (group: ParticipantId) => string | undefined): Participant | undefined {
  const [, kind] = FORM.exec(id) ?? [];
  if (kind === undefined) return undefined;
  const group = groupTold(id);
  const code = group === null ? undefined : codeOf(group);
  const name = kind === 'g' ? 'a group' : `a delegation${code === undefined ? '' : ` (${code})`}`;
  return { id, name, code: name, kind: kind === 'g' ? 'group' : 'state', aliases: [] };
}

/** How brackets tell the group of one who is not named, and of several. */
export const ONE_OF = 'one of ';
export const SEVERAL_OF = 'several of ';

/** The group of which these words tell one or several who are not named, as it is written; null for other words. */
export function toldUnnamed(written: string): string | null {
  const start = [ONE_OF, SEVERAL_OF].find((one) => written.startsWith(one));
  return start === undefined ? null : written.slice(start.length);
}

/** Names, each of those that several bear told once and in the plural: "Norway", "several delegations". Real names are borne by one. */
export function withoutRepeats(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : several(name)));
}

function several(name: string): string {
  return name.replace(/^a (delegation|group)/, 'several $1s');
}
