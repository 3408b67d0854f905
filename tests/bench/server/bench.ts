import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { LoadProcess } from './load-process.ts';
import { planFor, sizesOf } from './plan.ts';
import { installRivals } from './rivals.ts';
import { MEASURES, measureAll, type Results } from './rounds.ts';
import { Servers, type Running } from './servers.ts';
import { printed, remarksOf, rowsOf } from './table.ts';
import { SERVERS } from './target.ts';

const USAGE = `Usage: npm run bench:server -- [--quick] [--only ${MEASURES.join(',')}] [--json FILE] [--profile DIR]

--quick    One short round of each measure.
--only     These measures alone.
--json     Writes every round's figures to a file.
--profile  Writes a CPU profile of the Travaux server into a folder.
`;

interface Wanted {
  readonly quick: boolean;
  readonly only: readonly string[];
  readonly json: string | null;
  readonly profile: string | null;
}

function readWanted(): Wanted | null {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      only: { type: 'string' },
      json: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const only = values.only?.split(',') ?? MEASURES;
  if (values.help === true || only.some((one) => !MEASURES.some((measure) => measure === one))) return null;
  return { quick: values.quick === true, only, json: values.json ?? null, profile: values.profile ?? null };
}

async function run(wanted: Wanted, folder: string): Promise<Results> {
  const plan = planFor(wanted.quick);
  if (wanted.profile !== null) mkdirSync(wanted.profile, { recursive: true });
  const servers = new Servers(folder, sizesOf(plan), wanted.profile === null ? null : resolve(wanted.profile));
  const load = new LoadProcess();
  const running: Running[] = [];
  try {
    tell('writing the texts');
    await servers.prepare();
    for (const server of SERVERS) running.push(await servers.start(server));
    const measures = new Set(MEASURES.filter((measure) => wanted.only.includes(measure)));
    return await measureAll({ plan, measures, servers, running, load, folder, tell });
  } finally {
    load.stop();
    await Promise.all(running.map(({ child }) => child.stop()));
  }
}

const started = performance.now();

function tell(line: string): void {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
}

async function main(wanted: Wanted): Promise<void> {
  installRivals();
  const folder = mkdtempSync(join(tmpdir(), 'travaux-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const results = await run(wanted, folder);
  const rows = rowsOf(results);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? ''}; ${seconds} s${wanted.quick ? ', quick' : ''}`;
  process.stdout.write(`\n${[machine, printed(rows), ...remarksOf(results)].join('\n\n')}\n`);
  if (wanted.json !== null) writeFileSync(wanted.json, `${JSON.stringify({ machine, rows, results }, null, 2)}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const wanted = readWanted();
if (wanted === null) process.stdout.write(USAGE);
else {
  await main(wanted).catch((error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
