import { may } from '../../shared/policy/policy.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { selectedClauses, stepped } from '../paper/selection.ts';
import type { ClauseIntent, usePreparing } from './ClauseActs.tsx';
import type { Places } from './places.ts';
import type { Notices } from './useNotices.ts';
import type { Workspace } from './useWorkspace.ts';

/** A key of one letter or sign, as it is meant. */
export type ActKey = Pick<KeyboardEvent, 'key' | 'target' | 'shiftKey'>;

/** What the keys of clauses work on. */
export interface ClauseKeyed {
  readonly workspace: Workspace;
  readonly notices: Notices;
  readonly places: Places;
}

/** The clauses picked out in the text. */
export function picked({ desk, selection, view }: Pick<Workspace, 'desk' | 'selection' | 'view'>): Clause[] {
  if (view !== 'negotiating' || selection === null) return [];
  return selectedClauses(
    selection,
    desk.snapshot.drawn.map((one) => one.clause),
  );
}

const INTENTS: Readonly<Record<string, ClauseIntent>> = { e: 'change', i: 'add', x: 'delete' };

/** Going from clause to clause, and what is set out to be done with those picked. */
export function clauseKey(
  event: ActKey,
  { workspace, notices, places }: ClauseKeyed,
  prepare: ReturnType<typeof usePreparing>,
): boolean {
  const { desk, selection, view } = workspace;
  const { text } = places;
  const shown = desk.snapshot.drawn.map((one) => one.clause);
  if (
    (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
    view !== 'clean' &&
    text.current?.contains(document.activeElement) === true
  ) {
    const next = stepped(selection, shown, event.key === 'ArrowDown' ? 1 : -1, event.shiftKey);
    workspace.setSelection(next);
    if (next !== null) {
      workspace.goToClause(next.focus);
      text.current.querySelector<HTMLElement>(`[data-clause="${CSS.escape(next.focus)}"]`)?.focus({ preventScroll: true });
    }
    return true;
  }
  const intent = INTENTS[event.key];
  const clauses = picked(workspace);
  if (intent === undefined || clauses.length === 0 || !may(desk.seat, 'prepare proposal')) return false;
  void prepare(intent, clauses).then((failure) => {
    if (failure !== null) notices.tell('refused', failure.reason);
  });
  return true;
}
