import { canonical, type Json } from '../../shared/base/canonical.ts';
import type { Lens } from '../../shared/participants/lens.ts';

/** What an archive holds, and who says so. */
export interface ManifestStatement {
  readonly version: 1;
  /** Name of the process. */
  readonly process: string;
  /** When the state was taken that it holds, ISO 8601 in UTC: that of its checkpoint. */
  readonly at: string;
  readonly drafts: readonly { readonly draft: string; readonly lens: Lens }[];
  /** SHA-256 of each other file, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** The Ed25519 key with which it is signed: 32 bytes in base64url. */
  readonly publicKey: string;
}

/** The text that is signed. It begins with another word than a checkpoint, so that neither is ever taken for the other. */
export function signedManifest(statement: ManifestStatement): string {
  return `travaux archive\n${canonical(statement as unknown as Json)}`;
}
