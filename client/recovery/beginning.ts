import { shortened } from '../../shared/base/shortened.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';

/** The words by which a clause is named where its own words are told. */
export function beginningOf(clause: Clause): string {
  return shortened(plainText(clause), 42);
}
