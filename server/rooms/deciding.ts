import { refuse, type Result } from '../../shared/base/result.ts';
import { adjoining } from '../../shared/projection/adjoining.ts';
import type { Command } from '../../shared/record/command.ts';
import { decide } from '../../shared/record/decide.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { LEAST_SILENCE } from '../../shared/record/silence-decisions.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { isoTime } from '../clock.ts';
import type { ChangePlan, CommandRefusal } from '../../shared/planning/change-plan.ts';
import type { TextIndex } from './text-index.ts';
import type { TextRoomServices } from './text-room-services.ts';

/** The events that a command becomes on the text and the record as they stand, with the change of the text planned for it. */
export function decideOn(
  state: RecordState,
  command: Command,
  plan: ChangePlan,
  { index, services }: { readonly index: TextIndex; readonly services: Pick<TextRoomServices, 'clock' | 'registry'> },
): Result<RecordEvent[], CommandRefusal> {
  const { tabling, amendment, written, options, unusable, next, renumbering, lifting } = plan;
  const now = services.clock.now();
  const decision = decide(state, command, {
    facts: index,
    nextNumber: state.last + 1,
    kindOf: (participant) => services.registry.byId.get(participant)?.kind ?? null,
    entitled: services.registry.all.filter(({ kind }) => kind === 'state').length,
    tabling,
    amendment,
    written,
    options,
    issue: next?.issued,
    renumbering,
    lifting,
    adjoiningOf: (proposal) => adjoining(index.clauses(), state, proposal),
    clauses: () => index.clauses(),
    times: { now: isoTime(now), leastDeadline: isoTime(now + LEAST_SILENCE) },
  });
  if (decision.ok) return decision;
  const nothingBut = unusable !== undefined && decision.refusal.code === 'nothing-to-table';
  return refuse({ refusal: nothingBut ? unusable : decision.refusal });
}
