import type { Lens } from '../../shared/participants/lens.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import type { Entry } from '../../shared/record/event.ts';
import { Masking, type Viewer } from '../../shared/record/masking.ts';
import { stateOfText } from '../../shared/record/state-of-text.ts';
import type { TextAt } from '../rooms/text-at.ts';

/** A record, from its first entry on, as somebody may see it. */
export type Seen = (entries: readonly Entry[]) => readonly Entry[];

/** A record as a viewer sees it, from its first entry on. */
export function seenBy(viewer: Viewer, registry: Registry): Seen {
  return (entries) => (viewer.lens === 'named' ? entries : new Masking(registry).through(entries, viewer));
}

/** A lens, for whoever is no seat. */
export function seenThrough(lens: Lens, registry: Registry): Seen {
  return seenBy({ lens, own: null }, registry);
}

/** A text with its record as somebody may see it: whatever is put together from it names nobody else. */
export function seenText(text: TextAt, seen: Seen): TextAt {
  const entries = seen(text.entries);
  return entries === text.entries ? text : { ...text, entries, state: stateOfText(entries, text.revision) };
}
