import { dayWords } from '../base/day.ts';
import type { Masthead } from './manuscript.ts';

/** The lines of a masthead under the symbol, without those that have nothing to say. */
export function mastheadLines({ distribution, date, language, adoption }: Masthead): string[] {
  return [
    distribution === '' ? '' : `Distr.: ${distribution}`,
    dayWords(date),
    language === '' ? '' : `Original: ${language}`,
    adoption,
  ].filter((line) => line !== '');
}
