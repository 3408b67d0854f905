import { momentWord, parseMoment, type Moment } from '../../shared/protocol/moment.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { dateOf } from '../chrome/age.ts';

/** A moment that can be chosen, with how it is called. */
export interface MomentChoice {
  readonly word: string;
  readonly name: string;
}

/** The moments of a draft that have a name: as imported, each revision as issued, now. */
export function momentChoices({ state, entries }: Pick<DraftSnapshot, 'state' | 'entries'>): MomentChoice[] {
  const issued = state.issued.map(({ revision, symbol, entry }) => ({
    word: momentWord({ at: 'revision', revision }),
    name: `${symbol} (${dateOf(entries[entry - 1]?.at ?? '')})`,
  }));
  return [{ word: 'entry-1', name: 'As imported' }, ...issued, { word: 'now', name: 'Now' }];
}

/** The two sides of a comparison as an address names them; by itself, the last issued text (or the imported one) with the present. */
export function sidesOf(
  search: URLSearchParams,
  { state }: Pick<DraftSnapshot, 'state'>,
): { readonly from: Moment; readonly to: Moment } {
  const last = state.issued.at(-1);
  const first: Moment = last === undefined ? { at: 'entry', entry: 1 } : { at: 'revision', revision: last.revision };
  return {
    from: parseMoment(search.get('from') ?? '') ?? first,
    to: parseMoment(search.get('to') ?? '') ?? { at: 'now' },
  };
}

/** The part of an export's address that names a moment; empty for the present. */
export function exportQuery(moment: Moment): string {
  switch (moment.at) {
    case 'now':
      return '';
    case 'revision':
      return `&revision=${moment.revision}`;
    case 'entry':
      return `&entry=${moment.entry}`;
  }
}

/** A moment in words. */
export function momentName(moment: Moment, choices: readonly MomentChoice[]): string {
  const word = momentWord(moment);
  const named = choices.find((choice) => choice.word === word)?.name;
  return named ?? (moment.at === 'entry' ? `Record ${moment.entry}` : word);
}
