import type { Command, Refusal } from '../../shared/record/command.ts';
import type { StoredPreparation } from '../store/store.ts';

/** What several bring they bring with the rationale that all of them cleared. */
export function withRationale(
  command: Extract<Command, { type: 'table' }>,
  { sponsors, rationale }: Pick<StoredPreparation, 'sponsors' | 'rationale'>,
): Command {
  return sponsors.length === 1 ? command : { ...command, rationale };
}

export const NO_PREPARATION: Refusal = {
  code: 'closed',
  reason: 'There is no such preparation, or it has been tabled or discarded already.',
};
