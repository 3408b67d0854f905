import type { Meaning } from '../../shared/import/file-text.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import type { RegisterPart } from '../../shared/projection/register.ts';
import type { ExportFormat } from '../../shared/protocol/api.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { PaperRequest } from '../drafts/papers.ts';

interface OnFolder {
  readonly data: string;
}

interface ToFile {
  /** The file to write; null: standard output. */
  readonly out: string | null;
}

interface InJson {
  readonly json: boolean;
}

/** A checkpoint to hold something against, and whose it must be; key null: anybody's. */
export interface Against {
  readonly file: string;
  readonly key: string | null;
}

/** What the command line asks for. */
export type Invocation =
  | { readonly command: 'help' }
  | ({ readonly command: 'serve'; readonly port: number; readonly host: string; readonly empty: boolean } & OnFolder & InJson)
  | ({ readonly command: 'import'; readonly file: string; readonly title: string | null } & OnFolder & InJson)
  | ({
      readonly command: 'import-amendments';
      readonly file: string;
      /** A delegation's id, code or name, as it was typed. */
      readonly of: string;
      readonly draft: string;
      /** Whose changes count; null: whoever is taken for the delegation. */
      readonly authors: readonly string[] | null;
      readonly legend: Readonly<Record<string, Meaning>>;
    } & OnFolder &
      InJson)
  | ({
      readonly command: 'export';
      readonly draft: string;
      readonly format: ExportFormat;
      readonly moment: Moment;
      readonly tags: boolean;
      /** Of a register. `of` is as it was typed: a name or code, or `-`. */
      readonly part: RegisterPart;
      readonly lens: Lens;
    } & ToFile &
      OnFolder)
  | ({
      readonly command: 'export-paper';
      readonly draft: string;
      readonly request: PaperRequest;
      readonly moment: Moment;
      readonly lens: Lens;
    } & ToFile &
      OnFolder)
  /** `draft` null: all of them. */
  | ({ readonly command: 'export-archive'; readonly draft: string | null; readonly lens: Lens; readonly out: string } & OnFolder)
  | ({ readonly command: 'export-certificate'; readonly draft: string; readonly silence: number; readonly lens: Lens } & ToFile &
      OnFolder)
  | ({ readonly command: 'export-sealed'; readonly draft: string } & ToFile & OnFolder)
  | ({ readonly command: 'export-unsealed'; readonly draft: string; readonly entry: number; readonly path: string } & ToFile &
      OnFolder)
  | ({ readonly command: 'verify'; readonly against: Against | null } & OnFolder & InJson)
  | ({
      readonly command: 'verify-sealed';
      readonly file: string;
      readonly unsealed: string | null;
      readonly against: Against | null;
    } & InJson)
  | ({ readonly command: 'checkpoint'; readonly out: string | null } & OnFolder)
  | ({ readonly command: 'backup'; readonly destination: string } & OnFolder & InJson)
  | ({ readonly command: 'restore'; readonly source: string; readonly replace: boolean } & OnFolder & InJson)
  | ({ readonly command: 'seats' } & OnFolder & InJson)
  | ({ readonly command: 'mandate'; readonly seat: string; readonly groups: readonly string[] } & OnFolder & InJson)
  | ({ readonly command: 'invite' | 'revoke'; readonly seat: string } & OnFolder & InJson);
