import type { ProposalId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { planRenumbering, type PlannedRenumbering } from '../projection/renumbering.ts';
import type { Refusal } from '../record/command.ts';
import { alternativeLabel, type NumberingCommand } from '../record/numbering.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import type { TextChange } from '../text/change.ts';
import type { Clause } from '../text/clause.ts';

/** The numbers that an act issues, and the words by which renumbering rewrites headings and references. */
interface NumberPlan {
  readonly changes: readonly TextChange[];
  readonly renumbering?: PlannedRenumbering;
}

export interface NumberSources {
  readonly state: RecordState;
  /** Each clause where it stands first. */
  readonly clauses: readonly Clause[];
  /** Whether any stands once more. */
  readonly isTwice: boolean;
  /** The id of the words that it writes. */
  readonly proposal: ProposalId;
}

/** Works out what an act on numbers writes. What will be refused writes nothing. */
export function planNumbers(
  command: NumberingCommand,
  { state, clauses, isTwice, proposal }: NumberSources,
): Result<NumberPlan, { readonly refusal: Refusal }> {
  switch (command.type) {
    case 'note-tombstone':
      return ok({ changes: [] });
    case 'mark-alternative': {
      const label = alternativeLabel(state.numbering, command, { clauses, outcomeOf: outcomesOf(state) });
      return ok({ changes: 'code' in label ? [] : [{ type: 'label', clause: command.clause, label: label.after }] });
    }
    case 'renumber': {
      if (state.numbering.renumbered !== null) return ok({ changes: [] });
      if (isTwice) return refuse({ refusal: TWICE });
      const renumbering = planRenumbering(clauses, state, proposal);
      return ok({ changes: renumbering.changes, renumbering });
    }
    case 'undo-renumbering': {
      const labels = new Map(clauses.map(({ id, label }) => [id, label]));
      // What a drafter has numbered anew since stays so.
      const back = (state.numbering.renumbered?.labels ?? []).filter(({ clause, after }) => labels.get(clause) === after);
      return ok({ changes: back.map(({ clause, before }) => ({ type: 'label', clause, label: before })) });
    }
  }
}

const TWICE: Refusal = {
  code: 'clash',
  reason:
    'A paragraph stands twice in the text, since two drafters moved it at once. Once one of the two is removed, the text can be renumbered.',
};
