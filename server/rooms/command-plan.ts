import type { DraftId, ParticipantId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Command } from '../../shared/record/command.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { isoTime } from '../clock.ts';
import { THE_SERVER } from '../drafts/actor.ts';
import { NEW_IDS } from '../ids.ts';
import type { Batch } from './batch.ts';
import { planChange, type ChangePlan, type CommandRefusal } from '../../shared/planning/change-plan.ts';
import { decideOn } from './deciding.ts';
import { feignedNames } from './feigned-names.ts';
import { mandateUsed } from './mandate-notes.ts';
import { spokenFor } from './spoken-for.ts';
import { issuedText } from './text-at.ts';
import type { TextIndex } from './text-index.ts';
import type { Tabling, TextRoomServices } from './text-room-services.ts';

/** What a command comes to: the change of the text, the entries to be, and for whom they are. */
export interface CommandPlan extends Pick<ChangePlan, 'changes' | 'next'> {
  readonly events: readonly RecordEvent[];
  readonly whose: { readonly onBehalfOf: ParticipantId | null; readonly mandate?: number };
}

/** The draft on which a command is planned: the record as committed, and the batch in which what rested stands already. */
interface PlannedOn {
  readonly draft: DraftId;
  readonly state: RecordState;
  readonly batch: Batch;
  readonly index: TextIndex;
  readonly services: TextRoomServices;
}

/**
 * Works out a command that the policy allows, or why it is refused. Nothing of the room changes but the batch, which is thrown away with
 * a refusal: it takes in the mandate where the record does not know it yet.
 */
export function planCommand(
  seat: Seat,
  command: Command,
  tabling: Tabling | null,
  { draft, state, batch, index, services }: PlannedOn,
): Result<CommandPlan, CommandRefusal> {
  const change = planChange(command, {
    state,
    proposer: seat.participant,
    sponsors: tabling?.sponsors ?? [],
    clauses: () => index.clauses(),
    prepared: tabling?.prepared ?? null,
    issued: (revision) => issuedText(services.store, draft, revision),
    newIds: NEW_IDS,
  });
  if (!change.ok) return change;
  const group = spokenFor(seat, command, state);
  const mandate = group === null ? {} : { mandate: mandateOf(seat, group, batch, services) };
  const decision = decideOn(batch.position.state, command, change.value, { index, services });
  if (!decision.ok) return decision;
  const { changes, next, tabling: tabled } = change.value;
  const { registry } = services;
  const clauses = () => index.clauses();
  const feigned = tabled === undefined ? null : feignedNames({ tabling: tabled, group, changes, clauses, state, registry });
  if (feigned !== null) return refuse({ refusal: feigned });
  return ok({
    changes,
    ...(next === undefined ? {} : { next }),
    events: decision.value,
    whose: { onBehalfOf: group, ...mandate },
  });
}

/** The entry of the mandate under which a seat speaks; told here where the record does not know it. */
function mandateOf(seat: Seat, group: ParticipantId, batch: Batch, { store, clock }: TextRoomServices): number {
  const used = mandateUsed(batch.position.state, store.process, { seat, group });
  if (typeof used === 'number') return used;
  batch.addEvent(THE_SERVER, used, { at: isoTime(clock.now()), onBehalfOf: null });
  return batch.position.state.last;
}
