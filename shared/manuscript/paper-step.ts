import { counted } from '../base/phrases.ts';

/** Where the writing of a paper is, in this order. Numbers stand only where something is counted. */
export type PaperStep =
  /** Other papers are being written before it. */
  | { readonly name: 'waiting' }
  /** Text and record are read, as whoever asks may see them. */
  | { readonly name: 'reading' }
  | { readonly name: 'composing' }
  /** Pages are set: clauses that were begun, of how many; of 0 where a paper has none. */
  | { readonly name: 'setting'; readonly done: number; readonly of: number }
  /** The file is written. `pages` null: the format has none. */
  | { readonly name: 'writing'; readonly pages: number | null };

/** Hears where the writing is. */
export type TellStep = (step: PaperStep) => void;

/** For those who need not hear. */
export const UNTOLD: TellStep = () => undefined;

/** A step in words: the same for as long as it lasts. */
export function stepWords(step: PaperStep): string {
  switch (step.name) {
    case 'waiting':
      return 'Waiting for other papers to be written';
    case 'reading':
      return 'Reading the text and its record';
    case 'composing':
      return 'Composing the paper';
    case 'setting':
      return 'Setting the pages';
    case 'writing':
      return step.pages === null ? 'Writing the file' : `Writing ${counted(step.pages, 'page')}`;
  }
}

/** What is counted in a step, in words; empty where nothing is. */
export function countWords(step: PaperStep): string {
  return step.name === 'setting' && step.of > 0 ? `${step.done} of ${step.of} clauses` : '';
}
