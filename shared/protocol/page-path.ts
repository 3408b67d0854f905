import { draftId, isId, type DraftId } from '../base/ids.ts';

const DRAFT = /^\/drafts\/([^/]+)(?:\/projection)?$/;

/** The draft that a page with this path opens on; null: none. */
export function draftOfPage(path: string): DraftId | null {
  const named = DRAFT.exec(path)?.[1];
  return named === undefined || !isId(named) ? null : draftId(named);
}
