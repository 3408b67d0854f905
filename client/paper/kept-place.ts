import type { ClauseId } from '../../shared/base/ids.ts';
import { inSight } from '../chrome/in-sight.ts';
import { isLaidOut } from '../editor/clause-groups.ts';
import { clauseAt, shownClauses } from './places.ts';

/** What somebody reads. */
export interface ReadingPlace {
  /** The clause at the top of what is in view, then those that stand for it where it is not shown: the next ones, and those before it, backwards. None at the beginning of the page. */
  readonly clauses: readonly ClauseId[];
  /** How far below what covers the top of the page it begins, in pixels: less than nothing where it began above. */
  readonly below: number;
}

/** So much of a clause is in view at the least where it counts as read, in pixels. */
const LEAST = 16;
/** By these somebody goes on by themselves, besides scrolling. */
const OWN_WAYS = ['keydown', 'pointerdown'] as const;
/** For so many frames what has come into view is waited for. */
const FRAMES = 8;
/** The browser comes as near as a part of a pixel. */
const NEAR = 2;

/** What is read of a text; null where there is none. */
function readingPlace(text: HTMLElement): ReadingPlace | null {
  if (scrollY === 0) return { clauses: [], below: 0 };
  const shown = shownClauses(text);
  const { from } = inSight();
  const inView = shown.findIndex(({ element }) => isLaidOut(element) && element.getBoundingClientRect().bottom > from + LEAST);
  const at = inView === -1 ? shown.length - 1 : inView;
  const read = shown[at];
  if (read === undefined) return null;
  const ids = shown.map(({ id }) => id);
  return {
    clauses: [...ids.slice(at), ...ids.slice(0, at).toReversed()],
    below: read.element.getBoundingClientRect().top - from,
  };
}

/** Keeps what somebody reads of a text where it is, however the text is shown. */
export class KeptPlace {
  readonly #text: HTMLElement;
  #place: ReadingPlace | null;
  /** Where in the window it stands since it was last put there, and how high the text was then. */
  #put: { readonly top: number; readonly height: number } | null = null;

  /** Ends that it is held, while it is. */
  #end: (() => void) | null = null;

  /** Of a text that was left at a place, where it was. */
  constructor(text: HTMLElement, place: ReadingPlace | null) {
    this.#text = text;
    this.#place = place;
  }

  /** Notes what is read now, before it is shown in another way or left. It is what it was while nobody has moved: so nothing drifts from view to view. */
  note(): ReadingPlace | null {
    if (this.#end === null && !this.#stands()) {
      this.#place = readingPlace(this.#text) ?? this.#place;
      this.#put = null;
    }
    return this.#place;
  }

  /** Notes what is read each time somebody has scrolled, and holds it where the text becomes wider or narrower. Gives what ends that. */
  keep(): () => void {
    let width = this.#text.offsetWidth;
    const widths = new ResizeObserver(() => {
      const before = width;
      width = this.#text.offsetWidth;
      if (width !== before && this.#place !== null) this.hold();
    });
    let frame = 0;
    // What has come into view is laid out with the frames that follow. Where the text has another width the browser has scrolled, and nobody else.
    const look = (left: number): void => {
      frame = requestAnimationFrame(() => {
        if (this.#text.offsetWidth !== width) return;
        const isSeen = left < FRAMES && (this.note()?.below ?? 0) < innerHeight;
        if (left > 0 && !isSeen) look(left - 1);
      });
    };
    const onScrolled = (): void => {
      cancelAnimationFrame(frame);
      look(FRAMES);
    };
    window.addEventListener('scrollend', onScrolled);
    widths.observe(this.#text);
    return () => {
      widths.disconnect();
      cancelAnimationFrame(frame);
      window.removeEventListener('scrollend', onScrolled);
      this.#end?.();
    };
  }

  /** Puts what was noted where it was, and again whenever the text has another height, until somebody moves by themselves. Gives what ends that. */
  hold(): () => void {
    this.#end?.();
    const sizes = new ResizeObserver(() => this.#bringBack());
    const end = (): void => {
      sizes.disconnect();
      window.removeEventListener('scroll', onScroll);
      for (const way of OWN_WAYS) window.removeEventListener(way, end);
      if (this.#end === end) this.#end = null;
    };
    const onScroll = (): void => {
      if (!this.#stands() && this.#text.offsetHeight === this.#put?.height) end();
    };
    this.#end = end;
    window.addEventListener('scroll', onScroll, { passive: true });
    for (const way of OWN_WAYS) window.addEventListener(way, end, { passive: true });
    this.#bringBack();
    sizes.observe(this.#text);
    return end;
  }

  #bringBack(): void {
    if (this.#place === null) return;
    const { clauses, below } = this.#place;
    const element = this.#element();
    if (element === null) scrollTo({ top: 0, behavior: 'instant' });
    else {
      const { top, height } = element.getBoundingClientRect();
      // What has become shorter is not to end above what is in view, and what stands for another begins in view.
      const least = clauseAt(element) === clauses[0] ? LEAST - height : 0;
      scrollBy({ top: top - inSight().from - Math.max(below, least), behavior: 'instant' });
    }
    this.#put = { top: this.#top(), height: this.#text.offsetHeight };
  }

  #stands(): boolean {
    return this.#put !== null && Math.abs(this.#top() - this.#put.top) < NEAR;
  }

  /** Where what is read begins in the window, or else the page. */
  #top(): number {
    return this.#element()?.getBoundingClientRect().top ?? -scrollY;
  }

  #element(): HTMLElement | null {
    const shown = new Map(shownClauses(this.#text).map(({ id, element }) => [id, element]));
    const clause = this.#place?.clauses.find((id) => shown.has(id));
    return clause === undefined ? null : (shown.get(clause) ?? null);
  }
}
