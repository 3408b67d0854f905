import { whyHindered } from '../store/hindrance.ts';

/** What the system says, as a person would. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'that is not permitted',
  EPERM: 'that is not permitted',
  EROFS: 'nothing can be written there',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'that is a folder',
  EEXIST: 'that is there already',
  ENAMETOOLONG: 'that name is too long',
  ELOOP: 'that leads in a circle',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for whoever runs this',
  EFBIG: 'that file is too large',
  EIO: 'the disk does not read or write (I/O error)',
};

/** Why a command failed, of what it threw: where the system or SQLite hindered it, in plain words and with the files concerned. */
export function whyFailed(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const words = code === undefined ? undefined : WORDS[code];
  if (words === undefined) return whyHindered(error) ?? error.message;
  const files = [path, dest].flatMap((one) => (one === undefined ? [] : [one.replace(UNFINISHED, '')]));
  return files.length === 0 ? words : `${[...new Set(files)].join(' to ')}: ${words}`;
}

/** A file has another name until it is whole, of which nobody knows. */
const UNFINISHED = /\.(?:partial|arriving)-\d+(?:-wal)?$/;
