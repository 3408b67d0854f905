import { participantId } from '../base/ids.ts';
import { GROUPS, OBSERVERS } from './groups.ts';
import type { Participant } from './participant.ts';
import { STATES } from './states.ts';

/** Who leads the negotiation. The aliases are the words in which drafts name that office. */
const CHAIR: Participant = {
  id: participantId('p-chair'),
  name: 'Chair',
  code: 'CHAIR',
  kind: 'chair',
  aliases: ['Chairperson', 'Chairman', 'Chairwoman', 'President', 'Co-Chair', 'Co-Chairs', 'Facilitator', 'Co-Facilitators'],
};

/** Who serves the negotiation and keeps its text. */
const SECRETARIAT: Participant = {
  id: participantId('p-secretariat'),
  name: 'Secretariat',
  code: 'SEC',
  kind: 'secretariat',
  aliases: [],
};

/**
 * The standard list with which a process starts: chair, secretariat, States, groups, observers.
 * No written form belongs to two of them, neither as written nor as `registry` folds it, so every form here resolves.
 */
export const ROSTER: readonly Participant[] = [CHAIR, SECRETARIAT, ...STATES, ...GROUPS, ...OBSERVERS];
