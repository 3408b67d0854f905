import { clauseId, isId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import { inSight } from '../chrome/in-sight.ts';

/** The elements of a text's clauses as they were when one was last looked for in vain. */
const elements = new WeakMap<HTMLElement, ReadonlyMap<string, HTMLElement>>();

/** A clause in the editor, in a read-only text and in a comparison. */
const SHOWN = '.clause, .compared';

/** The element of a clause, in the editor as in the read-only text. */
export function clauseElement(text: HTMLElement, clause: ClauseId): HTMLElement | null {
  const known = elements.get(text)?.get(clause);
  if (known !== undefined && idOf(known) === clause && text.contains(known)) return known;
  const all = new Map<string, HTMLElement>();
  for (const element of text.querySelectorAll<HTMLElement>(SHOWN)) {
    const id = idOf(element);
    if (id !== undefined && !all.has(id)) all.set(id, element);
  }
  elements.set(text, all);
  return all.get(clause) ?? null;
}

function idOf({ dataset }: HTMLElement): string | undefined {
  return dataset['clause'] ?? dataset['id'] ?? dataset['compared'];
}

/** The clauses of a text as they are shown, in order. */
export function shownClauses(text: HTMLElement): { readonly id: ClauseId; readonly element: HTMLElement }[] {
  return [...text.querySelectorAll<HTMLElement>(SHOWN)].flatMap((element) => {
    const id = clauseAt(element);
    return id === null ? [] : [{ id, element }];
  });
}

/** The opening bracket of a proposal, or else its clause. */
export function bracketElement(
  text: HTMLElement,
  place: { readonly clause: ClauseId; readonly id: ProposalId },
): HTMLElement | null {
  const clause = clauseElement(text, place.clause);
  return clause?.querySelector<HTMLElement>(`[data-proposal="${CSS.escape(place.id)}"]`) ?? clause;
}

/** The clause nearest to the top of what is in view. */
export function topClause(text: HTMLElement): ClauseId | null {
  const box = text.getBoundingClientRect();
  const x = box.left + box.width / 2;
  for (let y = inSight().from + 16; y < innerHeight; y += 24) {
    const found = document
      .elementsFromPoint(x, y)
      .find((element) => element instanceof HTMLElement && text.contains(element) && element.closest(SHOWN) !== null);
    const id = clauseAt(found ?? null);
    if (id !== null) return id;
  }
  return null;
}

/** The clause that an element stands in. */
export function clauseAt(element: EventTarget | null): ClauseId | null {
  if (!(element instanceof Element)) return null;
  const clause = element.closest<HTMLElement>(SHOWN);
  const id = clause === null ? undefined : idOf(clause);
  return id !== undefined && isId(id) ? clauseId(id) : null;
}

/** For so many frames an element is brought to where it is to be: what is not laid out yet is only estimated, and some of it is with each frame. */
const FRAMES = 8;
/** The next of them: whoever goes on to another place leaves the last. */
let next = 0;

/** Brings an element to where people read, a third down the page. */
export function bringIntoView(find: () => HTMLElement | null): void {
  let left = FRAMES;
  cancelAnimationFrame(next);
  const bring = (): void => {
    left -= 1;
    if (left > 0) next = requestAnimationFrame(bring);
    const element = find();
    if (element === null) return;
    const { top, bottom } = element.getBoundingClientRect();
    const { from, to } = inSight();
    const isLow = to < innerHeight;
    if (top >= from + 48 && bottom <= (isLow ? to - 40 : to * 0.72)) return;
    scrollBy({ top: top - (isLow ? from + (to - from) * 0.4 : Math.max(from + 68, to * 0.3)), behavior: 'instant' });
  };
  bring();
}
