import { workOn } from '../aside/work.ts';
import { madeOfText, type MadeOfText, type TextOrder } from './made-of-text.ts';

// The process in which one thing is made of a text.
workOn<TextOrder, MadeOfText>(madeOfText);
