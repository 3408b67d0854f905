import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { SteppedLine } from '../../shared/protocol/stepped.ts';

/** Bytes of a file that have come, of how many. */
export interface Coming {
  readonly name: 'coming';
  readonly done: number;
  readonly of: number;
}

/** A file that has come. */
export interface FetchedFile {
  readonly name: string;
  readonly content: Blob;
}

/** Reads an answer that tells its steps, to its file; or why there is none, in a sentence. `tell` hears of each step, and of what has come of the file. */
export async function readStepped<Step>(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  tell: (step: Step | Coming) => void,
): Promise<Result<FetchedFile, string>> {
  const reading = new SteppedReading<Step>(tell);
  const reader = body.getReader();
  const next = () => reader.read().catch(() => ({ done: true, value: undefined }) as const);
  for (let piece = await next(); !piece.done; piece = await next()) reading.take(piece.value);
  return reading.result();
}

const LINE_FEED = 10;

/** What has come of an answer so far, in whatever pieces. */
class SteppedReading<Step> {
  private readonly tell: (step: Step | Coming) => void;
  /** What has come and was not read, until a line is whole. */
  private held = new Uint8Array();
  private last: Exclude<SteppedLine<Step>, { readonly step: Step }> | null = null;
  private readonly content: Uint8Array<ArrayBuffer>[] = [];
  private come = 0;

  constructor(tell: (step: Step | Coming) => void) {
    this.tell = tell;
  }

  take(piece: Uint8Array<ArrayBuffer>): void {
    let rest = piece;
    if (this.last === null) {
      rest = this.afterLines(joined(this.held, piece));
      if (this.last === null) this.held = rest;
    }
    if (this.last !== null) this.takeContent(rest);
  }

  /** Cut off, it is no file. */
  result(): Result<FetchedFile, string> {
    if (this.last === null) return refuse(CUT_OFF);
    if ('refusal' in this.last) return refuse(this.last.refusal.reason);
    const { name, type, bytes } = this.last.file;
    return this.come === bytes ? ok({ name, content: new Blob(this.content, { type }) }) : refuse(CUT_OFF);
  }

  /** Reads lines up to the last of the answer, and gives what is behind those read. */
  private afterLines(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    let rest = bytes;
    for (let end = rest.indexOf(LINE_FEED); end !== -1 && this.last === null; end = rest.indexOf(LINE_FEED)) {
      const line = JSON.parse(new TextDecoder().decode(rest.subarray(0, end))) as SteppedLine<Step>;
      rest = rest.subarray(end + 1);
      if ('step' in line) this.tell(line.step);
      else this.last = line;
    }
    return rest;
  }

  private takeContent(piece: Uint8Array<ArrayBuffer>): void {
    if (this.last === null || 'refusal' in this.last) return;
    this.content.push(piece);
    this.come += piece.length;
    this.tell({ name: 'coming', done: this.come, of: this.last.file.bytes });
  }
}

const CUT_OFF = 'The connection broke before the whole file was there. Try again.';

function joined(first: Uint8Array<ArrayBuffer>, second: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
