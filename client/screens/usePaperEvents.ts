import { useEffect, useEffectEvent, useState } from 'react';
import { may } from '../../shared/policy/policy.ts';
import { isId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { Lighting } from '../paper/lighting.ts';
import { clauseAt } from '../paper/places.ts';
import { cursorOn, pointAt } from '../points/point-cursor.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { Places } from './places.ts';
import type { Workspace } from './useWorkspace.ts';
import { BESIDE } from './views.ts';

/** What the pointer does on the paper. Each of it has a key too: `n` and `p` go to brackets, the arrows to clauses. */
export function usePaperEvents(workspace: Workspace, { text, editor }: Places): void {
  const [lighting] = useState(() => new Lighting(document));
  const { snapshot } = workspace.desk;
  const { cursor } = workspace;
  const point = cursor === null ? null : pointAt(snapshot.points, cursor);
  useEffect(
    () => lighting.current(point?.proposals ?? [], cursor?.proposal ?? null, (id) => isLong(snapshot, id)),
    [lighting, point, cursor, snapshot],
  );
  const over = useEffectEvent((event: MouseEvent) =>
    lighting.hover(openBracketAt(event.target, snapshot), (id) => isLong(snapshot, id)),
  );
  const click = useEffectEvent((event: MouseEvent) => {
    if (editor.current === null && workspace.view !== 'compare') pickOut(event, workspace);
  });
  useEffect(() => {
    const paper = text.current;
    if (paper === null) return;
    const onOver = (event: MouseEvent): void => over(event);
    const onLeave = (): void => lighting.hover(null, () => false);
    const onClick = (event: MouseEvent): void => click(event);
    paper.addEventListener('mouseover', onOver);
    paper.addEventListener('mouseleave', onLeave);
    paper.addEventListener('click', onClick);
    return () => {
      paper.removeEventListener('mouseover', onOver);
      paper.removeEventListener('mouseleave', onLeave);
      paper.removeEventListener('click', onClick);
      lighting.close(document);
    };
  }, [text, lighting]);
}

/** The innermost open bracket round an element of the text. */
function openBracketAt(target: EventTarget | null, snapshot: DraftSnapshot): ProposalId | null {
  for (let element = target instanceof Element ? target : null; element !== null; element = element.parentElement) {
    if (!(element instanceof HTMLElement)) continue;
    const id = element.dataset['proposal'] ?? element.dataset['inner'];
    if (id !== undefined && isId(id) && snapshot.pointOf.has(proposalId(id))) return proposalId(id);
    if (element.classList.contains('clause')) return null;
  }
  return null;
}

/** Whether a bracket runs on over so many clauses that tinting all its words would light the page. */
function isLong(snapshot: DraftSnapshot, proposal: ProposalId): boolean {
  return (snapshot.holding.get(proposal)?.length ?? 0) > 2;
}

/** A click on a bracket makes its point the current one; on a clause, picks the clause out. */
function pickOut(event: MouseEvent, workspace: Workspace): void {
  if (getSelection()?.isCollapsed === false) return;
  if (event.target instanceof Element && event.target.closest('.clause-acts') !== null) return;
  const { snapshot } = workspace.desk;
  const bracket = openBracketAt(event.target, snapshot);
  const cursor = bracket === null ? null : cursorOn(snapshot.points, bracket);
  // Beside the text the card is in sight already, and the words stay where they were clicked.
  if (cursor !== null && innerWidth < BESIDE) workspace.desk.choose(cursor.proposal);
  else if (cursor !== null) workspace.setCursor(cursor);
  const clause = clauseAt(event.target);
  if (clause === null) return;
  const held = workspace.selection;
  const extend = event.shiftKey && held !== null;
  // A chair who goes to a bracket decides on it, and is not asked about the clause.
  const acting = cursor === null || !may(workspace.desk.seat, 'agree');
  workspace.setSelection({ anchor: extend ? held.anchor : clause, focus: clause, acting });
}
