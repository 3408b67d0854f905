import { hold } from './hold.ts';
import { optionsOf } from './options.ts';

/** Holds a conference and prints what came of it. Usage: `npm run conference -- [--seed N] [--scale S]`. */
const options = optionsOf(process.argv.slice(2));
const began = performance.now();
const { faults, report } = await hold(options);
console.log(report);
console.log(`seed ${options.seed}, scale ${options.scale}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'adopted 120–7–21; nothing is wrong with it' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
