import type { CountWork } from '../aside/turns.ts';
import { Workshop } from '../aside/workshop.ts';
import type { WorkLimits } from '../limits.ts';
import type { MadeOfText, TextOrder } from './made-of-text.ts';

/** Makes exports, past texts and comparisons. */
export class TextMaker extends Workshop<TextOrder, MadeOfText> {
  constructor(limits: WorkLimits, count?: CountWork) {
    super({ program: new URL('./text-process.ts', import.meta.url), words: WORDS }, limits, count);
  }
}

const WORDS = {
  'of-one': 'Much that your seat asked for is being made already. Ask for this when it is done.',
  'of-all': 'Many exports and comparisons are waiting to be made. Try again in a minute.',
  time: 'This takes longer to make than the server gives to it. Another format may be quicker.',
  memory: 'This asks for more memory than the server gives to it. Another format may need less.',
} as const;
