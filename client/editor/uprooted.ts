import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { Step } from '@tiptap/pm/transform';
import { align, type Stretch } from './alignment.ts';

/** Clauses that own steps took out whole since the editor and the shared text last agreed, and may have put elsewhere. */
export class Uprooted {
  readonly #ids = new Set<unknown>();

  /** Notes what a transaction takes out. */
  note({ docChanged, steps, docs, before }: Transaction): null {
    if (!docChanged) return null;
    for (const [index, step] of steps.entries()) for (const id of uprootedBy(step, docs[index] ?? before)) this.#ids.add(id);
    return null;
  }

  /**
   * How two rows of clauses are to be brought together. Where clauses changed places, it is those taken out that are written anew: the others stay
   * what they are to everybody else, and it is not they who are said to have moved.
   */
  aligned(old: readonly Node[], now: readonly Node[]): Stretch[] {
    const uprooted = new Set(this.#ids);
    this.#ids.clear();
    const plain = align(old, now, (node) => node.attrs['id']);
    if (uprooted.size === 0 || !replants(plain, old, now)) return plain;
    return align(old, now, (node) => (uprooted.has(node.attrs['id']) ? Symbol('uprooted') : node.attrs['id']));
  }
}

/** Whether a clause goes and comes, as where two change places: it would stand in an element of its own. */
function replants(stretches: readonly Stretch[], old: readonly Node[], now: readonly Node[]): boolean {
  const changed = stretches.filter((stretch) => stretch.type === 'changed');
  const gone = new Set(changed.flatMap((one) => old.slice(one.old, one.oldEnd).map((node): unknown => node.attrs['id'])));
  return changed.some((one) => now.slice(one.now, one.nowEnd).some((node) => gone.has(node.attrs['id'])));
}

/** The ids of the clauses that a step takes out whole. Costs what it takes out. */
function uprootedBy(step: Step, doc: Node): unknown[] {
  const ids: unknown[] = [];
  step.getMap().forEach((from, to) => {
    if (from === to) return;
    doc.nodesBetween(from, to, (node, pos) => {
      if (from <= pos && pos + node.nodeSize <= to) ids.push(node.attrs['id']);
      return false;
    });
  });
  return ids;
}
