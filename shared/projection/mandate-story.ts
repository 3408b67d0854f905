import type { ParticipantId } from '../base/ids.ts';
import type { EntryBody } from '../record/event.ts';
import type { MandateEvent, Mandates } from '../record/mandates.ts';

interface Tellers {
  readonly mandates: Mandates;
  /** How a participant is called at the beginning of a sentence, and within one. */
  readonly name: (id: ParticipantId) => string;
  readonly short: (id: ParticipantId) => string;
}

/** The sentence that tells of a mandate to speak for a group. */
export function mandateSentence(event: MandateEvent, { mandates, name, short }: Tellers): string {
  if (event.type === 'MandateGiven')
    return `${name(event.given.by.participant)} gave ${event.user} (${short(event.participant)}) the mandate to speak for ${short(event.onBehalfOf)}${on(event.given.at)}.`;
  const group = mandates.get(event.mandate)?.group;
  const what = group === undefined ? 'a mandate' : `the mandate to speak for ${short(group)}`;
  return `${name(event.taken.by.participant)} took back ${what} (record ${event.mandate})${on(event.taken.at)}.`;
}

/** What stands behind a sentence that was spoken for a group. */
export function underMandate({ mandate }: Pick<EntryBody, 'mandate'>): string {
  return mandate === undefined ? '' : ` Under the mandate of record ${mandate}.`;
}

function on(at: string): string {
  return `, on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;
}
