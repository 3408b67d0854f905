// By hand: node tests/processes/kill.ts --rounds 100 [--seed N]
import { parseArgs } from 'node:util';
import { runKills } from './kill-run.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? '1');
const report = await runKills({
  seed,
  rounds: Number(values.rounds ?? '100'),
  onRound: (round) => process.stderr.write(round % 10 === 0 ? `${round}\n` : '.'),
});
console.log(JSON.stringify({ seed, ...report }, null, 2));
process.exit(0);
