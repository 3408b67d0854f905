import { Fragment, memo } from 'react';
import type { ComparedText } from '../../shared/projection/comparison.ts';
import { withoutEntryWords, type Difference } from '../../shared/projection/difference.ts';
import type { ClauseKind } from '../../shared/text/clause.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { recastWords } from '../../shared/projection/recast-story.ts';
import { ClauseDirection, Name, Words as Directed } from '../paper/Words.tsx';

/** One clause of a comparison, with the decisions that made the difference. `kind` where the present text still has it. */
export const ComparedClauseView = memo(function ComparedClauseView({
  difference,
  kind,
}: {
  readonly difference: Difference;
  readonly kind: ClauseKind | undefined;
}) {
  const { clause } = difference;
  const differs = isDifferent(difference);
  const direction = directionOf(clause.type === 'removed' ? clause.then.words : clause.now.words);
  return (
    <section
      className={`compared ${clause.type}${kind === undefined ? '' : ` kind-${kind}`}`}
      data-compared={clause.id}
      dir={direction}
      data-differs={differs ? '' : undefined}
      aria-label={differs ? `${stateWords(difference).join(', ')}: ${numberOf(difference)}` : undefined}
      tabIndex={-1}
    >
      <span className="gutter">
        <Numbers difference={difference} />
      </span>
      {differs && (
        <p className="compared-state" dir="ltr">
          {stateWords(difference).map((word) => (
            <span key={word} className="compared-word">
              {word}
            </span>
          ))}
        </p>
      )}
      <p className="words">
        <ClauseDirection value={direction}>
          <Words difference={difference} />
        </ClauseDirection>
      </p>
      {clause.type === 'changed' && clause.recast !== null && (
        <p className="small" dir="ltr">
          Set otherwise: {recastWords(clause.recast).join('; ')}.
        </p>
      )}
      {differs && <Because difference={difference} />}
    </section>
  );
});

/** Whether there is anything to see between the two texts. */
export function isDifferent({ clause }: Difference): boolean {
  return clause.type !== 'same' || clause.moved;
}

function Words({ difference: { clause } }: { readonly difference: Difference }) {
  switch (clause.type) {
    case 'same':
      return <Directed words={clause.now.words} />;
    case 'added':
      return <In words={clause.now.words} />;
    case 'removed':
      return <Out words={clause.then.words} />;
    case 'changed':
      return segments(clause.then, clause.edits).map((segment, index) =>
        segment.type === 'kept' ? (
          <span key={index}>
            <Directed words={segment.words} />
          </span>
        ) : segment.type === 'out' ? (
          <Out key={index} words={segment.words} />
        ) : (
          <In key={index} words={segment.words} />
        ),
      );
  }
}

/** Struck through and underlined, as on paper; read out as well. */
function Out({ words }: { readonly words: string }) {
  return (
    <del className="compared-out">
      <span className="unseen">[taken out: </span>
      <Directed words={words} />
      <span className="unseen">]</span>
    </del>
  );
}

function In({ words }: { readonly words: string }) {
  return (
    <ins className="compared-in">
      <span className="unseen">[put in: </span>
      <Directed words={words} />
      <span className="unseen">]</span>
    </ins>
  );
}

function Because({ difference: { clause, because: lines } }: { readonly difference: Difference }) {
  if (lines.length === 0)
    return (
      <p className="because muted small" dir="ltr">
        {withoutEntryWords(clause)}
      </p>
    );
  return (
    <ul className="because small" dir="ltr">
      {lines.map((line) => (
        <li key={line.entry}>
          {line.sentence} <span className="muted">record {line.entry}</span>
        </li>
      ))}
    </ul>
  );
}

interface Segment {
  readonly type: 'kept' | 'out' | 'in';
  readonly words: string;
}

function segments(then: ComparedText, edits: Extract<Difference['clause'], { type: 'changed' }>['edits']): Segment[] {
  const found: Segment[] = [];
  let at = 0;
  for (const edit of edits) {
    found.push({ type: 'kept', words: then.words.slice(at, edit.at) });
    found.push({ type: 'out', words: then.words.slice(edit.at, edit.at + edit.length) });
    found.push({ type: 'in', words: edit.text });
    at = edit.at + edit.length;
  }
  found.push({ type: 'kept', words: then.words.slice(at) });
  return found.filter(({ words }) => words !== '');
}

/** From the number then to the number now: in any clause the arrow points to the later one. */
function Numbers({ difference }: { readonly difference: Difference }) {
  const numbers = numbersOf(difference);
  return (
    <bdi dir="ltr">
      {numbers.map((number, index) => (
        <Fragment key={number}>
          {index > 0 && ' → '}
          <Name name={number} />
        </Fragment>
      ))}
    </bdi>
  );
}

function numberOf(difference: Difference): string {
  return numbersOf(difference).join(' → ');
}

function numbersOf({ clause }: Difference): string[] {
  if (clause.type === 'removed') return [clause.then.number];
  if (clause.type === 'changed' && clause.then.number !== clause.now.number)
    return [clause.then.number, clause.now.number].filter((number) => number !== '');
  return [clause.now.number];
}

function stateWords({ clause }: Difference): string[] {
  switch (clause.type) {
    case 'added':
      return ['New'];
    case 'removed':
      return ['Removed'];
    case 'same':
      return clause.moved ? ['Moved'] : [];
    case 'changed': {
      const words = clause.then.words === clause.now.words ? [] : ['Changed'];
      const number = clause.then.number === clause.now.number ? [] : ['Renumbered'];
      const recast = clause.recast === null ? [] : ['Set otherwise'];
      return [...words, ...number, ...recast, ...(clause.moved ? ['Moved'] : [])];
    }
  }
}
