import type { DraftId } from '../../shared/base/ids.ts';
import type { Result } from '../../shared/base/result.ts';
import { draftOfPage } from '../../shared/protocol/page-path.ts';
import type { Api, Failure } from './api.ts';
import type { OpenDraft, Opening } from './open-draft.ts';
import type { Readable } from './readable.ts';
import type { Session } from './session.ts';

/**
 * The interface for a page with this path. One that opens on a draft asks for it at once, and not only when it has been told who sits here.
 * The answer is for one use, since it names the id under which one document may write; where it is a refusal, it is asked anew.
 */
export function askedAhead(api: Api, path: string): Api {
  const asked = draftOfPage(path);
  if (asked === null) return api;
  let ahead: ReturnType<Api['draft']> | null = api.draft(asked);
  return {
    ...api,
    async draft(wanted) {
      const answer = wanted === asked ? ahead : null;
      ahead = null;
      const early = await answer;
      return early?.ok === true ? early : api.draft(wanted);
    },
  };
}

/** Opens a draft for who sits here. `said`: why it is opened anew, for the person. */
export type OpensDraft = (
  id: DraftId,
  sitting: Pick<Opening, 'seat' | 'registry'>,
  said?: string,
) => Promise<Result<OpenDraft, Failure>>;

/**
 * How a page with this path opens drafts. That which it opens on is opened as soon as it is known who sits here, and not only when the
 * page is drawn: text and page are under way together. It is for one use, since whoever has it closes it.
 */
export function openedAhead(opens: OpensDraft, path: string, session: Readable<Session>): OpensDraft {
  const asked = draftOfPage(path);
  if (asked === null) return opens;
  let ahead: { readonly seat: string; readonly opened: ReturnType<OpensDraft> } | null = null;
  const stop = session.subscribe(() => {
    const who = session.get();
    if (who.state === 'asking') return;
    stop();
    if (who.state === 'signed-in')
      ahead = { seat: who.info.seat.id, opened: opens(asked, { seat: who.info.seat, registry: who.registry }) };
  });
  return (id, sitting, said) => {
    const early = ahead;
    if (early === null || id !== asked || early.seat !== sitting.seat.id) return opens(id, sitting, said);
    ahead = null;
    return early.opened;
  };
}
