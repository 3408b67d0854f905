import type { ProposalId } from '../../shared/base/ids.ts';
import { may, refusalOf } from '../../shared/policy/policy.ts';
import { shortName, thoseWho } from '../../shared/projection/attribution.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { Stance } from '../../shared/proposals/position.ts';
import { useDraftDesk } from './DraftDesk.ts';
import { STANCE_WORDS } from './stances.ts';

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
          <dd>{list.names.join(', ')}</dd>
        </div>
      ))}
    </dl>
  );

  function namesWith(of: Proposal, stance: Stance): string[] {
    const { registry } = snapshot;
    return thoseWho(of, stance, registry).map((name) => {
      const held = [...of.positions].find(([id]) => shortName(registry, id) === name);
      const behalf = held?.[1].onBehalfOf ?? null;
      return behalf === null ? name : `${name} (for ${shortName(registry, behalf)})`;
    });
  }
}

/** The stances that this delegation may take, in its own name. The one taken is pressed; pressing it again takes it back. */
export function OwnStance({ proposal }: { readonly proposal: Proposal }) {
  const { seat, snapshot, act } = useDraftDesk();
  const command = stanceCommand(proposal.id, seat.participant, null);
  if (!may(seat, 'take own position') || refusalOf(seat, command, snapshot.state) !== null) return null;
  const taken = proposal.positions.get(seat.participant)?.stance ?? null;
  return (
    <fieldset className="own-stance" aria-label={`Position of ${shortName(snapshot.registry, seat.participant)}`}>
      {STANCE_WORDS.map((words) => (
        <button
          key={words.stance}
          type="button"
          className={`stance-button ${words.stance}`}
          aria-pressed={taken === words.stance}
          aria-keyshortcuts={words.key}
          onClick={() => act(stanceCommand(proposal.id, seat.participant, taken === words.stance ? null : words.stance))}
        >
          {words.button}
        </button>
      ))}
    </fieldset>
  );
}

/** The command with which a participant takes a stance in its own name. */
export function stanceCommand(proposal: ProposalId, participant: Proposal['proposer'] & string, stance: Stance | null): Command {
  return { type: 'take-position', proposal, participant, onBehalfOf: null, stance };
}
