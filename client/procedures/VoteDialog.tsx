import { useState } from 'react';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { majorityWritten } from '../../shared/projection/procedure-story.ts';
import { openProposals } from '../../shared/record/state.ts';
import { isOfMembers, MAJORITIES, type Majority } from '../../shared/record/vote-count.ts';
import type { Question, VoteMethod } from '../../shared/record/vote.ts';
import { FormDialog } from '../chrome/FormDialog.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { GivesField } from './GivesField.tsx';
import { clauseLabel, presentVersion, questionLabel, usualStatus } from './reading.ts';
import { useGiving } from './useGiving.ts';

export interface VoteDialogProps {
  /** The proposal that the chair is at, if any. */
  readonly about: ProposalId | null;
  readonly onClose: () => void;
}

/** What is put to the vote, how it is taken and what it takes to carry. */
export function VoteDialog({ about, onClose }: VoteDialogProps) {
  const { snapshot } = useDraftDesk();
  const { busy, reason, give } = useGiving();
  const [asked, setAsked] = useState<Asked>({ on: about === null ? 'whole' : 'proposal', proposal: about, clause: null });
  const [how, setHow] = useState<How>(() => ({
    method: 'roll-call',
    majority: 'simple',
    members: String(snapshot.registry.all.filter(({ kind }) => kind === 'state').length),
    quorum: '',
  }));
  const { rungs } = snapshot.state.ladder;
  const [chosen, setChosen] = useState<string | null>(null);
  const question = questionOf(asked);
  const gives = question === null || question.on === 'proposal' ? '' : (chosen ?? usualStatus(snapshot, question));
  const version = question === null ? null : presentVersion(snapshot, question);
  const ofMembers = isOfMembers(how.majority);
  const ready =
    question !== null &&
    version !== null &&
    (!ofMembers || NUMBER.test(how.members)) &&
    (how.quorum === '' || NUMBER.test(how.quorum));
  const open = (): void => {
    if (question === null || version === null) return;
    const { method, majority } = how;
    const members = ofMembers ? Number(how.members) : null;
    const quorum = how.quorum === '' ? {} : { quorum: Number(how.quorum) };
    const opening = { type: 'open-vote', question, version, method, majority, members, ...quorum } as const;
    void give(gives === '' ? opening : { ...opening, gives }).then((did) => did && onClose());
  };
  return (
    <FormDialog
      title="Put to the vote"
      act="Open the vote"
      ready={ready}
      busy={busy}
      reason={reason}
      onAct={open}
      onClose={onClose}
    >
      <QuestionFields asked={asked} onChange={setAsked} />
      <MajorityFields how={how} onChange={setHow} />
      {asked.on !== 'proposal' && (
        <GivesField
          label={asked.on === 'whole' ? 'Status of every clause if it carries' : 'Status of the clause if it carries'}
          rungs={rungs}
          chosen={gives}
          onChange={setChosen}
        />
      )}
    </FormDialog>
  );
}

const NUMBER = /^[1-9]\d{0,4}$/;

/** What is asked, as it is being chosen. */
interface Asked {
  readonly on: Question['on'];
  readonly proposal: ProposalId | null;
  readonly clause: ClauseId | null;
}

interface How {
  readonly method: VoteMethod;
  readonly majority: Majority;
  /** As they are being typed. */
  readonly members: string;
  readonly quorum: string;
}

function QuestionFields({ asked, onChange }: { readonly asked: Asked; readonly onChange: (asked: Asked) => void }) {
  const { snapshot } = useDraftDesk();
  const proposals = openProposals(snapshot.state).filter(({ id }) => snapshot.holding.has(id));
  const clauses = snapshot.drawn.map(({ clause }) => clause.id);
  const begin = (on: Question['on']): void =>
    onChange({ on, proposal: asked.proposal ?? proposals[0]?.id ?? null, clause: asked.clause ?? clauses[0] ?? null });
  return (
    <>
      <label className="field">
        What is voted on
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the first thing the dialog asks for */}
        <select value={asked.on} autoFocus onChange={(event) => begin(event.target.value as Question['on'])}>
          <option value="proposal" disabled={proposals.length === 0}>
            A proposal
          </option>
          <option value="clause">A clause</option>
          <option value="whole">The whole text</option>
        </select>
      </label>
      {asked.on === 'proposal' && (
        <label className="field">
          Which proposal
          <select
            value={asked.proposal ?? ''}
            onChange={(event) =>
              onChange({ ...asked, proposal: proposals.find(({ id }) => id === event.target.value)?.id ?? null })
            }
          >
            {proposals.map(({ id }) => (
              <option key={id} value={id}>
                {questionLabel(snapshot, { on: 'proposal', proposal: id })}
              </option>
            ))}
          </select>
        </label>
      )}
      {asked.on === 'clause' && (
        <label className="field">
          Which clause
          <select
            value={asked.clause ?? ''}
            onChange={(event) => onChange({ ...asked, clause: clauses.find((id) => id === event.target.value) ?? null })}
          >
            {clauses.map((id) => (
              <option key={id} value={id}>
                {clauseLabel(snapshot, id)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function MajorityFields({ how, onChange }: { readonly how: How; readonly onChange: (how: How) => void }) {
  return (
    <>
      <label className="field">
        How
        <select value={how.method} onChange={(event) => onChange({ ...how, method: event.target.value as VoteMethod })}>
          <option value="roll-call">Roll call, each delegation by name</option>
          <option value="show-of-hands">Show of hands, counted</option>
        </select>
      </label>
      <label className="field">
        What it takes to carry
        <select value={how.majority} onChange={(event) => onChange({ ...how, majority: event.target.value as Majority })}>
          {MAJORITIES.map((one) => (
            <option key={one} value={one}>
              {majorityWritten(one, null)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        Quorum: how many must be present (may stay empty)
        <input
          type="text"
          inputMode="numeric"
          maxLength={5}
          value={how.quorum}
          onChange={(event) => onChange({ ...how, quorum: event.target.value.trim() })}
        />
      </label>
      {isOfMembers(how.majority) && (
        <label className="field">
          How many members there are
          <input
            type="text"
            inputMode="numeric"
            maxLength={5}
            value={how.members}
            onChange={(event) => onChange({ ...how, members: event.target.value })}
          />
        </label>
      )}
    </>
  );
}

function questionOf({ on, proposal, clause }: Asked): Question | null {
  if (on === 'whole') return { on };
  if (on === 'proposal') return proposal === null ? null : { on, proposal };
  return clause === null ? null : { on, clause };
}
