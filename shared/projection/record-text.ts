import type { Registry } from '../participants/registry.ts';
import type { Entry } from '../record/event.ts';
import { asOneLine } from '../text/clause-words.ts';
import { officialName } from './naming.ts';
import { chronicle } from './story.ts';
import type { StorySources } from './telling.ts';

/**
 * The record as people read it: an entry a paragraph, with number, time, the person at the keyboard and for whom they acted, what happened,
 * and the hash that chains it. What somebody wrote is one line in it, so that nothing in a reason reads as another entry.
 */
export function recordText(title: string, sources: StorySources): string {
  const lines = chronicle(sources);
  const blocks = sources.entries.map(
    (entry, index) =>
      `${entry.number}. ${asOneLine(lines[index]?.sentence ?? '')}\n    ${signed(entry, sources.registry)}\n    ${entry.hash}`,
  );
  return [`Record of “${title}”`, ...blocks, ''].join('\n\n');
}

function signed(entry: Entry, registry: Registry): string {
  if (entry.actor.role === 'server') return `${entry.at} · ${entry.actor.user}`;
  const participant = officialName(registry, entry.actor.participant);
  const group = entry.onBehalfOf === null ? '' : `, on behalf of ${officialName(registry, entry.onBehalfOf)}`;
  return `${entry.at} · ${entry.actor.user}, ${entry.actor.role}, for ${participant}${group}${entry.meeting === null ? '' : ` · ${entry.meeting}`}`;
}
