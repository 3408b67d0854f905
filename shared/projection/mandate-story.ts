import type { ParticipantId } from '../base/ids.ts';
import type { EntryBody } from '../record/event.ts';
import { SOME_MANDATE, SOME_TIME, type MandateEvent, type Mandates } from '../record/mandates.ts';

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
  const which = event.mandate === SOME_MANDATE ? '' : ` (record ${event.mandate})`;
  return `${name(event.taken.by.participant)} took back ${what}${which}${on(event.taken.at)}.`;
}

/** What stands behind a sentence that was spoken for a group. */
export function underMandate({ mandate }: Pick<EntryBody, 'mandate'>): string {
  if (mandate === undefined) return '';
  return mandate === SOME_MANDATE ? ' Under a mandate.' : ` Under the mandate of record ${mandate}.`;
}

function on(at: string): string {
  if (at === SOME_TIME) return '';
  return `, on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;
}
