import { proposalId, type ParticipantId, type ProposalId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { prospect, repairs } from '../../shared/projection/prospect.ts';
import { bridge } from '../../shared/proposals/bridge.ts';
import type { AmendedPiece, Command } from '../../shared/record/command.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import { mergeable } from '../points/arrangements.ts';
import type { Arrangement } from '../points/DraftDesk.ts';
import { presentPieces } from '../points/reading.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { pieceKey, seeNow, type Outlook } from './decision.ts';

/** Stands for the text being written in a preview; the real one gets its id from the server. */
const PREVIEW = proposalId('preview-of-a-text');

/** An arrangement as it is being made. */
export interface ArrangementForm {
  readonly arrangement: Arrangement;
  readonly proposal: ProposalId;
  /** Body, owner: whoever is named in words. */
  readonly name: string;
  /** Day of return, ISO 8601. */
  readonly day: string;
  readonly note: string;
  readonly participant: ParticipantId | null;
  /** What is merged into it, or what else the chair's text draws on. */
  readonly others: ReadonlySet<ProposalId>;
  /** How pieces of the proposal read in the new wording, by `pieceKey`. */
  readonly wording: ReadonlyMap<string, string>;
  /** What is merged, in the versions that were seen when the sheet was opened. */
  readonly versions: ReadonlyMap<ProposalId, string>;
}

/** An arrangement just begun: for a merger or a text, with what is marked, or else with all that stand at the same place. */
export function newArrangement(
  snapshot: DraftSnapshot,
  arrangement: Arrangement,
  { proposal, marked }: { readonly proposal: ProposalId; readonly marked: ReadonlySet<ProposalId> },
): ArrangementForm {
  const rivals = rivalsOf(snapshot, proposal, marked);
  const picked = rivals.filter((id) => marked.has(id));
  const merged = rivals.length === 1 ? rivals : [];
  const { whereabouts } = snapshot.state.proposals.get(proposal) ?? {};
  const parked = arrangement === 'park' && whereabouts?.state === 'parked' ? whereabouts : null;
  return {
    arrangement,
    proposal,
    name: parked?.owner ?? '',
    day: parked?.returns ?? '',
    note: '',
    participant: null,
    others: new Set(picked.length > 0 ? picked : arrangement === 'bridge' ? rivals : arrangement === 'merge' ? merged : []),
    wording: new Map(),
    versions: new Map([proposal, ...rivals].map((id) => [id, seeNow(snapshot, id).version])),
  };
}

/** The other open proposals that can be merged with one or drawn on: those at its place, and those marked, wherever they stand. */
export function rivalsOf(snapshot: DraftSnapshot, proposal: ProposalId, marked: ReadonlySet<ProposalId>): ProposalId[] {
  const all = new Set([...(snapshot.pointOf.get(proposal)?.proposals ?? []), ...marked]);
  return [...all].filter((id) => id !== proposal && mergeable(snapshot.state, id));
}

/** The command that a form asks for, or what is missing from it. */
export function arrangementCommand(snapshot: DraftSnapshot, form: ArrangementForm): Result<Command, string> {
  const { proposal, name, note } = form;
  const seen = (id: ProposalId): { proposal: ProposalId; version: string } => ({
    proposal: id,
    version: form.versions.get(id) ?? '',
  });
  switch (form.arrangement) {
    case 'refer':
      return name.trim() === '' ? refuse('Say to which body.') : ok({ type: 'refer', proposal, body: name, note });
    case 'park':
      if (name.trim() === '') return refuse('Say who takes care of it.');
      return form.day === ''
        ? refuse('Say on which day it comes back.')
        : ok({ type: 'park', proposal, owner: name, returns: form.day, reason: note });
    case 'reserve':
      return form.participant === null
        ? refuse('Say for which delegation.')
        : ok({ type: 'reserve', proposal, participant: form.participant, reason: note });
    case 'call-back':
      return ok({ type: 'call-back', proposal, note });
    case 'merge':
      return form.others.size === 0
        ? refuse('Say which proposals become one with it.')
        : ok({
            type: 'merge',
            into: seen(proposal),
            merged: [...form.others].map(seen),
            wording: wordingOf(snapshot, form),
            ...(note.trim() === '' ? {} : { ground: note }),
          });
    case 'bridge': {
      const wording = wordingOf(snapshot, form);
      return wording.length === 0
        ? refuse('Write how it is to read.')
        : ok({ type: 'bridge', ...seen(proposal), drawsOn: [...form.others], wording, rationale: note });
    }
  }
}

/** How each clause would read with what is being made of several alone in its place. */
export function arrangedOutlooks(snapshot: DraftSnapshot, form: ArrangementForm): Result<readonly Outlook[], string> {
  const { state, clauses } = snapshot;
  const wording = wordingOf(snapshot, form);
  const insteadOf = new Set([form.proposal, ...form.others]);
  const bridged =
    wording.length === 0
      ? null
      : bridge({ clauses, model: form.proposal, insteadOf, proposal: PREVIEW, wording, outcomeOf: outcomesOf(state) });
  if (bridged !== null && !bridged.ok) return bridged;
  const stays = bridged === null ? form.proposal : PREVIEW;
  const then = bridged === null ? clauses : changeText(clauses, bridged.value.changes);
  const supposed = new Map<ProposalId, 'accepted' | 'refused'>([...insteadOf].map((id) => [id, 'refused']));
  const without = new Map(supposed);
  if (form.arrangement === 'bridge' || stays === PREVIEW) supposed.set(stays, 'accepted');
  else supposed.delete(stays);
  const touched = new Set([...insteadOf].flatMap((id) => (snapshot.holding.get(id) ?? []).map((clause) => clause.id)));
  return ok(
    [...touched]
      .toSorted((a, b) => (snapshot.placeOf.get(a) ?? 0) - (snapshot.placeOf.get(b) ?? 0))
      .map((clause) => ({
        clause,
        now: prospect(clauses, state, clause, new Map()),
        then: prospect(then, state, clause, supposed),
        without: prospect(clauses, state, clause, without),
        repairs: repairs(then, state, clause, supposed),
      })),
  );
}

function wordingOf(snapshot: DraftSnapshot, form: ArrangementForm): AmendedPiece[] {
  return presentPieces(snapshot, form.proposal).flatMap((piece) => {
    const text = form.wording.get(pieceKey(piece));
    const before = piece.role === 'insertion' ? piece.text : '';
    return text === undefined || text === before ? [] : [{ clause: piece.clause, at: piece.at, text }];
  });
}
