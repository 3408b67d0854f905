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
  const parts = partingMarks(room.before);
  let [chosen, most] = [0, 0];
  for (const step of [-1, 1] as const) {
    let gain = 0;
    for (let by = step; canMove(edit, by - step, step, room); by += step) {
      gain += gainOf({ ...edit, at: edit.at + by }, step, room);
      if (gain > most && !parts(edit.at + by) && !parts(edit.at + by + edit.length)) [chosen, most] = [by, gain];
    }
  }
  return moved(edit, chosen);
}

/** Whether an offset lies within the mark of a footnote. */
function partingMarks(before: string): (offset: number) => boolean {
  const within = new Set<number>();
  for (const { 0: mark, index } of before.matchAll(FOOTNOTE_MARK))
    for (let at = index + 1; at < index + mark.length; at += 1) within.add(at);
  return (offset) => within.has(offset);
}

/** Whether an edit that was moved `by` so many characters is the same edit one further on or back. Words are not turned for it: they may be very long. */
function canMove({ at: start, length, text }: WordEdit, by: number, step: -1 | 1, { before, from, to }: Room): boolean {
  const at = start + by;
  const [first, last] =
    text === '' ? [before[at], before[at + length - 1]] : [text[inRange(by, text.length)], text[inRange(by - 1, text.length)]];
  return step === -1 ? at > from && before[at - 1] === last : at + length < to && before[at + length] === first;
}

/** The same edit so many characters further on. */
function moved(edit: WordEdit, by: number): WordEdit {
  const turn = edit.text === '' ? 0 : inRange(by, edit.text.length);
  return { ...edit, at: edit.at + by, text: edit.text.slice(turn) + edit.text.slice(0, turn) };
}

function inRange(offset: number, length: number): number {
  return ((offset % length) + length) % length;
}

/** How much better the brackets agree for the one character that the edit passed: it stood before the edit, and stands behind it, or the other way round. */
function gainOf({ at, length, text }: WordEdit, step: -1 | 1, { shift, stays }: Room): number {
  const place = step === -1 ? at : at - 1;
  const before = Number(stays(place, place + shift));
  const behind = Number(stays(place + length, place + shift + text.length));
  return step === -1 ? behind - before : before - behind;
}
