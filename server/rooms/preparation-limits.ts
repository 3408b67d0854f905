import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Refusal } from '../../shared/record/command.ts';
import type { Limits } from '../limits.ts';
import type { Store, StoredPreparation } from '../store/store.ts';

interface PreparationLimits {
  readonly store: Store;
  readonly limits: Pick<Limits, 'preparations' | 'invitations'>;
}

/** Why a delegation cannot prepare one thing more just now; null where it can. */
export function preparingFault({ store, limits }: PreparationLimits, who: ParticipantId): Refusal | null {
  return preparedBy(store, who).length < limits.preparations ? null : TOO_MANY_PREPARATIONS;
}

/** Why a delegation cannot invite one more to anything that it prepares; null where it can. */
export function invitingFault({ store, limits }: PreparationLimits, who: ParticipantId): Refusal | null {
  const unanswered = preparedBy(store, who).reduce((sum, { invited }) => sum + invited.length, 0);
  return unanswered < limits.invitations ? null : TOO_MANY_INVITED;
}

function preparedBy(store: Store, who: ParticipantId): StoredPreparation[] {
  return store.preparations.open().filter((one) => one.sponsors.includes(who));
}

const TOO_MANY_PREPARATIONS: Refusal = {
  code: 'not-allowed',
  reason: 'Your delegation has as many preparations open as it may. Table or discard one of them, then try again.',
};

const TOO_MANY_INVITED: Refusal = {
  code: 'not-allowed',
  reason: 'Your delegation has as many invitations without an answer as it may. Take some back, then try again.',
};
