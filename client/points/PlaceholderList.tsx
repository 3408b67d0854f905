import type { ClauseId } from '../../shared/base/ids.ts';
import { CONTENT_WORDS } from '../../shared/projection/numbers-text.ts';
import { LISTED_CONTENTS, type ListedContent } from '../../shared/projection/placeholders.ts';
import { useDraftDesk } from './DraftDesk.ts';

/** Chooses what the column shows: all that is open, or what is still to be filled in, each with how many. */
export function ContentFilter({
  content,
  onContent,
}: {
  readonly content: ListedContent | null;
  readonly onContent: (content: ListedContent | null) => void;
}) {
  const { snapshot } = useDraftDesk();
  if (snapshot.placeholders.length === 0) return null;
  const count = (one: ListedContent): number => snapshot.placeholders.filter((each) => each.content === one).length;
  return (
    <label className="contents">
      Show{' '}
      <select
        value={content ?? ''}
        onChange={(event) => onContent(LISTED_CONTENTS.find((one) => one === event.target.value) ?? null)}
      >
        <option value="">all open points</option>
        {LISTED_CONTENTS.filter((one) => count(one) > 0).map((one) => (
          <option key={one} value={one}>
            {CONTENT_WORDS[one]} ({count(one)})
          </option>
        ))}
      </select>
    </label>
  );
}

/** What is still to be filled in, of one kind, in reading order. */
export function PlaceholderList({
  content,
  onGo,
}: {
  readonly content: ListedContent;
  readonly onGo: (clause: ClauseId) => void;
}) {
  const { snapshot, choose } = useDraftDesk();
  const shown = snapshot.placeholders.filter((one) => one.content === content);
  return (
    <ul className="placeholders" aria-label={CONTENT_WORDS[content]}>
      {shown.map(({ clause, words, proposal }, index) => (
        <li key={index}>
          <button type="button" className="quiet" onClick={() => (proposal === null ? onGo(clause) : choose(proposal))}>
            <span className="number">{snapshot.numbers.get(clause) ?? ''}</span>
            <span>{words === '' ? 'an empty place' : words}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
