import { useState } from 'react';
import type { ParticipantId, ProposalId } from '../../shared/base/ids.ts';
import { counted } from '../../shared/base/phrases.ts';
import { may, refusalOf } from '../../shared/policy/policy.ts';
import { withoutRepeats } from '../../shared/participants/stand-in.ts';
import { shortName } from '../../shared/projection/naming.ts';
import type { Point } from '../../shared/projection/points.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { Stance } from '../../shared/proposals/position.ts';
import { useDraftDesk } from './DraftDesk.ts';
import { SpeakingFor } from './SpeakingFor.tsx';
import { STANCE_WORDS } from './stances.ts';
import { brief, WhichPreferred } from './WhichPreferred.tsx';

/** Who takes which stance on a proposal. */
export function PositionLists({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot } = useDraftDesk();
  const lists = STANCE_WORDS.map((words) => ({ ...words, names: namesWith(proposal, words.stance) })).filter(
    (list) => list.names.length > 0,
  );
  if (lists.length === 0) return null;
  return (
    <dl className="positions" aria-label="Positions">
      {lists.map((list) => (
        <div key={list.stance} className={`stance ${list.stance}`}>
          <dt>{list.list}</dt>
          <dd>
            <Names names={list.names} />
          </dd>
        </div>
      ))}
    </dl>
  );

  function namesWith(of: Proposal, stance: Stance): string[] {
    const { registry } = snapshot;
    const held = [...of.positions].filter(([, position]) => position.stance === stance);
    const said = held.map(([id, { speaker, preferred }]) => {
      const by = speaker === undefined ? '' : ` (by ${shortName(registry, speaker)})`;
      return `${shortName(registry, id)}${by}${preferred === undefined ? '' : `: “${brief(quotation(snapshot.holding.get(preferred) ?? [], preferred))}”`}`;
    });
    return withoutRepeats(said).toSorted((a, b) => a.localeCompare(b, 'en'));
  }
}

/** All of them where they are few. Of many so many, and the rest when they are asked for: what may be done stands under them. */
function Names({ names }: { readonly names: readonly string[] }) {
  if (names.length <= FEW) return names.join(', ');
  const rest = names.slice(NAMED_OF_MANY);
  return (
    <>
      {names.slice(0, NAMED_OF_MANY).join(', ')}
      <details>
        <summary>and {counted(rest.length, 'other')}</summary>
        {rest.join(', ')}
      </details>
    </>
  );
}

const FEW = 15;
const NAMED_OF_MANY = 12;

/** The stances that this delegation may take, in its own name. The one taken is pressed; pressing it again takes it back. */
export function OwnStance({
  proposal,
  point,
  group,
  onGroup,
}: {
  readonly proposal: Proposal;
  readonly point: Point;
  /** The group for which it is taken; null: the delegation's own. */
  readonly group: ParticipantId | null;
  readonly onGroup: (group: ParticipantId | null) => void;
}) {
  const { seat, snapshot, act } = useDraftDesk();
  const [choosing, setChoosing] = useState(false);
  const command = stanceCommand(proposal.id, seat.participant, null);
  if (!may(seat, 'take own position') || refusalOf(seat, command, snapshot.state) !== null) return null;
  const taken = proposal.positions.get(group ?? seat.participant)?.stance ?? null;
  const others = point.proposals.filter((id) => id !== proposal.id);
  const take = (stance: Stance | null, preferred?: ProposalId): void => {
    setChoosing(false);
    act({
      ...stanceCommand(proposal.id, seat.participant, stance),
      onBehalfOf: group,
      ...(preferred === undefined ? {} : { preferred }),
    });
  };
  const press = (stance: Stance): void => {
    if (taken === stance) return take(null);
    if (stance !== 'prefer-another') return take(stance);
    // Of two there is only one other.
    return others.length === 1 ? take(stance, others[0]) : setChoosing(!choosing);
  };
  return (
    <fieldset className="own-stance" aria-label={`Position of ${shortName(snapshot.registry, seat.participant)}`}>
      {STANCE_WORDS.filter(({ stance }) => stance !== 'prefer-another' || others.length > 0).map((words) => (
        <button
          key={words.stance}
          type="button"
          className={`stance-button ${words.stance}`}
          aria-pressed={taken === words.stance}
          aria-keyshortcuts={words.key}
          onClick={() => press(words.stance)}
        >
          {words.button}
        </button>
      ))}
      {choosing && <WhichPreferred others={others} onPick={(preferred) => take('prefer-another', preferred)} />}
      <SpeakingFor chosen={group} onChange={onGroup} />
    </fieldset>
  );
}

/** The command with which a participant takes a stance in its own name. */
export function stanceCommand(
  proposal: ProposalId,
  participant: ParticipantId,
  stance: Stance | null,
): Extract<Command, { type: 'take-position' }> {
  return { type: 'take-position', proposal, participant, onBehalfOf: null, stance };
}
