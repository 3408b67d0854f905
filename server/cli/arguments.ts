import { parseArgs } from 'node:util';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { parseMoment, type Moment } from '../../shared/protocol/moment.ts';
import { LENSES, type Lens } from '../../shared/participants/lens.ts';
import { EXPORT_FORMATS } from '../../shared/protocol/api.ts';
import { FILE_FORMATS } from '../../shared/manuscript/file-format.ts';
import { AMENDMENT_OPTIONS, readAmendments } from './amendment-arguments.ts';
import type { Against, Invocation } from './invocation.ts';
import { isFileFormat, readPaper } from './paper-arguments.ts';

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  title: { type: 'string' },
  'as-proposals-of': { type: 'string' },
  to: { type: 'string' },
  authors: { type: 'string' },
  legend: { type: 'string' },
  format: { type: 'string' },
  revision: { type: 'string' },
  entry: { type: 'string' },
  unseal: { type: 'string' },
  unsealed: { type: 'string' },
  against: { type: 'string' },
  key: { type: 'string' },
  out: { type: 'string', short: 'o' },
  replace: { type: 'boolean' },
  empty: { type: 'boolean' },
  json: { type: 'boolean' },
  for: { type: 'string' },
  silence: { type: 'string' },
  paper: { type: 'string' },
  symbol: { type: 'string' },
  distribution: { type: 'string' },
  language: { type: 'string' },
  tags: { type: 'boolean' },
  of: { type: 'string' },
  article: { type: 'string' },
  lens: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `--sealed` names a file where it verifies one, and none where it exports: it is read by hand. */
const SEALED = '--sealed';

type Option = keyof typeof OPTIONS | 'sealed';
type Values = {
  readonly [Key in keyof typeof OPTIONS]?: (typeof OPTIONS)[Key]['type'] extends 'boolean' ? boolean : string;
} & { readonly sealed?: true };

interface Command {
  readonly takes: readonly Option[];
  /** What its operand is, where it has one. */
  readonly operand: string | null;
}

/** They say which paper, and what stands over it. */
const PAPER_OPTIONS = ['paper', 'symbol', 'distribution', 'language'] as const;

const COMMANDS = {
  serve: { takes: ['port', 'host', 'data', 'empty', 'json'], operand: null },
  import: { takes: ['title', 'data', 'json', ...AMENDMENT_OPTIONS], operand: 'file' },
  export: {
    takes: [
      'format',
      'revision',
      'entry',
      'silence',
      'tags',
      'of',
      'article',
      'lens',
      'sealed',
      'unseal',
      'data',
      'out',
      ...PAPER_OPTIONS,
    ],
    operand: 'draft',
  },
  verify: { takes: ['data', 'json', 'against', 'key', 'sealed', 'unsealed'], operand: null },
  checkpoint: { takes: ['data', 'out'], operand: null },
  backup: { takes: ['data', 'json'], operand: 'file' },
  restore: { takes: ['data', 'json', 'replace'], operand: 'file' },
  seats: { takes: ['data', 'json'], operand: null },
  mandate: { takes: ['for', 'data', 'json'], operand: 'seat' },
  invite: { takes: ['data', 'json'], operand: 'seat' },
  revoke: { takes: ['data', 'json'], operand: 'seat' },
} as const satisfies Readonly<Record<string, Command>>;

type CommandName = keyof typeof COMMANDS;

/** What may not be left empty, as where a script has no value for it: a server without a host would listen to every network. */
const NAMING = ['data', 'host', 'against', 'key', 'unsealed', 'out'] as const;

const LARGEST_PORT = 65_535;

/** Reads a command line, or says in a sentence what is wrong with it. */
export function readArguments(args: readonly string[]): Result<Invocation, string> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [command, ...operands] = positionals;
  if (values.help === true || command === 'help') return ok({ command: 'help' });
  if (command === undefined) return refuse('which command? See travaux --help.');
  if (!isCommand(command)) return refuse(`there is no command ${JSON.stringify(command)}. See travaux --help.`);
  const { takes, operand }: Command = COMMANDS[command];
  const foreign = Object.keys(values).find((name) => !takes.some((taken) => taken === name));
  if (foreign !== undefined) return refuse(`${command} takes no --${foreign}.`);
  const nameless = NAMING.find((name) => values[name]?.trim() === '');
  if (nameless !== undefined) return refuse(nameless === 'out' ? '-o names no file.' : `--${nameless} names nothing.`);
  // The file of `verify --sealed FILE` stands where an operand does.
  const wanted = operand !== null || (command === 'verify' && values.sealed === true) ? 1 : 0;
  if (operands.includes('')) return refuse(`${command} takes no empty name.`);
  if (operands.length > wanted) return refuse(`${command} does not take ${JSON.stringify(operands[wanted])}.`);
  const [first] = operands;
  // Without a draft an archive is of them all.
  const isOfAll = command === 'export' && values.format === ARCHIVE;
  if (wanted === 1 && first === undefined && !isOfAll) return refuse(`${command} which ${operand ?? 'file'}?`);
  return build(command, values, first ?? '');
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

function parse(args: readonly string[]): Result<{ values: Values; positionals: string[] }, string> {
  try {
    const others = args.filter((one) => one !== SEALED);
    const { values, positionals } = parseArgs({ args: keyBound(others), options: OPTIONS, allowPositionals: true, strict: true });
    return ok({ values: others.length < args.length ? { ...values, sealed: true } : values, positionals });
  } catch (error) {
    const sentence = (error instanceof Error ? error.message : String(error)).split(/\.?\n|\. /).join('. ');
    return refuse(`${sentence.replace(/\.$/, '')}. See travaux --help.`);
  }
}

/** A public key in base64url. One in 64 begins with a hyphen, which would be taken for an option. */
const KEY = /^[\w-]{43}$/;

function keyBound(args: readonly string[]): string[] {
  const at = args.findIndex((one, place) => one === '--key' && KEY.test(args[place + 1] ?? ''));
  return at === -1 ? [...args] : [...args.slice(0, at), `--key=${args[at + 1]}`, ...args.slice(at + 2)];
}

function build(command: CommandName, values: Values, operand: string): Result<Invocation, string> {
  const data = values.data ?? './data';
  const json = values.json === true;
  switch (command) {
    case 'serve':
      return serving(values, data);
    case 'import':
      if (values.title?.trim() === '') return refuse('--title is empty.');
      return (
        readAmendments(values, { file: operand, data, json }) ??
        ok({ command, file: operand, title: values.title?.trim() ?? null, data, json })
      );
    case 'export':
      return exporting(values, operand, data);
    case 'verify':
      return verifying(values, operand, data);
    case 'checkpoint':
      return ok({ command, out: values.out ?? null, data });
    case 'backup':
      return ok({ command, destination: operand, data, json });
    case 'restore':
      return ok({ command, source: operand, replace: values.replace === true, data, json });
    case 'seats':
      return ok({ command, data, json });
    case 'mandate':
      return values.for === undefined
        ? refuse('--for names the groups, such as G77,AOSIS; empty for none.')
        : ok({
            command,
            seat: operand,
            groups: values.for
              .split(',')
              .map((one) => one.trim())
              .filter((one) => one !== ''),
            data,
            json,
          });
    case 'invite':
    case 'revoke':
      return ok({ command, seat: operand, data, json });
  }
}

function serving(values: Values, data: string): Result<Invocation, string> {
  const port = Number(values.port ?? '8080');
  if (!Number.isInteger(port) || port < 0 || port > LARGEST_PORT || values.port === '')
    return refuse('--port takes a number from 0 to 65535.');
  const { host = '127.0.0.1', empty = false, json = false } = values;
  return ok({ command: 'serve', port, host, data, empty, json });
}

function exporting(values: Values, draft: string, data: string): Result<Invocation, string> {
  const lens = LENSES.find((one) => one === (values.lens ?? 'named'));
  if (lens === undefined) return refuse(`--lens is one of ${LENSES.join(', ')}.`);
  const out = values.out ?? null;
  if (values.format === ARCHIVE) return archiving(values, draft, { lens, data });
  if (values.format === CERTIFICATE) return certifying(values, { draft, lens, out, data });
  if (values.silence !== undefined) return refuse('--silence goes with --format certificate.');
  if (isFileFormat(values.format)) return exportingPaper(values, { draft, lens, data });
  const ofPapers = PAPER_OPTIONS.find((name) => values[name] !== undefined);
  if (ofPapers !== undefined) return refuse(`--${ofPapers} goes with --format ${FILE_FORMATS.join(', ')}.`);
  const format = EXPORT_FORMATS.find((one) => one === values.format);
  if (format === undefined)
    return refuse(`--format is one of ${[...EXPORT_FORMATS, ...FILE_FORMATS].join(', ')}, ${ARCHIVE}, ${CERTIFICATE}.`);
  if (values.sealed === true || values.unseal !== undefined) {
    const isWhole = values.revision === undefined && values.entry === undefined;
    if (values.lens !== undefined) return refuse('--sealed and --unseal have no lens: the one shows no names, the other one.');
    const isPart = values.of !== undefined || values.article !== undefined;
    const isBoth = values.sealed === true && values.unseal !== undefined;
    if (format !== 'record' || !isWhole || isPart || isBoth || values.tags === true)
      return refuse('--sealed or --unseal is of a whole record; not both.');
    if (values.unseal === undefined) return ok({ command: 'export-sealed', draft, out, data });
    const [, entry, path] = /^([1-9]\d{0,8})(\/.+)$/.exec(values.unseal) ?? [];
    if (entry === undefined || path === undefined)
      return refuse('--unseal takes an entry and a place in it, such as 5/actor/user.');
    return ok({ command: 'export-unsealed', draft, entry: Number(entry), path, out, data });
  }
  const moment = momentOf(values);
  if (moment === null) return refuse('--revision or --entry takes a number from 1; not both.');
  if (values.tags === true && format !== 'bracketed') return refuse('--tags is of the bracketed text.');
  const part = { of: values.of ?? null, article: values.article ?? null };
  const isPart = part.of !== null || part.article !== null;
  if (isPart && format !== 'register' && format !== 'register-csv') return refuse('--of and --article are of a register.');
  return ok({ command: 'export', draft, format, moment, tags: values.tags === true, part, lens, out, data });
}

function exportingPaper(
  values: Values,
  { draft, lens, data }: { readonly draft: string; readonly lens: Lens; readonly data: string },
): Result<Invocation, string> {
  if (values.sealed === true || values.unseal !== undefined) return refuse('--sealed or --unseal is of a record.');
  if (values.of !== undefined || values.article !== undefined)
    return refuse('--of and --article are of a register as text or table.');
  const moment = momentOf(values);
  if (moment === null) return refuse('--revision or --entry takes a number from 1; not both.');
  const paper = readPaper(values);
  return paper.ok ? ok({ command: 'export-paper', draft, moment, lens, data, ...paper.value }) : paper;
}

/** Not among the formats of a draft: it is all of them, and may be of all drafts. */
const ARCHIVE = 'archive';

function archiving(
  values: Values,
  draft: string,
  about: Pick<Extract<Invocation, { command: 'export-archive' }>, 'lens' | 'data'>,
): Result<Invocation, string> {
  const foreign = Object.keys(values).find((name) => !['format', 'lens', 'out', 'data'].includes(name));
  if (foreign !== undefined) return refuse(`--${foreign} is of one text; an archive has them all.`);
  if (values.out === undefined) return refuse('an archive is a file: -o names it.');
  return ok({ command: 'export-archive', draft: draft === '' ? null : draft, out: values.out, ...about });
}

/** Not among the formats of a draft: it is of one silence procedure. */
const CERTIFICATE = 'certificate';

function certifying(
  values: Values,
  about: Pick<Extract<Invocation, { command: 'export-certificate' }>, 'draft' | 'lens' | 'out' | 'data'>,
): Result<Invocation, string> {
  const isForeign = Object.keys(values).some((name) => !['format', 'silence', 'lens', 'out', 'data'].includes(name));
  if (isForeign || !/^[1-9]\d{0,8}$/.test(values.silence ?? ''))
    return refuse('--format certificate takes --silence N, the entry that began the silence, --lens and -o, and nothing else.');
  return ok({ command: 'export-certificate', silence: Number(values.silence), ...about });
}

function verifying(values: Values, file: string, data: string): Result<Invocation, string> {
  const json = values.json === true;
  if (values.key !== undefined && values.against === undefined) return refuse('--key tells whose checkpoint --against must be.');
  const against: Against | null = values.against === undefined ? null : { file: values.against, key: values.key ?? null };
  if (values.sealed !== true) {
    return values.unsealed === undefined
      ? ok({ command: 'verify', against, data, json })
      : refuse('--unsealed is checked against --sealed FILE.');
  }
  if (values.data !== undefined) return refuse('--sealed FILE stands for itself; it takes no --data.');
  return ok({ command: 'verify-sealed', file, unsealed: values.unsealed ?? null, against, json });
}

function momentOf({ revision, entry }: Values): Moment | null {
  if (revision === undefined) return entry === undefined ? { at: 'now' } : parseMoment(`entry-${entry}`);
  return entry === undefined ? parseMoment(`revision-${revision}`) : null;
}
