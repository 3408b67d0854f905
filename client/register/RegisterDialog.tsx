import { useMemo, useState } from 'react';
import { Heading } from 'react-aria-components';
import type { ClauseId, DraftId } from '../../shared/base/ids.ts';
import { groupBy } from '../../shared/base/group-by.ts';
import { withoutRepeats } from '../../shared/participants/stand-in.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { behindNames, broughtFor, isInPart, NOBODY, register, type RegisterRow } from '../../shared/projection/register.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { DialogFrame } from '../chrome/DialogFrame.tsx';
import { ParticipantPicker } from '../participants/ParticipantPicker.tsx';
import { sought } from '../participants/sought.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';

export interface RegisterDialogProps {
  readonly draft: DraftId;
  readonly onGo: (clause: ClauseId) => void;
  readonly onClose: () => void;
}

/** Every proposal with what became of it, of all delegations or one, article by article. */
export function RegisterDialog({ draft, onGo, onClose }: RegisterDialogProps) {
  const { snapshot } = useDraftDesk();
  const { clauses, state, entries, registry } = snapshot;
  const rows = useMemo(() => register({ clauses, state, entries, registry }), [clauses, state, entries, registry]);
  const delegations = useMemo(() => {
    const all = new Set(rows.flatMap(broughtFor));
    return [...sought(registry, all), { id: NOBODY, name: 'proposer not recorded', code: '', aliases: ['not recorded'] }];
  }, [rows, registry]);
  const [of, setOf] = useState<string | null>(null);
  const [article, setArticle] = useState<string | null>(null);
  const shown = rows.filter((row) => isInPart(row, { of, article }));
  const part = `${of === null ? '' : `&of=${encodeURIComponent(of)}`}${article === null ? '' : `&article=${encodeURIComponent(article)}`}`;
  return (
    <DialogFrame breadth="table" onClose={onClose}>
      <div className="register">
        <div className="register-head">
          <Heading slot="title">Register of proposals</Heading>
          <ParticipantPicker
            label="Brought by"
            labelled="before"
            among={delegations}
            chosen={of}
            none="all delegations"
            clears
            onChange={setOf}
          />
          <Narrowing
            label="under"
            all="all articles"
            chosen={article}
            choices={[...new Set(rows.map((row) => row.article))].map((one) => [one, one === '' ? NO_ARTICLE : one] as const)}
            onChoose={setArticle}
          />
          <span className="muted">
            {shown.length} of {rows.length}
          </span>
          <span className="register-acts">
            <a className="act" href={`/api/drafts/${draft}/export?format=register${part}`} download>
              For print
            </a>
            <a className="act" href={`/api/drafts/${draft}/export?format=register-csv${part}`} download>
              For a spreadsheet
            </a>
            <button type="button" className="main-act" onClick={onClose}>
              Close
            </button>
          </span>
        </div>
        <div className="wide-table">
          <Rows rows={shown} onGo={onGo} />
        </div>
        {shown.length === 0 && <p className="empty">{rows.length === 0 ? 'No proposal yet.' : 'No such proposal.'}</p>}
      </div>
    </DialogFrame>
  );
}

const NO_ARTICLE = 'Before the first heading, or no longer in the text';

/** One of several things that the register can be narrowed down to. Values are told apart from the choice of all, since a heading may be empty. */
function Narrowing({
  label,
  all,
  chosen,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly all: string;
  readonly chosen: string | null;
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly onChoose: (value: string | null) => void;
}) {
  return (
    <label>
      {label}{' '}
      <select
        value={choices.findIndex(([value]) => value === chosen)}
        onChange={(event) => onChoose(choices[Number(event.target.value)]?.[0] ?? null)}
      >
        <option value={-1}>{all}</option>
        {choices.map(([value, words], index) => (
          <option key={value} value={index}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Rows({ rows, onGo }: { readonly rows: readonly RegisterRow[]; readonly onGo: (clause: ClauseId) => void }) {
  const articles = groupBy(rows, ({ article }) => article);
  return (
    <table>
      <thead>
        <tr>
          {['No.', 'At', 'Brought by', 'Words', 'Outcome', 'Where the words went'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {[...articles].map(([article, list]) => (
        <tbody key={article}>
          <tr>
            <th colSpan={6} scope="rowgroup">
              {article === '' ? NO_ARTICLE : article}
            </th>
          </tr>
          {list.map((row) => (
            <Row key={row.proposal} row={row} onGo={onGo} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ row, onGo }: { readonly row: RegisterRow; readonly onGo: (clause: ClauseId) => void }) {
  const { snapshot } = useDraftDesk();
  const { clause, act } = row;
  return (
    <tr data-proposal={row.proposal}>
      <td title={`record ${row.entry}`}>{row.no}</td>
      <td>
        {clause === null ? (
          ''
        ) : (
          <button type="button" className="quiet" onClick={() => onGo(clause)}>
            {row.number === '' ? 'Show' : row.number}
          </button>
        )}
      </td>
      <td>
        {withoutRepeats(row.sponsors.map((id) => shortName(snapshot.registry, id))).join(', ') || (
          <span className="muted">not recorded</span>
        )}
        {behindNames(row, snapshot.registry)}
      </td>
      <td className="register-words" dir={directionOf(row.words)}>
        {row.words}
      </td>
      <td>
        <strong>{row.outcome}</strong>
        {act !== null && act.entry !== row.entry && (
          <span className="muted">
            {' '}
            record {act.entry}, {act.at.slice(0, 10)}, {shortName(snapshot.registry, act.participant)}
            {act.meeting === null ? '' : `, ${act.meeting}`}
          </span>
        )}
        {row.ground !== '' && (
          <span className="register-ground" dir={directionOf(row.ground)}>
            {row.ground}
          </span>
        )}
      </td>
      <td>{row.went}</td>
    </tr>
  );
}
