import type { ParticipantId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import { groupTold, isStandIn, ONE_OF, SEVERAL_OF, withoutRepeats } from '../participants/stand-in.ts';

/**
 * How participants are written, on every screen and in every export. What is projected for somebody who may not see names is a record in which
 * stand-ins stand for participants (`shared/record/masking.ts`), before anything is put together from it; the registry knows these. So
 * whoever writes names calls the functions here and never prints an id, a seat or a user.
 */

/** A participant's short form in a text: its code where it is a group, else its name; "a delegation" through a lens. Empty for an unknown one. */
export function shortName(registry: Registry, id: ParticipantId): string {
  const participant = registry.byId.get(id);
  if (participant === undefined) return '';
  return participant.kind === 'group' ? participant.code : participant.name;
}

/** A participant's name in full, as a document of record writes it. */
export function officialName(registry: Registry, id: ParticipantId): string {
  return registry.byId.get(id)?.name ?? id;
}

/** Names as a sentence lists them; "several delegations" where more than one is not named. */
export function listed(names: readonly string[]): string {
  const told = withoutRepeats(names);
  if (told.length <= 1) return told.join('');
  return `${told.slice(0, -1).join(', ')} and ${told.at(-1) ?? ''}`;
}

/**
 * The short forms that stand in brackets, where importing a text reads them again: of those who are not named, the groups that they are of
 * ("one of WEOG"), each once, and nothing of those of whom no group is told.
 */
export function namesInBrackets(registry: Registry, ids: readonly ParticipantId[]): string[] {
  const unnamed = ids.flatMap((id) => groupTold(id) ?? []);
  const names = ids.flatMap((id) => {
    if (!isStandIn(id)) return [shortName(registry, id)];
    const group = groupTold(id);
    if (group === null) return [];
    const isAlone = unnamed.filter((one) => one === group).length === 1;
    return [`${isAlone ? ONE_OF : SEVERAL_OF}${shortName(registry, group)}`];
  });
  return [...new Set(names)];
}
