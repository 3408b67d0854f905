import type { Node } from '@tiptap/pm/model';
import { isId, type ClauseId } from '../../shared/base/ids.ts';
import { LONGEST_LABEL } from '../../shared/text/clause.ts';
import type { Span } from './out-text.ts';

/** What goes along with a clause that is copied whole, by which it can be itself again where it is pasted. */
export interface CarriedClause {
  /** The text that it was copied from. */
  readonly room: string;
  readonly id: ClauseId;
  /** Its number as issued. */
  readonly label: string;
  /** What was out in it, and was not copied: behind how many of its other characters, and of what length. */
  readonly out: readonly { readonly at: number; readonly length: number }[];
}

const carriedWith = new WeakMap<Node, CarriedClause>();

/** Notes what goes along with what is copied, for as long as that is at hand: when it is dragged. */
export function carry(copied: Node, carried: CarriedClause): void {
  carriedWith.set(copied, carried);
}

/** What goes along with what was copied here. */
export function carriedBy(copied: Node): CarriedClause | null {
  return carriedWith.get(copied) ?? null;
}

/** As it stands in rich text. */
export function writtenCarried({ room, id, label, out }: CarriedClause): string {
  return JSON.stringify([room, id, label, out.map(({ at, length }) => [at, length])]);
}

/** Null where it is none: what is pasted may have been made by anybody. */
export function readCarried(written: string): CarriedClause | null {
  const [room, id, label, out] = partsOf(written);
  if (typeof room !== 'string' || typeof id !== 'string' || !isId(id)) return null;
  if (typeof label !== 'string' || label.length > LONGEST_LABEL || !Array.isArray(out)) return null;
  const places = out.map((place: unknown) => (Array.isArray(place) ? { at: Number(place[0]), length: Number(place[1]) } : null));
  if (!places.every((place) => place !== null && isCount(place.at) && isCount(place.length))) return null;
  return { room, id: id as ClauseId, label, out: places as CarriedClause['out'] };
}

/** What goes along with a clause, of which these characters are out. */
export function carriedOf(node: Node, room: string, out: readonly Span[]): CarriedClause {
  let passed = 0;
  return {
    room,
    id: node.attrs['id'] as ClauseId,
    label: String(node.attrs['label']),
    out: out.map(({ from, to }) => {
      const at = from - passed;
      passed += to - from;
      return { at, length: to - from };
    }),
  };
}

function partsOf(written: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(written);
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
