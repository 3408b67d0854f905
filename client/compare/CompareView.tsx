import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { may } from '../../shared/policy/policy.ts';
import { momentWord, type Moment } from '../../shared/protocol/moment.ts';
import type { Difference } from '../../shared/projection/difference.ts';
import type { CellPlace } from '../../shared/text/cell.ts';
import { withWholeTables } from '../../shared/text/tables.ts';
import { keyMeant } from '../chrome/key-meant.ts';
import { isTyping } from '../chrome/keys.ts';
import { isOutOfUse } from '../chrome/letter-keys.ts';
import { InTables } from '../paper/InTables.tsx';
import { Notice } from '../chrome/Notice.tsx';
import { PaperDialog, type PaperDialogProps } from '../papers/PaperDialog.tsx';
import { useSitting } from '../chrome/Services.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { ComparedClauseView, isDifferent } from './ComparedClauseView.tsx';
import { MomentPicker } from './MomentPicker.tsx';
import { exportQuery, momentChoices, momentName, sidesOf, type MomentChoice } from './moments.ts';
import { useComparison, type Comparing } from './useComparison.ts';

export interface CompareViewProps {
  readonly draft: OpenDraft;
  readonly snapshot: DraftSnapshot;
  /** For those who may: goes back to the text of an issued revision. */
  readonly onRestore: (revision: number) => void;
}

/** Two moments of a draft beside each other: what differs, clause by clause, and the decisions that made it so. */
export function CompareView({ draft, snapshot, onRestore }: CompareViewProps) {
  const [search, setSearch] = useSearchParams();
  const [whole, setWhole] = useState(false);
  const sides = sidesOf(search, snapshot);
  const choices = momentChoices(snapshot);
  const comparing = useComparison(draft, sides, useRevisionOfPresent(snapshot));
  const choose = (from: Moment, to: Moment): void =>
    setSearch({ view: 'compare', from: momentWord(from), to: momentWord(to) }, { replace: true });
  const same = momentWord(sides.from) === momentWord(sides.to);
  const last = snapshot.state.last;
  return (
    <>
      <search className="compare-head" aria-label="What to compare">
        <MomentPicker
          label="From"
          moment={sides.from}
          choices={choices}
          last={last}
          onChoose={(from) => choose(from, sides.to)}
        />
        <MomentPicker label="To" moment={sides.to} choices={choices} last={last} onChoose={(to) => choose(sides.from, to)} />
        <button type="button" className="quiet" onClick={() => choose(sides.to, sides.from)}>
          Swap
        </button>
        <label>
          <input type="checkbox" checked={whole || same} disabled={same} onChange={(event) => setWhole(event.target.checked)} />{' '}
          Whole text
        </label>
      </search>
      <Sides draft={draft} sides={[sides.from, sides.to]} choices={choices} onRestore={onRestore} />
      <Compared comparing={comparing} snapshot={snapshot} whole={whole || same} same={same} />
    </>
  );
}

/** Counts how often the text or the record has become another one. */
function useRevisionOfPresent({ clauses, state }: DraftSnapshot): number {
  const [seen, setSeen] = useState({ clauses, state, count: 0 });
  if (seen.clauses !== clauses || seen.state !== state) setSeen({ clauses, state, count: seen.count + 1 });
  return seen.count;
}

interface SidesProps {
  readonly draft: OpenDraft;
  readonly sides: readonly Moment[];
  readonly choices: readonly MomentChoice[];
  readonly onRestore: (revision: number) => void;
}

/** The two texts as files, and the way back to one that was issued. */
function Sides({ draft, sides, choices, onRestore }: SidesProps) {
  const { seat } = useSitting();
  const [saving, setSaving] = useState<PaperDialogProps['of'] | null>(null);
  const each = sides.filter((side, index) => sides.findIndex((one) => momentWord(one) === momentWord(side)) === index);
  return (
    <>
      <p className="compare-sides small">
        {each.map((side) => (
          <span key={momentWord(side)}>
            {momentName(side, choices)}:{' '}
            {may(seat, 'export') && (
              <>
                <a href={`/api/drafts/${draft.id}/export?format=bracketed${exportQuery(side)}`} download>
                  bracketed
                </a>{' '}
                <a href={`/api/drafts/${draft.id}/export?format=clean${exportQuery(side)}`} download>
                  clean
                </a>{' '}
                <button type="button" className="quiet" onClick={() => setSaving(savedAs(side, choices))}>
                  Paper …
                </button>
              </>
            )}
            {side.at === 'revision' && may(seat, 'issue revision') && (
              <>
                {' '}
                <button type="button" className="quiet" onClick={() => onRestore(side.revision)}>
                  Restore …
                </button>
              </>
            )}
          </span>
        ))}
      </p>
      {saving !== null && (
        <PaperDialog draft={draft.id} {...(saving === undefined ? {} : { of: saving })} onClose={() => setSaving(null)} />
      )}
    </>
  );
}

/** What a paper of a side is of; undefined: of the present text. */
function savedAs(side: Moment, choices: readonly MomentChoice[]): PaperDialogProps['of'] {
  return side.at === 'now' ? undefined : { moment: side, name: momentName(side, choices) };
}

interface ComparedProps {
  readonly comparing: Comparing;
  readonly snapshot: DraftSnapshot;
  readonly whole: boolean;
  readonly same: boolean;
}

function Compared({ comparing: { comparison, failure, busy, again }, snapshot, whole, same }: ComparedProps) {
  const list = useRef<HTMLDivElement>(null);
  useDifferenceKeys(list);
  if (failure !== null)
    return (
      <Notice tone="refused">
        <p>{failure.reason}</p>
        <button type="button" className="act" onClick={again}>
          Try again
        </button>
      </Notice>
    );
  if (comparison === null) return <p className="compare-count muted small">Comparing …</p>;
  const differing = comparison.clauses.filter(isDifferent);
  const count = differing.length === 1 ? 'One clause differs' : `${differing.length} clauses differ`;
  return (
    <>
      <output className="compare-count muted small" aria-busy={busy}>
        {same
          ? 'The text as it stood.'
          : differing.length === 0
            ? 'The two read alike.'
            : `${count}; n and p go from one to the next.`}
      </output>
      <div className="compare-list" ref={list}>
        <InTables
          rows={placed(comparison.clauses, whole).map(({ difference, cell }) => ({
            key: difference.clause.id,
            cell,
            drawn: (
              <ComparedClauseView
                key={difference.clause.id}
                difference={difference}
                kind={snapshot.byId.get(difference.clause.id)?.kind}
              />
            ),
          }))}
        />
      </div>
    </>
  );
}

/** What is shown, each clause with its place in a table; of a table in which anything differs all of it. */
function placed(all: readonly Difference[], whole: boolean): { difference: Difference; cell?: CellPlace }[] {
  const rows = all.map((difference) => {
    const { clause } = difference;
    const cell = (clause.type === 'removed' ? clause.then : clause.now).setting?.cell ?? null;
    return cell === null ? { difference } : { difference, cell };
  });
  if (whole) return rows;
  return withWholeTables(
    rows.filter(({ difference }) => isDifferent(difference)),
    rows,
  );
}

const STEPS: Readonly<Record<string, 1 | -1>> = { n: 1, j: 1, p: -1, k: -1 };

/** `n` and `p` (or `j` and `k`) go from difference to difference, heard before the keys that go from point to point. */
function useDifferenceKeys(list: React.RefObject<HTMLElement | null>): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const step = STEPS[keyMeant(event)] ?? 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || isOutOfUse(event.key) || isTyping(event.target)) return;
    if (document.querySelector('[aria-modal=true]') !== null) return;
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-differs]') ?? [])];
    const at = all.findIndex((one) => one.contains(document.activeElement));
    const next = all[at === -1 && step === -1 ? all.length - 1 : (at + step + all.length) % all.length];
    next?.focus();
    next?.scrollIntoView({ block: 'center' });
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
