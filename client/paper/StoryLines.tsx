import type { StoryLine } from '../../shared/projection/story.ts';
import { momentOf } from '../chrome/age.ts';

/** Sentences of a story, each with its moment, its number in the record, and the meeting it was made in. */
export function StoryLines({ lines }: { readonly lines: readonly StoryLine[] }) {
  return (
    <ol>
      {lines.map((line) => (
        <li key={`${line.entry}${line.sentence}`}>
          <p>{line.sentence}</p>
          <p className="muted small">
            <time dateTime={line.at}>{momentOf(line.at)}</time> · record {line.entry}
            {line.meeting !== null && ` · ${line.meeting}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
