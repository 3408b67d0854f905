import { FOOTNOTE_MARK } from '../text/numbering.ts';
import type { WordEdit } from './wording.ts';

/** Two wordings, and whether a character that both have, at these offsets, stands in the same brackets in each. */
export interface Wordings {
  readonly before: string;
  readonly after: string;
  readonly stays: (before: number, after: number) => boolean;
}

/**
 * Edits at the places where they were really made. Words put in between two equal spaces may have come before the one or behind the other, and so may words
 * that go: the wording alone does not tell, but the brackets do, in which all that stays stood before and stands now. Where they do not tell either, an edit stays. None parts the mark of a footnote.
 */
export function settled(edits: readonly WordEdit[], wordings: Wordings): WordEdit[] {
  const found: WordEdit[] = [];
  let shift = 0;
  for (const [index, edit] of edits.entries()) {
    const last = found.at(-1);
    const from = last === undefined ? 0 : last.at + last.length + 1;
    const to = (edits[index + 1]?.at ?? wordings.before.length + 1) - 1;
    const isOneWay = (edit.length === 0) !== (edit.text === '');
    found.push(isOneWay ? best(edit, { ...wordings, from, to, shift }) : edit);
    shift += edit.text.length - edit.length;
  }
  return found;
}

/** `from`, `to`: where the edit may lie, so that it touches no other. `shift`: how much longer the new wording has become before it. */
interface Room extends Wordings {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
}

function best(edit: WordEdit, room: Room): WordEdit {
  let [chosen, most] = [edit, 0];
  for (const step of [-1, 1] as const) {
    let gain = 0;
    for (let one = moved(edit, step, room); one !== null; one = moved(one, step, room)) {
      gain += gainOf(one, step, room);
      if (gain > most && !partsMark(one, room.before)) [chosen, most] = [one, gain];
    }
  }
  return chosen;
}

function partsMark({ at, length }: WordEdit, before: string): boolean {
  for (const { 0: mark, index } of before.matchAll(FOOTNOTE_MARK)) {
    const isWithin = (offset: number): boolean => offset > index && offset < index + mark.length;
    if (isWithin(at) || isWithin(at + length)) return true;
  }
  return false;
}

/** The same edit one character further on or back; null where that would be another edit. */
function moved(edit: WordEdit, step: -1 | 1, { before, from, to }: Room): WordEdit | null {
  const { at, length, text } = edit;
  const moving = text === '' ? before.slice(at, at + length) : text;
  if (step === -1) {
    if (at <= from || before[at - 1] !== moving.at(-1)) return null;
    return { ...edit, at: at - 1, text: text === '' ? '' : text.slice(-1) + text.slice(0, -1) };
  }
  if (at + length >= to || before[at + length] !== moving[0]) return null;
  return { ...edit, at: at + 1, text: text === '' ? '' : text.slice(1) + text.charAt(0) };
}

/** How much better the brackets agree for the one character that the edit passed: it stood before the edit, and stands behind it, or the other way round. */
function gainOf({ at, length, text }: WordEdit, step: -1 | 1, { shift, stays }: Room): number {
  const place = step === -1 ? at : at - 1;
  const before = Number(stays(place, place + shift));
  const behind = Number(stays(place + length, place + shift + text.length));
  return step === -1 ? behind - before : before - behind;
}
