import { useEffectEvent, useLayoutEffect } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Lead } from '../big-screen/useLead.ts';
import { isComposed, isWithAlt, isWithAltGr, keyMeant } from '../chrome/key-meant.ts';
import { isTyping } from '../chrome/keys.ts';
import { isOutOfUse } from '../chrome/letter-keys.ts';
import { instrumentKey } from '../instruments/instrument-keys.ts';
import { chairingKey } from '../ladder/chairing-keys.ts';
import { offered } from '../points/arrangements.ts';
import type { Arrangement } from '../points/DraftDesk.ts';
import { chosenAlternative, pointAt } from '../points/point-cursor.ts';
import { stanceCommand } from '../points/Positions.tsx';
import { STANCE_WORDS } from '../points/stances.ts';
import { toReopen } from '../points/withdrawing.ts';
import { clauseKey, picked, type ActKey, type ClauseKeyed } from './clause-keys.ts';
import { usePreparing } from './ClauseActs.tsx';
import type { Places } from './places.ts';
import { useKeysInTurn } from './useKeysInTurn.ts';
import type { Tab } from './PointsColumn.tsx';
import type { Figure, Workspace } from './useWorkspace.ts';
import { nextView, type View } from './views.ts';

/** What keys work on. */
export interface Keyed extends ClauseKeyed {
  readonly draft: DraftId;
  readonly lead: Lead;
}

/** Every act by key: see `chrome/keys.ts` for the list that people see. */
export function useDraftKeys(keyed: Keyed): void {
  const { workspace, places } = keyed;
  const prepare = usePreparing(keyed.draft, workspace.desk.snapshot.clauses);
  const overText = isOverText(workspace);
  const press = (event: KeyboardEvent): void => {
    // A letter that goes into the text is nothing here, and asking the whole page for a dialog takes as long as the text is.
    if (!event.altKey && !event.ctrlKey && !event.metaKey && isTyping(event.target)) {
      if (event.key === 'Escape' && !isComposed(event) && isInEditor(event.target)) workspace.putAway();
      return;
    }
    if (isComposed(event) || event.defaultPrevented || workspace.help || document.querySelector('[aria-modal=true]') !== null)
      return;
    const pressed: ActKey = { key: keyMeant(event), target: event.target, shiftKey: event.shiftKey };
    const handled = isWithAlt(event)
      ? altKey(event, workspace)
      : (event.ctrlKey || event.metaKey) && !isWithAltGr(event)
        ? controlKey(event, workspace, places)
        : !isTyping(event.target) &&
          !overText &&
          !isOutOfUse(pressed.key) &&
          (readingKey(pressed, keyed) ||
            plainKey(pressed, workspace) ||
            ladderKey(pressed, workspace) ||
            clauseKey(pressed, keyed, prepare));
    if (handled) event.preventDefault();
  };
  // The editor takes every Enter for its own, so this one is heard before it.
  const pressInEditor = useEffectEvent((event: KeyboardEvent): void => {
    if (!isInEditor(event.target) || !(event.ctrlKey || event.metaKey) || !controlKey(event, workspace, places)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const hasToWait = useKeysInTurn(overText, press);
  const pressInTurn = useEffectEvent((event: KeyboardEvent): void => {
    if (!hasToWait(event)) press(event);
  });
  // As soon as the text is seen, the keys that are said to work do.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => pressInTurn(event);
    const listenFirst = (event: KeyboardEvent): void => pressInEditor(event);
    window.addEventListener('keydown', listen);
    window.addEventListener('keydown', listenFirst, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen);
      window.removeEventListener('keydown', listenFirst, { capture: true });
    };
  }, []);
}

function isInEditor(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable;
}

/** Whether a sheet lies over the text. */
function isOverText({ deciding, arranging, agreeing, instruments }: Workspace): boolean {
  return deciding !== null || arranging !== null || agreeing !== null || instruments.sheet !== null;
}

function altKey(event: KeyboardEvent, { move, cursor, desk }: Workspace): boolean {
  const proposal = pointAt(desk.snapshot.points, cursor) === null ? undefined : cursor?.proposal;
  switch (event.code) {
    case 'KeyN':
      move(1);
      return true;
    case 'KeyP':
      move(-1);
      return true;
    default: {
      const noted = STANCE_WORDS.find(({ noting }) => event.code === `Key${noting}`);
      if (noted === undefined || proposal === undefined || !may(desk.seat, 'record positions')) return false;
      // The button, where it is on the page, knows which alternative can be preferred.
      if (pressed(`.note-${noted.stance}`)) return true;
      if (noted.stance === 'prefer-another') return false;
      desk.askStance(noted.stance, proposal);
      return true;
    }
  }
}

function controlKey(event: KeyboardEvent, workspace: Workspace, { caret }: Places): boolean {
  if (
    event.key !== 'Enter' ||
    workspace.deciding !== null ||
    workspace.arranging !== null ||
    !may(workspace.desk.seat, 'attribute')
  )
    return false;
  const proposal = caret.current?.brackets[0] ?? workspace.cursor?.proposal ?? null;
  if (proposal === null) return false;
  workspace.desk.askProposer(proposal);
  return true;
}

function plainKey(event: ActKey, workspace: Workspace): boolean {
  const { desk, cursor, tab } = workspace;
  const { points } = desk.snapshot;
  const onButton = event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null;
  switch (event.key) {
    case 'n':
    case 'j':
      workspace.move(1);
      return true;
    case 'p':
    case 'k':
      workspace.move(-1);
      return true;
    case 'v':
      workspace.setView(nextView(workspace.view));
      return true;
    case 't':
      workspace.setAttributions(!workspace.attributions);
      return true;
    case 'o':
      workspace.callUp(workspace.hasLists ? NEXT_TAB[tab] : tab);
      return true;
    case 'q':
      workspace.callUp('procedures');
      return true;
    case 'Q':
    case 'V':
      return beginning(event.key === 'Q' ? 'silence' : 'vote', workspace);
    case '?':
      workspace.setHelp(true);
      return true;
    case 'Escape':
      if (workspace.selection !== null) workspace.setSelection(null);
      else if (workspace.heldUp !== null) workspace.putAway();
      else workspace.setCursor(null);
      return true;
    case 'Enter':
      if (onButton || (workspace.heldUp === null && pointAt(points, cursor) === null)) return false;
      document.querySelector<HTMLElement>(workspace.heldUp === null ? '.card.unfolded' : '.as-sheet')?.focus();
      return true;
    default:
      if (/^[1-9]$/.test(event.key) && cursor !== null) {
        const next = chosenAlternative(points, cursor, Number(event.key));
        if (next !== null) desk.choose(next.proposal);
        return true;
      }
      return decidingKey(event, workspace) || pointsKey(event, workspace) || stanceKey(event, workspace);
  }
}

/** Readings and figures by their capital letters; `z` opens the list of them. */
function readingKey({ key }: ActKey, { workspace, lead }: Keyed): boolean {
  const view = READING_KEYS[key];
  const figure = FIGURE_KEYS[key];
  if (view !== undefined) workspace.setView(workspace.view === view ? 'negotiating' : view);
  else if (figure !== undefined) workspace.setFigure(figure);
  else if (key === 'L' && may(workspace.desk.seat, 'lead screen')) (lead.isMine ? lead.leave : lead.take)();
  else if (key === 'z') {
    const menu = document.querySelector<HTMLElement>('.readings-menu');
    menu?.focus();
    menu?.click();
  } else return false;
  return true;
}

const READING_KEYS: Readonly<Record<string, View>> = { N: 'since', X: 'wish' };
const FIGURE_KEYS: Readonly<Record<string, Figure>> = {
  R: 'register',
  P: 'matrix',
  B: 'burn-down',
  W: 'partners',
  '#': 'numbers',
};

function beginning(what: 'silence' | 'vote', { desk, callUp, setBeginning }: Workspace): boolean {
  if (!may(desk.seat, what === 'silence' ? 'circulate' : 'hold votes')) return false;
  callUp('procedures');
  setBeginning(what);
  return true;
}

function pointsKey({ key }: ActKey, workspace: Workspace): boolean {
  const { instruments, desk, cursor } = workspace;
  const chosen = pointAt(desk.snapshot.points, cursor) === null ? null : (cursor?.proposal ?? null);
  return instrumentKey(key, instruments, { desk, chosen, selected: picked(workspace) });
}

const NEXT_TAB: Readonly<Record<Tab, Tab>> = {
  open: 'order',
  order: 'aside',
  aside: 'decided',
  decided: 'open',
  procedures: 'open',
};

function decidingKey(event: ActKey, { desk, cursor, instruments }: Workspace): boolean {
  if (event.key === 'r' && takingUp(event)) return true;
  if (!may(desk.seat, 'decide')) return false;
  if (event.key === 'r') {
    const on =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.card.decided')?.dataset['proposal'] : undefined;
    const proposal = toReopen(desk.snapshot.decided, on ?? null);
    if (proposal === null) return false;
    desk.decide('reopen', proposal);
    return true;
  }
  const arrangement = ARRANGEMENT_KEYS[event.key];
  if (arrangement !== undefined) return arranging(arrangement, { desk, cursor, instruments });
  const intent = event.key === 'a' ? 'accept' : event.key === 'm' ? 'amend' : event.key === 'd' ? 'drop' : null;
  if (intent === null || cursor === null || pointAt(desk.snapshot.points, cursor) === null) return false;
  desk.decide(intent, cursor.proposal);
  return true;
}

/** On the card of a proposal that was withdrawn the key takes it up. */
function takingUp({ target }: ActKey): boolean {
  const card = target instanceof HTMLElement ? target.closest('.card.decided') : null;
  const button = card?.querySelector<HTMLElement>('[data-act=reintroduce]') ?? null;
  button?.click();
  return button !== null;
}

/** The chair's acts on the chosen alternative that do not decide it. */
const ARRANGEMENT_KEYS: Readonly<Record<string, Arrangement>> = {
  f: 'refer',
  l: 'park',
  h: 'reserve',
  b: 'call-back',
  g: 'merge',
  c: 'bridge',
};

function arranging(
  arrangement: Arrangement,
  { desk, cursor, instruments: { marked } }: Pick<Workspace, 'desk' | 'cursor' | 'instruments'>,
): boolean {
  const point = pointAt(desk.snapshot.points, cursor);
  if (cursor === null || point === null || !offered(desk.snapshot, point, cursor.proposal, marked).includes(arrangement))
    return false;
  desk.arrange(arrangement, cursor.proposal);
  return true;
}

function stanceKey(event: ActKey, { desk, cursor }: Workspace): boolean {
  if (cursor === null || pointAt(desk.snapshot.points, cursor) === null) return false;
  const { seat, snapshot } = desk;
  const { proposal } = cursor;
  if (event.key === 'w') return pressed('[data-act=withdraw]');
  if (event.key === 'c') return pressed('[data-act=sponsor]');
  if (event.key === 'y') return pressed('.prefer-another');
  const stance = STANCE_WORDS.find((words) => words.key === event.key)?.stance;
  if (event.key === 'g') return focused('.speaks-for select');
  if (stance === undefined || !takesOwn(seat)) return false;
  // The button knows for whom this person speaks there.
  if (pressed(`.stance-button.${stance}`)) return true;
  const held = snapshot.state.proposals.get(proposal)?.positions.get(seat.participant)?.stance;
  desk.act(stanceCommand(proposal, seat.participant, held === stance ? null : stance));
  return true;
}

/** Presses a button of the chosen alternative, where it is there. */
function pressed(selector: string): boolean {
  const button = document.querySelector<HTMLElement>(`.card.unfolded .alternative.chosen ${selector}`);
  button?.click();
  return button !== null;
}

function focused(selector: string): boolean {
  const field = document.querySelector<HTMLElement>(`.card.unfolded .alternative.chosen ${selector}`);
  field?.focus();
  return field !== null;
}

function takesOwn(seat: Seat): boolean {
  return may(seat, 'take own position');
}

function ladderKey({ key }: ActKey, workspace: Workspace): boolean {
  return chairingKey(key, workspace, { desk: workspace.desk, selected: picked(workspace) });
}
