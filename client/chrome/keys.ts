import type { Role } from '../../shared/participants/participant.ts';

/** A key and what it does, for the help and for the buttons that show it. */
export interface Key {
  readonly keys: string;
  readonly does: string;
}

const MOVING: readonly Key[] = [
  { keys: 'n or j · Alt+N', does: 'Next open point' },
  { keys: 'p or k · Alt+P', does: 'Previous open point' },
  { keys: 'Enter', does: 'Open the current point’s card' },
  { keys: '1 … 9', does: 'Choose an alternative of the current point' },
  { keys: 'Escape', does: 'Close what is open, go back to the text' },
];
const VIEWING: readonly Key[] = [
  { keys: 'v', does: 'Next view: Negotiating, Clean, Provenance, Compare (there, n and p go from difference to difference)' },
  { keys: 't', does: 'Hide or show attributions' },
  { keys: 'o', does: 'Open points, the running order and packages, those set aside, or decided ones' },
  { keys: 'z', does: 'The list of readings' },
  { keys: 'N', does: 'What changed since you last looked' },
  { keys: 'X', does: 'The text as a delegation would have it' },
  { keys: 'P', does: 'Positions on each open point, the nearest to consensus first' },
  { keys: 'B · W · R', does: 'Open brackets by day, who sponsors with whom, register of all proposals' },
  { keys: '#', does: 'Numbers: concordance, references, what is gone, alternatives' },
  { keys: 'q', does: 'Silence procedures and votes' },
  { keys: '?', does: 'This list' },
];
const BY_ROLE: Readonly<Record<Role, readonly Key[]>> = {
  drafter: [
    { keys: '[', does: 'Bracket the selection, or begin a bracket' },
    { keys: ']', does: 'Leave the bracket' },
    { keys: 'Escape, Tab', does: 'Leave the text, for what follows it; with Shift, for what comes before' },
    { keys: 'Alt+Shift+↑ ↓', does: 'Move the clause, or those selected, before or behind the next' },
    { keys: 'Ctrl+Alt+F', does: 'Footnote at the caret; at a mark to its note, and from there back' },
    { keys: 'Ctrl+Alt+T', does: 'Insert a table; in it Tab goes from cell to cell, and from the last one into a new row' },
    { keys: 'Ctrl+Alt+↓ →', does: 'In a table: a row below, a column behind' },
    { keys: 'Ctrl+Alt+(Shift+)⌫', does: 'In a table: take the row (the column) out' },
    { keys: 'Ctrl+Alt+H', does: 'In a table: whether the row is one of headings' },
    { keys: 'Ctrl+Enter', does: 'Say for whom the bracket at the caret was opened' },
    {
      keys: 'Alt+S F Y O H U',
      does: 'Record who supports the current point, is flexible, prefers another, opposes, reserves, needs instructions',
    },
    { keys: 'M', does: 'Meeting and reading (outside the text)' },
    { keys: 'O', does: 'Set the options of a choice (outside the text)' },
    { keys: 'L', does: 'Lead the projection screen, or leave it (outside the text)' },
    { keys: 'Ctrl+Z · Ctrl+Y', does: 'Undo and redo your own typing, never a decision' },
  ],
  chair: [
    { keys: 'a', does: 'Accept' },
    { keys: 'm', does: 'Accept as amended' },
    { keys: 'd', does: 'Drop' },
    { keys: 'r', does: 'Reopen a decided proposal' },
    { keys: 'f · l · h · b', does: 'Refer, park, reserve, call back' },
    { keys: 'g · c', does: 'Merge with others, or with those marked; write a text of the chair that draws on them' },
    {
      keys: 'x · A · K',
      does: 'Mark the alternative; decide those marked, or its package, together; tie those marked, and the clauses picked out, into a package',
    },
    { keys: 'w', does: 'Let it, or the clause picked out, wait for something else to be decided' },
    { keys: 'i · >', does: 'Put those marked, or the clauses picked out, into the running order; go on to the next of it' },
    { keys: 's · S · u', does: 'Agree the clauses picked out with ↑ ↓, agree their article, reopen them' },
    { keys: 'M', does: 'Meeting and reading' },
    { keys: 'O', does: 'Set the options of a choice' },
    { keys: 'H', does: 'Whose names are shown (Chatham House Rule)' },
    { keys: 'L', does: 'Lead the projection screen, or leave it' },
    { keys: 'Ctrl+Enter', does: 'Confirm the decision shown' },
    { keys: 'Q · V', does: 'Circulate for silence, put to the vote' },
    {
      keys: 'Alt+S F Y O H U',
      does: 'Record who supports, is flexible, prefers another, opposes, reserves, needs instructions',
    },
  ],
  delegate: [
    { keys: '↑ ↓', does: 'Go from clause to clause; with Shift select several' },
    { keys: 'e', does: 'Propose a change of the selected clauses' },
    { keys: 'i', does: 'Propose a new clause after them' },
    { keys: 'x', does: 'Propose to delete them' },
    { keys: 's · f · y · b · h · u', does: 'Support, flexible, prefer another, oppose, reserve, needs instructions' },
    { keys: 'c', does: 'Join or leave the sponsors' },
    { keys: 'g', does: 'Say for whom you speak on the current point, where you have a mandate' },
    { keys: 'w', does: 'Withdraw your own proposal, once that is confirmed' },
  ],
  observer: [{ keys: '↑ ↓', does: 'Go from clause to clause' }],
};

/** Every key of a role, in groups. */
export function keysOf(role: Role): readonly { readonly title: string; readonly keys: readonly Key[] }[] {
  const acts = {
    drafter: 'At the keyboard of the room',
    chair: 'Deciding',
    delegate: 'For your delegation',
    observer: 'Reading',
  } as const;
  return [
    { title: 'Going through the text', keys: MOVING },
    { title: acts[role], keys: BY_ROLE[role] },
    { title: 'Looking', keys: VIEWING },
  ];
}

/** What an element carries in which letters are nobody's key. */
export const TAKES_NO_KEYS = { 'data-takes-no-keys': '' };

/** Whether a key goes into words somebody is typing, and so is none of the screen's. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select') ||
    target.closest('[role=menu], [role=listbox], [data-takes-no-keys]') !== null
  );
}
