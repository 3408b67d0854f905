import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

const OWNER_ONLY = 0o600;
/** What is packed already is not packed again. */
const PACKED = /\.(?:docx|pdf)$/;
/** So many bytes at a time go through the packer. */
const PIECE = 1 << 20;
/** Every file bears the first day that a zip can tell, in whatever zone it is read: the same state gives the same bytes. */
export const NO_DAY = new Date(1980, 0, 1);

/** A zip that is written to a file piece by piece, so that it is never in memory as a whole. */
export class ZipFile {
  private readonly fd: number;
  private readonly zip: Zip;
  private failure: Error | null = null;

  /** Throws where the file is there already, or cannot be made. */
  constructor(file: string) {
    this.fd = openSync(file, 'wx', OWNER_ONLY);
    this.zip = new Zip((error, bytes) => {
      if (error !== null) this.failure ??= error;
      else for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at);
    });
  }

  add(path: string, bytes: Uint8Array): void {
    const entry = PACKED.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    entry.mtime = NO_DAY;
    this.zip.add(entry);
    for (let at = 0; at + PIECE < bytes.length; at += PIECE) entry.push(bytes.subarray(at, at + PIECE));
    entry.push(bytes.subarray(Math.max(0, Math.ceil(bytes.length / PIECE) - 1) * PIECE), true);
    if (this.failure !== null) throw this.failure;
  }

  /** Ends it, durably. */
  end(): void {
    this.zip.end();
    if (this.failure !== null) throw this.failure;
    fsyncSync(this.fd);
    closeSync(this.fd);
  }
}
