import { describe, expect, it } from 'vitest';
import { Report } from './report.ts';
import { simulate, type Run } from './simulation.ts';

const SEEDS = 200;
const LINES_OF_TRACE = 25;
const PATIENCE = 170_000;

/** What must have happened in all runs together, or they prove little. */
const MUST_HAPPEN = [
  'acknowledged updates',
  'acknowledged commands',
  'snapshots',
  'reloads',
  'frames sent twice',
  'half-open up',
  'half-open down',
  'cut',
  'disk failures',
  'stops',
  'table done',
  'table refused clash',
  'withdraw done',
  'take-position done',
  'attribute done',
  'accept done',
  'accept-as-amended done',
  'accept refused changed-since',
  'accept refused not-allowed',
  'drop done',
  'reopen done',
  'drafted split',
  'drafted join',
  'drafted moveClause',
  'hostile messages',
  'attacker closed 4400',
  'attacker closed 4403',
  'attacker closed 4404',
  'attacker closed 4409',
  'crash before commit',
  'crash after commit before ack',
  'crash after ack before broadcast',
  'crash during compaction',
  'crash between turns',
] as const;

describe('a simulated conference', () => {
  it(
    `loses nothing, forges nothing and agrees with itself, whatever goes wrong (invariants 1, 3, 4, 5, 6, 10; ${SEEDS} seeds)`,
    () => {
      const report = new Report();
      for (let seed = 1; seed <= SEEDS; seed += 1) report.add(simulate(seed));
      expect(report.failed.map(tell)).toEqual([]);
      expect(MUST_HAPPEN.filter((what) => report.count(what) === 0)).toEqual([]);
    },
    PATIENCE,
  );

  it('runs the same way each time from one seed', () => {
    const [one, other] = [simulate(7), simulate(7)];
    expect(one.trace).toEqual(other.trace);
    expect([...one.counts]).toEqual([...other.counts]);
  });
});

function tell({ seed, failure, trace }: Run): string {
  return [`seed ${seed}: ${failure?.message ?? ''}`, ...trace.slice(-LINES_OF_TRACE)].join('\n');
}
