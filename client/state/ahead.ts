import { draftOfPage } from '../../shared/protocol/page-path.ts';
import type { Api } from './api.ts';

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
