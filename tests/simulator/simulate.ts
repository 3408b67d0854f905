import { parseArgs } from 'node:util';
import { PLAIN } from './options.ts';
import { Report } from './report.ts';
import { simulate } from './simulation.ts';
import { smallest } from './smallest.ts';

const LINES_OF_TRACE = 60;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: String(PLAIN.steps) },
    most: { type: 'string', default: '5' },
  },
});
const options = { ...PLAIN, steps: Number(values.steps) };
const report = new Report();
for (let seed = Number(values.from); seed < Number(values.from) + Number(values.seeds); seed += 1) {
  const run = simulate(seed, options);
  report.add(run);
  if (run.failure === null) continue;
  const { run: shortest, without, steps } = smallest(seed, options, run);
  console.log(`seed ${seed}: ${run.failure.message}`);
  console.log(
    `  smallest: steps ${steps}${without.size === 0 ? '' : ` without ${[...without].join(', ')}`}: ${shortest.failure?.message ?? ''}`,
  );
  for (const line of shortest.trace.slice(-LINES_OF_TRACE)) console.log(`    ${line}`);
  if (report.failed.length >= Number(values.most)) break;
}
console.log(report.toString());
process.exitCode = report.failed.length === 0 ? 0 : 1;
