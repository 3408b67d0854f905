import type { Entry } from '../../shared/record/event.ts';
import { charactersOf, type Character } from '../simulator/naive.ts';
import type { House } from './house.ts';

/** What a conference left behind, for those who look at it afterwards: read over the interface, as anybody could. */
export interface LeftBehind {
  readonly entries: readonly Entry[];
  /** Every character of the text as it came before the conference, and as it was adopted. */
  readonly first: readonly Character[];
  readonly last: readonly Character[];
  /** The clean text and the register, as they are exported. */
  readonly clean: string;
  readonly register: string;
}

/** Reads what there is, when all is done. */
export async function readAll(house: House, first: readonly Character[]): Promise<LeftBehind> {
  const exported = async (format: string): Promise<string> =>
    (await house.person('observer').get<string>(`/api/drafts/${house.about}/export?format=${format}`)).body;
  await house.view.catchUp();
  return {
    entries: house.view.entries,
    first,
    last: charactersOf(house.view.doc),
    clean: await exported('clean'),
    register: await exported('register-csv'),
  };
}
