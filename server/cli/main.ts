import { readArguments } from './arguments.ts';
import type { ExitStatus } from './exit-status.ts';
import { whyFailed } from './failure.ts';
import type { Invocation } from './invocation.ts';
import { complain, print } from './output.ts';
import { keepFilesPrivate } from './private-files.ts';
import { USAGE } from './usage.ts';

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
    complain(`${invocation.value.command} failed: ${whyFailed(error).replace(/\.$/, '')}.`);
    return 2;
  }
}

/** Each command loads what it needs and no more: to be told of a wrong argument takes no web server. */
async function dispatch(invocation: Invocation): Promise<ExitStatus> {
  if (invocation.command !== 'serve') keepFilesPrivate();
  const out = fileToWrite(invocation);
  if (out !== null && 'data' in invocation && (await import('../store/own-files.ts')).isOwnFile(invocation.data, out)) {
    complain(`${out} is a file of the data folder itself, which nothing else is written to.`);
    return 2;
  }
  switch (invocation.command) {
    case 'help':
      print(USAGE.trimEnd());
      return 0;
    case 'serve':
      return (await import('./serve.ts')).serveCommand(invocation, process.env);
    case 'import':
      return (await import('./import.ts')).importCommand(invocation);
    case 'import-amendments':
      return (await import('./import-amendments.ts')).importAmendments(invocation);
    case 'export':
      return (await import('./export.ts')).exportCommand(invocation);
    case 'verify':
      return (await import('./verify.ts')).verifyCommand(invocation);
    case 'verify-sealed':
      return (await import('./verify-sealed.ts')).verifySealedCommand(invocation);
    case 'export-paper':
      return (await import('./export-paper.ts')).exportPaper(invocation);
    case 'export-archive':
      return (await import('./export-archive.ts')).exportArchive(invocation);
    case 'export-certificate':
      return (await import('./export-certificate.ts')).exportCertificate(invocation);
    case 'export-sealed':
      return (await import('./export-sealed.ts')).exportSealedCommand(invocation);
    case 'export-unsealed':
      return (await import('./export-sealed.ts')).exportUnsealedCommand(invocation);
    case 'backup':
      return (await import('./backup.ts')).backupCommand(invocation);
    case 'restore':
      return (await import('./backup.ts')).restoreCommand(invocation);
    case 'checkpoint':
      return (await import('./administration.ts')).checkpointCommand(invocation);
    case 'seats':
      return (await import('./administration.ts')).seatsCommand(invocation);
    case 'mandate':
      return (await import('./administration.ts')).mandateCommand(invocation);
    case 'invite':
    case 'revoke':
      return (await import('./administration.ts')).accessCommand(invocation);
  }
}

/** The file that a command is to write, where it names one. */
function fileToWrite(invocation: Invocation): string | null {
  if (invocation.command === 'backup') return invocation.destination;
  return 'out' in invocation ? invocation.out : null;
}
