import { parseArgs } from 'node:util';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { parseMoment, type Moment } from '../../shared/protocol/moment.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/protocol/api.ts';

/** What the command line asks for. */
export type Invocation =
  | { readonly command: 'help' }
  | {
      readonly command: 'serve';
      readonly port: number;
      readonly host: string;
      readonly data: string;
      readonly empty: boolean;
      readonly json: boolean;
    }
  | {
      readonly command: 'import';
      readonly file: string;
      readonly title: string | null;
      readonly data: string;
      readonly json: boolean;
    }
  | { readonly command: 'export'; readonly draft: string; readonly format: ExportFormat; readonly moment: Moment; readonly data: string }
  | { readonly command: 'verify'; readonly data: string; readonly json: boolean };

export const USAGE = `travaux: a drafting tool for multilateral negotiations

Usage:
  travaux serve  [--port N] [--host H] [--data DIR] [--empty] [--json]
  travaux import FILE [--title T] [--data DIR] [--json]
  travaux export DRAFT --format bracketed|clean|record [--revision N | --entry N] [--data DIR]
  travaux verify [--data DIR] [--json]
  travaux --help

serve   Starts the server and prints a sign-in link for each seat. A new data folder
        begins with a sample draft, or without any where --empty is given.
        --port 0 takes any free port. With --json one line of JSON is printed.
import  Makes a draft of a Markdown or plain text file.
export  Prints a draft: its text with brackets, its clean text, or its record.
        DRAFT is the id of a draft. --revision N prints it as that revision was
        issued, --entry N as of that entry of the record.
verify  Recomputes the record of every draft and replays its text. Exit status 1
        and the first broken link where anything differs.

Default port 8080, host 127.0.0.1, data folder ./data. TRAVAUX_URL names the address by
which people reach the server, where that is not its own.
Exit status: 0 done, 1 the record does not verify, 2 it could not be done.
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  title: { type: 'string' },
  format: { type: 'string' },
  revision: { type: 'string' },
  entry: { type: 'string' },
  empty: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Option = keyof typeof OPTIONS;
type Values = { readonly [Key in Option]?: (typeof OPTIONS)[Key]['type'] extends 'boolean' ? boolean : string };

const TAKES: Readonly<Record<Exclude<Invocation['command'], 'help'>, readonly Option[]>> = {
  serve: ['port', 'host', 'data', 'empty', 'json'],
  import: ['title', 'data', 'json'],
  export: ['format', 'revision', 'entry', 'data'],
  verify: ['data', 'json'],
};

const LARGEST_PORT = 65_535;

/** Reads a command line, or says in a sentence what is wrong with it. */
export function readArguments(args: readonly string[]): Result<Invocation, string> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [command, ...operands] = positionals;
  if (values.help === true || command === 'help') return ok({ command: 'help' });
  if (command === undefined) return refuse('which command? See travaux --help.');
  if (command !== 'serve' && command !== 'import' && command !== 'export' && command !== 'verify') {
    return refuse(`there is no command ${JSON.stringify(command)}. See travaux --help.`);
  }
  const foreign = Object.keys(values).find((name) => !TAKES[command].some((taken) => taken === name));
  if (foreign !== undefined) return refuse(`${command} takes no --${foreign}.`);
  const wanted = command === 'import' || command === 'export' ? 1 : 0;
  if (operands.length > wanted) return refuse(`${command} does not take ${JSON.stringify(operands[wanted])}.`);
  return build(command, values, operands[0]);
}

function parse(args: readonly string[]): Result<{ values: Values; positionals: string[] }, string> {
  try {
    return ok(parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true }));
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
    return refuse(`${sentence ?? ''}. See travaux --help.`);
  }
}

function build(
  command: Exclude<Invocation['command'], 'help'>,
  values: Values,
  operand: string | undefined,
): Result<Invocation, string> {
  const data = values.data ?? './data';
  const json = values.json === true;
  if (data === '') return refuse('--data names no folder.');
  switch (command) {
    case 'serve': {
      const port = Number(values.port ?? '8080');
      if (!Number.isInteger(port) || port < 0 || port > LARGEST_PORT || values.port === '')
        return refuse('--port takes a number from 0 to 65535.');
      return ok({ command, port, host: values.host ?? '127.0.0.1', data, empty: values.empty === true, json });
    }
    case 'import':
      if (operand === undefined) return refuse('import which file?');
      if (values.title?.trim() === '') return refuse('--title is empty.');
      return ok({ command, file: operand, title: values.title?.trim() ?? null, data, json });
    case 'export': {
      const format = EXPORT_FORMATS.find((one) => one === values.format);
      if (operand === undefined) return refuse('export which draft?');
      if (format === undefined) return refuse(`--format is one of ${EXPORT_FORMATS.join(', ')}.`);
      const moment = momentOf(values);
      if (moment === null) return refuse('--revision or --entry takes a number from 1; not both.');
      return ok({ command, draft: operand, format, moment, data });
    }
    case 'verify':
      return ok({ command, data, json });
  }
}

function momentOf({ revision, entry }: Values): Moment | null {
  if (revision === undefined) return entry === undefined ? { at: 'now' } : parseMoment(`entry-${entry}`);
  return entry === undefined ? parseMoment(`revision-${revision}`) : null;
}
