import { withoutUnseen } from '../base/tidy-name.ts';
import type { ParticipantId } from '../base/ids.ts';
import type { Participant } from './participant.ts';
import { standInAs } from './stand-in.ts';

/** The closed list of who can be named in a process. Only what it resolves is an attribution; all else stays text. */
export interface Registry {
  readonly all: readonly Participant[];
  /** Also gives what stands for somebody who is not named ("a delegation"), so that whoever looks a name up need not ask which it is. */
  readonly byId: ReadonlyMap<ParticipantId, Participant>;
  /** The participant a draft means by this name, code or alias, or null. What is written in capitals alone is met in capitals only. */
  resolve(written: string): Participant | null;
}

/** A registry of these participants. Where two claim the same written form, it resolves to neither. */
export function registry(participants: readonly Participant[]): Registry {
  const exact = new Map<string, Participant | null>();
  const folded = new Map<string, Participant | null>();
  for (const participant of participants) {
    for (const given of new Set([participant.name, participant.code, ...participant.aliases])) {
      const form = withoutUnseen(given).trim();
      claim(exact, form, participant);
      // "BASIC" is a group, "basic" a word; and "U.S." would fold to "us".
      if (form !== form.toUpperCase() && fold(form).length > LONGEST_CODE) claim(folded, fold(form), participant);
    }
  }
  return {
    all: participants,
    byId: new Known(participants.map((participant) => [participant.id, participant])),
    resolve: (written) => {
      const seen = withoutUnseen(written).trim();
      return exact.get(seen.replace(/^the /i, '')) ?? folded.get(fold(seen)) ?? null;
    },
  };
}

class Known extends Map<ParticipantId, Participant> {
  override get(id: ParticipantId): Participant | undefined {
    return super.get(id) ?? standInAs(id, (group) => super.get(group)?.code);
  }
}

const LONGEST_CODE = 3;

function claim(forms: Map<string, Participant | null>, form: string, participant: Participant): void {
  const holder = forms.get(form);
  forms.set(form, holder === undefined || holder === participant ? participant : null);
}

/** Case, accents, points, hyphens and "the" do not tell names apart. */
function fold(written: string): string {
  return written
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[.’']/g, '')
    .replaceAll(/[-–\s]+/g, ' ')
    .trim()
    .replace(/^the /, '');
}
