import { asCellPlace } from '../../shared/text/cell.ts';
import { withTables } from '../../shared/text/tables.ts';
import { leaveTable, TABLE_RULES, TableBoxes } from './table-boxes.ts';

/** How many clauses a group begins with: with fewer the browser looks at more groups with each frame, with more it lays out more around what is in view. */
const SIZE = 24;
/** A group that has come to hold more is halved. */
const MOST = 2 * SIZE;

interface Group {
  readonly name: string;
  readonly box: HTMLSlotElement;
  size: number;
}

/** The nearest clauses that have their boxes already, before and behind those that come: several come at once. */
class Neighbours {
  #last: Element | null = null;
  #behind: Element | null | undefined;

  before(clause: Element): Element | null {
    // Of those that come one behind the other the same one stands behind all, and is looked for once.
    if (clause.slot !== '' || this.#last === null || clause.previousElementSibling !== this.#last) this.#behind = undefined;
    this.#last = clause;
    return nearest(clause, 'previousElementSibling');
  }

  behind(clause: Element): Element | null {
    if (this.#behind === undefined) this.#behind = nearest(clause, 'nextElementSibling');
    return this.#behind;
  }
}

function nearest(clause: Element, side: 'previousElementSibling' | 'nextElementSibling'): Element | null {
  let near = clause[side];
  while (near !== null && near.slot === '') near = near[side];
  return near;
}

/**
 * Clauses in rows of some dozens, for the browser to leave out of layout and painting while they are out of view. One by one it would look
 * at each of them with each frame: at 6,000 clauses most of what a key costs. ProseMirror wants the clauses as children of the
 * editing area, so they stay there, and the boxes that they are shown in stand in its shadow: a clause names its box by its `slot`.
 * Style sheets know the boxes as `::part(group)`. A box is a slot, and stands in the shadow itself: where slots stand in other elements of a
 * shadow, Chromium (153) lets no selection grow from one into another, by mouse or by key.
 */
export class ClauseGroups {
  readonly #groups = new Map<string, Group>();
  readonly #fresh = new Set<HTMLElement>();
  readonly #tables = new TableBoxes();
  /** Clauses that stand in tables, and whether any came, went or moved. */
  readonly #cells = new Set<HTMLElement>();
  #isTorn = false;
  #made = 0;
  #held: Group | null = null;

  /** An element that is to become a clause of the text. */
  add(clause: HTMLElement): void {
    this.#fresh.add(clause);
  }

  /** A clause came into a table, went out of one or has another place in it. */
  moved(clause: HTMLElement): void {
    this.#isTorn = true;
    if (this.#cells.delete(clause) && clause.dataset['cell'] === undefined) leaveTable(clause);
    this.#fresh.add(clause);
  }

  /** An element that is no longer one. */
  remove(clause: HTMLElement): void {
    this.#fresh.delete(clause);
    if (this.#cells.delete(clause)) this.#isTorn = true;
    this.#leave(clause);
  }

  /** Whether anything waits for its place. */
  get isDue(): boolean {
    return this.#fresh.size > 0 || this.#isTorn;
  }

  /** Gives each element that has come into the text a box, its neighbour's if it has room. */
  place(editor: HTMLElement): void {
    if (!this.isDue) return;
    const root = editor.shadowRoot ?? shadowOf(editor);
    const touched = new Set<Group>();
    const places = new Neighbours();
    for (const clause of this.#fresh) {
      if (clause.parentNode !== editor) continue;
      if (clause.hasAttribute('data-cell')) {
        this.#leave(clause);
        this.#cells.add(clause);
        continue;
      }
      const before = this.#of(places.before(clause));
      const hasRoom = before !== null && before.size < SIZE;
      const group = hasRoom ? before : this.#beside(root, before, this.#of(places.behind(clause)));
      this.#leave(clause);
      clause.slot = group.name;
      group.size += 1;
      touched.add(group);
    }
    this.#fresh.clear();
    for (const group of touched) {
      if (group.size > MOST) this.#halve(root, editor, group);
      if (this.#groups.has(group.name)) estimate(group);
    }
    if (this.#cells.size > 0 || this.#isTorn) this.#arrange(root, editor);
    this.#isTorn = false;
    // Has them found at once: Chromium (153) ends the page where a selection is set before the clauses have come to the boxes that they name.
    root.querySelector('slot')?.assignedElements();
  }

  /** Gives tables boxes of their own between those of other clauses: a group that one would stand in the midst of ends before it. */
  #arrange(root: ShadowRoot, editor: HTMLElement): void {
    const placed = [...editor.children].flatMap((dom) =>
      dom instanceof HTMLElement && dom.classList.contains('clause')
        ? [{ dom, cell: asCellPlace(dom.dataset['cell']) ?? undefined }]
        : [],
    );
    const done = new Set<Group>();
    let last: Element | null = null;
    let current: Group | null = null;
    const follow = (box: HTMLElement): void => {
      if (last === null && root.firstElementChild !== box) root.prepend(box);
      else if (last !== null && last.nextElementSibling !== box) last.after(box);
      last = box;
    };
    for (const stretch of withTables(placed)) {
      if (stretch.type === 'table') {
        this.#tables.boxesFor(stretch.table).forEach(follow);
        current = null;
        continue;
      }
      const { dom } = stretch.item;
      const group = this.#of(dom);
      if (group !== null && group === current) continue;
      if (group !== null && !done.has(group)) {
        current = group;
        done.add(group);
        follow(group.box);
        continue;
      }
      if (current === null) {
        current = this.#make(root, null);
        done.add(current);
        follow(current.box);
      }
      this.#leave(dom);
      dom.slot = current.name;
      current.size += 1;
      estimate(current);
    }
    this.#tables.sweep();
  }

  /** The group of the caret is always laid out, so that one can type where one has just gone. */
  hold(clause: Element | null): void {
    const group = this.#of(clause);
    if (group === this.#held) return;
    this.#held?.box.setAttribute('part', 'group');
    group?.box.setAttribute('part', 'group held');
    this.#held = group;
  }

  #of(clause: Element | null): Group | null {
    return (clause === null ? undefined : this.#groups.get(clause.slot)) ?? null;
  }

  /** The group that a clause goes to which stands behind one of a group, before one of another or the same. */
  #beside(root: ShadowRoot, before: Group | null, after: Group | null): Group {
    if (before === null) return after ?? this.#make(root, null);
    if (before === after || before.size < SIZE) return before;
    return after !== null && after.size < SIZE ? after : this.#make(root, before);
  }

  #make(root: ShadowRoot, before: Group | null): Group {
    const name = `group-${(this.#made += 1)}`;
    const box = document.createElement('slot');
    box.name = name;
    box.setAttribute('part', 'group');
    if (before === null) root.prepend(box);
    else before.box.after(box);
    const group = { name, box, size: 0 };
    this.#groups.set(name, group);
    return group;
  }

  #halve(root: ShadowRoot, editor: HTMLElement, group: Group): void {
    const clauses = [...editor.querySelectorAll<HTMLElement>(`:scope > [slot="${group.name}"]`)];
    let last = group;
    for (let from = SIZE; from < clauses.length; from += SIZE) {
      last = this.#make(root, last);
      for (const clause of clauses.slice(from, from + SIZE)) clause.slot = last.name;
      last.size = Math.min(SIZE, clauses.length - from);
      estimate(last);
    }
    group.size = Math.min(SIZE, clauses.length);
  }

  #leave(clause: HTMLElement): void {
    if (clause.slot === '') return;
    const group = this.#of(clause);
    clause.removeAttribute('slot');
    if (group === null) return;
    group.size -= 1;
    if (group.size > 0) return;
    group.box.remove();
    this.#groups.delete(group.name);
    if (this.#held === group) this.#held = null;
  }
}

/** Tells, at the editing area, that clauses are laid out which were not, or no longer. */
export const LAID_OUT = 'clauses-laid-out';

function shadowOf(editor: HTMLElement): ShadowRoot {
  const root = editor.attachShadow({ mode: 'open' });
  const tellsAsEvent = (): boolean => editor.dispatchEvent(new Event(LAID_OUT, { bubbles: true }));
  root.addEventListener('contentvisibilityautostatechange', tellsAsEvent);
  // As rules and not as style attributes, which the page's policy forbids.
  const sheet = new CSSStyleSheet();
  const sizes = Array.from({ length: MOST }, (_, at) => `[data-clauses="${at + 1}"] { --clauses: ${at + 1} }`);
  sheet.replaceSync(['slot { display: block }', ...sizes, TABLE_RULES].join(''));
  root.adoptedStyleSheets = [sheet];
  return root;
}

/** How high a box is likely to be is for the style sheet to say, by the number of its clauses. */
function estimate({ box, size }: Group): void {
  box.dataset['clauses'] = String(size);
}

/** Whether a clause is laid out. Asking it for its place would lay out its whole group. */
export function isLaidOut(clause: HTMLElement): boolean {
  return clause.checkVisibility({ contentVisibilityAuto: true });
}

/** The box of the group, or of the table's row, that a clause stands in. */
export function groupOf(clause: HTMLElement): HTMLElement | null {
  return clause.assignedSlot;
}
