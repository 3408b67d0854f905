import { expect, it } from 'vitest';
import { clauseName } from '../../client/state/clause-name.ts';
import { drawOnce } from '../../client/state/drawn-text.ts';
import { clauseId } from '../../shared/base/ids.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { clause, imported, stateOf } from '../projection/built.ts';

it('[V8] a clause is called by its words as they read, alternatives in their brackets', () => {
  const heading = clause('c1', 'Recalling the <a over-abstraction><b unsustainable use>');
  const drawn = drawOnce([heading], factsOf(stateOf(imported('a', 'b'))), () => ({ tag: '', inherited: true }));
  const drawnOf = new Map(drawn.map((one) => [one.clause.id, one]));
  const named = clauseName({ byId: new Map([[heading.id, heading]]), drawnOf, numbers: new Map() }, clauseId('c1'));
  expect(named).toBe('Recalling the [over-abstraction][unsustainable …');
});
