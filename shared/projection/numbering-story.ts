import type { ClauseId } from '../base/ids.ts';
import type { NumberingEvent } from '../record/numbering.ts';
import { withoutPoint } from '../text/numbering.ts';

/** The sentence that tells an event of numbering, without its full stop. `focus`: whether it is told of one clause. */
export function numberingSentence(event: NumberingEvent, who: string, focus: boolean): string {
  const clause = focus ? 'this clause' : 'a clause';
  switch (event.type) {
    case 'AlternativeMarked':
      return event.of === null
        ? `${who} recorded that ${clause} is no alternative${event.after === '' ? '' : `, and numbered it ${withoutPoint(event.after)}`}`
        : `${who} recorded ${clause} as an alternative, numbered ${withoutPoint(event.after)}`;
    case 'TombstoneNoted':
      return event.parts.length === 0
        ? `${who} had ${clause} stand as deleted`
        : `${who} noted where ${clause} went: ${event.parts.map(({ what, fate }) => [what, fate].filter((part) => part !== '').join(' ')).join(', ')}`;
    case 'ClausesRenumbered': {
      const changed = event.rows.filter(({ fate }) => fate !== 'same').length;
      const rewritten = event.inserted.length;
      return `${who} renumbered the text: ${changed === 1 ? '1 number is' : `${changed} numbers are`} another${rewritten === 0 ? '' : `, ${rewritten === 1 ? '1 place' : `${rewritten} places`} in headings and references rewritten`}`;
    }
    case 'RenumberingUndone':
      return `${who} went back to the numbers from before the renumbering (record ${event.renumbering}), giving as reason: ${event.reason}`;
  }
}

/** Whether an event of numbering is about a clause: its own number, or words that cite another's. */
export function numberingConcerns(event: NumberingEvent, clause: ClauseId): boolean {
  if (event.type === 'RenumberingUndone') return true;
  if (event.type !== 'ClausesRenumbered') return event.clause === clause;
  return event.clauses.includes(clause) || event.rows.some((row) => row.clause === clause && row.fate !== 'same');
}
