import { readArguments, USAGE, type Invocation } from './arguments.ts';
import type { ExitStatus } from './exit-status.ts';
import { complain, print } from './output.ts';

process.exitCode = await run();

async function run(): Promise<ExitStatus> {
  const invocation = readArguments(process.argv.slice(2));
  if (!invocation.ok) {
    complain(invocation.refusal);
    return 2;
  }
  try {
    return await dispatch(invocation.value);
  } catch (error) {
    complain(`${invocation.value.command} failed: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

/** Each command loads what it needs and no more: to be told of a wrong argument takes no web server. */
async function dispatch(invocation: Invocation): Promise<ExitStatus> {
  switch (invocation.command) {
    case 'help':
      print(USAGE.trimEnd());
      return 0;
    case 'serve':
      return (await import('./serve.ts')).serveCommand(invocation, process.env['TRAVAUX_URL'] ?? null);
    case 'import':
      return (await import('./import.ts')).importCommand(invocation);
    case 'export':
      return (await import('./export.ts')).exportCommand(invocation);
    case 'verify':
      return (await import('./verify.ts')).verifyCommand(invocation);
  }
}
