/** What the person is told of a text that was not the server's: on this page, and where it is opened anew. */
export interface Differing {
  readonly why: string;
  readonly said: string;
}

/** The texts were compared, and are not the same. */
export const DIFFERS: Differing = {
  why: 'The text on this page was not the same as the server’s. Reload the page to fetch it anew.',
  said: 'The text on this page was not the same as the server’s, so it was fetched anew. What you wrote here last is below, in case it is missing from the text.',
};

/** The server lacks what it once had. */
export const BEHIND: Differing = {
  why: 'The server has an earlier text than this page: it was put back from a copy. Reload the page to fetch that text.',
  said: 'The server has an earlier text than this page had: it was put back from a copy, so that text was fetched. What it lacks of this page’s words, whoever wrote them, is below.',
};
