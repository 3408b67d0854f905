/** What becomes of a rationale that is being worded here, when the others' word on it comes in. */
interface Wordings {
  /** As it stands in the field. */
  readonly own: string;
  /** As all had it so far, and as they have it now. */
  readonly before: string;
  readonly now: string;
  /** As it was last sent from here. */
  readonly sent: string;
}

/** The rationale as it then stands in the field: what another delegation worded, and behind it what was written here and they have not seen. */
export function rationaleAfter({ own, before, now, sent }: Wordings): string {
  // One's own word, come back while one goes on.
  if (now === sent) return own;
  if (own === before) return now;
  return own.startsWith(now) ? own : `${now}\n${own}`;
}
