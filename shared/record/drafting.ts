import type { ParticipantId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { ParticipantKind } from '../participants/participant.ts';
import type { Refusal } from './command.ts';

/** Who prepares a proposal together, and which of them clear it as it stands. None of it is in the record before it is tabled. */
export interface Drafting {
  /** In the order in which they joined; whoever began is the first. */
  readonly sponsors: readonly ParticipantId[];
  /** Those who were asked and have not answered. */
  readonly invited: readonly ParticipantId[];
  /** Those of the sponsors who clear the words and the rationale as they stand. */
  readonly ready: readonly ParticipantId[];
  /** What they give as rationale, as it was last worded. */
  readonly rationale: string;
}

/** What a delegation does about a preparation, apart from writing in it. */
export type DraftingAct =
  | { readonly act: 'invite' | 'take-back-invitation'; readonly participant: ParticipantId }
  | { readonly act: 'join' | 'decline' | 'leave' | 'not-ready' }
  /** `version`: digest of the text that the delegation saw. */
  | { readonly act: 'ready'; readonly version: string; readonly rationale: string }
  | { readonly act: 'word-rationale'; readonly rationale: string };

/** What deciding on it needs besides. */
export interface DraftingContext {
  /** What the registry knows a participant as; null where it does not know it. */
  kindOf(participant: ParticipantId): ParticipantKind | null;
  /** Digest of the text as it stands. */
  version(): string;
}

/** Who prepares it after an act of a delegation, or why that cannot be. Nobody who is neither in it nor invited gets as far as asking. */
export function decideDrafting(
  drafting: Drafting,
  who: ParticipantId,
  act: DraftingAct,
  context: DraftingContext,
): Result<Drafting, Refusal> {
  const { sponsors, invited } = drafting;
  if (act.act === 'join' || act.act === 'decline') {
    if (!invited.includes(who)) return refuse({ code: 'sponsors-already', reason: 'Your delegation prepares it already.' });
    const rest = without(invited, who);
    return ok(
      act.act === 'join'
        ? { ...drafting, sponsors: [...sponsors, who], invited: rest, ready: [] }
        : { ...drafting, invited: rest },
    );
  }
  if (!sponsors.includes(who))
    return refuse({ code: 'not-a-sponsor', reason: 'Your delegation is invited, and has to join before it does this.' });
  switch (act.act) {
    case 'invite':
      return invite(drafting, act.participant, context);
    case 'take-back-invitation':
      return invited.includes(act.participant)
        ? ok({ ...drafting, invited: without(invited, act.participant) })
        : refuse({ code: 'not-a-sponsor', reason: 'This delegation has no invitation that is open.' });
    case 'leave':
      return sponsors.length === 1
        ? refuse({ code: 'last-sponsor', reason: 'Nobody else prepares it. It can be discarded instead.' })
        : ok({ ...drafting, sponsors: without(sponsors, who), ready: [] });
    case 'word-rationale':
      return ok(act.rationale === drafting.rationale ? drafting : { ...drafting, rationale: act.rationale, ready: [] });
    case 'not-ready':
      return ok({ ...drafting, ready: without(drafting.ready, who) });
    case 'ready':
      if (act.version !== context.version() || act.rationale !== drafting.rationale)
        return refuse({
          code: 'changed-since',
          reason: 'The words have changed since you looked. Look again, then say that you are ready.',
        });
      return ok({ ...drafting, ready: sponsors.filter((id) => id === who || drafting.ready.includes(id)) });
  }
}

function invite(drafting: Drafting, participant: ParticipantId, context: DraftingContext): Result<Drafting, Refusal> {
  const kind = context.kindOf(participant);
  if (kind === null) return refuse({ code: 'unknown-participant', reason: 'The registry knows no such participant.' });
  if (kind !== 'state')
    return refuse({ code: 'not-allowed', reason: 'Delegations prepare proposals, so a delegation is invited.' });
  if (drafting.sponsors.includes(participant) || drafting.invited.includes(participant))
    return refuse({ code: 'sponsors-already', reason: 'This delegation prepares it already, or is invited.' });
  return ok({ ...drafting, invited: [...drafting.invited, participant] });
}

/** Words that change are cleared by nobody yet. */
export function edited(drafting: Drafting): Drafting {
  return drafting.ready.length === 0 ? drafting : { ...drafting, ready: [] };
}

/** Why what several prepare cannot be tabled; null where all of them clear it. Who prepares alone clears it by tabling it. */
export function tablingFault({ sponsors, ready }: Drafting, onBehalfOf: ParticipantId | null = null): Refusal | null {
  const missing = sponsors.length - ready.length;
  if (sponsors.length === 1) return null;
  if (onBehalfOf !== null)
    return { code: 'not-allowed', reason: 'What several delegations prepared they table in their own names, not for a group.' };
  if (missing === 0) return null;
  return {
    code: 'not-ready',
    reason: `${missing === 1 ? 'One of the delegations has' : `${missing} of the delegations have`} not said that this is ready as it stands, so it is not tabled in their name.`,
  };
}

/** Why it cannot be discarded; null where nobody else's work would go with it. */
export function discardingFault({ sponsors }: Drafting): Refusal | null {
  return sponsors.length === 1
    ? null
    : {
        code: 'other-sponsors',
        reason: 'Others prepare it too. Your delegation can leave it to them; the last one discards it.',
      };
}

function without(list: readonly ParticipantId[], who: ParticipantId): ParticipantId[] {
  return list.filter((id) => id !== who);
}
