import { readArguments, USAGE, type Invocation } from './arguments.ts';
import { exportCommand } from './export.ts';
import type { ExitStatus } from './exit-status.ts';
import { importCommand } from './import.ts';
import { complain, print } from './output.ts';
import { serveCommand } from './serve.ts';
import { verifyCommand } from './verify.ts';

process.exitCode = await run();

async function run(): Promise<ExitStatus> {
  const invocation = readArguments(process.argv.slice(2));
  if (!invocation.ok) {
    complain(invocation.refusal);
    return 2;
  }
  return dispatch(invocation.value);
}

async function dispatch(invocation: Invocation): Promise<ExitStatus> {
  switch (invocation.command) {
    case 'help':
      print(USAGE.trimEnd());
      return 0;
    case 'serve':
      return serveCommand(invocation, process.env['TRAVAUX_URL'] ?? null);
    case 'import':
      return importCommand(invocation);
    case 'export':
      return exportCommand(invocation);
    case 'verify':
      return verifyCommand(invocation);
  }
}
