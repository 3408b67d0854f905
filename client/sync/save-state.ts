import { counted } from '../../shared/base/phrases.ts';

/** What the person is told about their words. `unsaved` counts changes that the server has not confirmed as durable; `isPageAlone`: this device did not take them. */
export type SaveState =
  | { readonly state: 'connecting' }
  | { readonly state: 'saved' }
  | { readonly state: 'saving'; readonly unsaved: number }
  | { readonly state: 'offline'; readonly unsaved: number; readonly isPageAlone?: true }
  | { readonly state: 'refused'; readonly why: string; readonly unsaved: number };

/** What is counted to know it. Changes are numbered from 1 over the life of the document, messages anew on each connection. */
export interface SaveLedger {
  readonly link: 'connecting' | 'open' | 'synced' | 'closed' | 'refused';
  readonly why: string;
  /** Changes made here so far, and how many of them are durable for certain. */
  readonly made: number;
  readonly durable: number;
  /** Whether this device has on its disk what is not durable. */
  readonly isKept: boolean;
  /** Whether letters are being composed, which stand on the page and are no change yet. */
  readonly isComposing: boolean;
  /** How many messages with content are acknowledged on this connection, and for each one after them: how many changes it and those before it cover. */
  readonly acked: number;
  readonly covered: readonly number[];
}

/** What happens to a ledger. */
export type SaveEvent =
  | { readonly type: 'made' }
  | { readonly type: 'kept'; readonly is: boolean }
  | { readonly type: 'composing'; readonly is: boolean }
  | { readonly type: 'opened' }
  | { readonly type: 'synced' }
  /** A message with content went out; it and those before it cover so many changes. */
  | { readonly type: 'sent'; readonly covers: number }
  /** The server asked for what it lacks, and it lacks nothing. */
  | { readonly type: 'nothing-lacking'; readonly covers: number }
  /** The first `count` messages of this connection are durable. */
  | { readonly type: 'acked'; readonly count: number }
  | { readonly type: 'closed' }
  | { readonly type: 'refused'; readonly why: string };

/** Before the first connection. */
export const NEW_LEDGER: SaveLedger = {
  link: 'connecting',
  why: '',
  made: 0,
  durable: 0,
  isKept: true,
  isComposing: false,
  acked: 0,
  covered: [],
};

/** The ledger after an event. */
export function afterEvent(ledger: SaveLedger, event: SaveEvent): SaveLedger {
  switch (event.type) {
    case 'made':
      return { ...ledger, made: ledger.made + 1 };
    case 'kept':
      return ledger.isKept === event.is ? ledger : { ...ledger, isKept: event.is };
    case 'composing':
      return { ...ledger, isComposing: event.is };
    case 'opened':
      return { ...ledger, link: 'open', acked: 0, covered: [] };
    case 'synced':
      return { ...ledger, link: 'synced' };
    case 'sent':
      return { ...ledger, covered: [...ledger.covered, event.covers] };
    case 'nothing-lacking':
      return { ...ledger, durable: Math.max(ledger.durable, event.covers) };
    case 'acked':
      return acknowledged(ledger, Math.min(event.count - ledger.acked, ledger.covered.length));
    case 'closed':
      return ledger.link === 'refused' ? ledger : { ...ledger, link: 'closed', acked: 0, covered: [] };
    case 'refused':
      return { ...ledger, link: 'refused', why: event.why, acked: 0, covered: [] };
  }
}

function acknowledged(ledger: SaveLedger, fresh: number): SaveLedger {
  if (fresh <= 0) return ledger;
  return {
    ...ledger,
    acked: ledger.acked + fresh,
    durable: Math.max(ledger.durable, ledger.covered[fresh - 1] ?? 0),
    covered: ledger.covered.slice(fresh),
  };
}

/** What a ledger says. "Saved" needs a connection that has synchronised, every change confirmed, and nothing half composed. */
export function saveStateOf(ledger: SaveLedger): SaveState {
  const unsaved = ledger.made - ledger.durable;
  const composed = ledger.isComposing ? 1 : 0;
  switch (ledger.link) {
    case 'connecting':
    case 'open':
      return { state: 'connecting' };
    case 'synced':
      return unsaved + composed === 0 ? { state: 'saved' } : { state: 'saving', unsaved: unsaved + composed };
    case 'closed':
      return ledger.isKept || unsaved === 0 ? { state: 'offline', unsaved } : { state: 'offline', unsaved, isPageAlone: true };
    case 'refused':
      return { state: 'refused', why: ledger.why, unsaved };
  }
}

/**
 * Whether the first `made` changes are the server's: what is done over HTTP goes another way than what is typed, and would come before it.
 * Null: they are; else that they are under way, or why they will not be there soon.
 */
export function arrivalOf(ledger: SaveLedger, made: number): null | 'under way' | { readonly why: string } {
  if (ledger.durable >= made) return null;
  switch (ledger.link) {
    case 'connecting':
    case 'open':
    case 'synced':
      return 'under way';
    case 'closed':
      return { why: 'Your last words are not saved yet, since the server cannot be reached. Try again once they are.' };
    case 'refused':
      return { why: `Your last words are not saved. ${ledger.why}` };
  }
}

/** Of whom a save state is told: whether they write, and whether the record that they have is behind the server's. */
export interface SaveTold {
  readonly writes: boolean;
  readonly behind: boolean;
}

/** The save state in words, for the header. Never says saved before it is, nor up to date while entries of the record are lacking. */
export function saveWords(save: SaveState, { writes, behind }: SaveTold): string {
  switch (save.state) {
    case 'connecting':
      return 'Connecting …';
    case 'saved':
      if (behind) return writes ? 'Saved, but the record is out of date' : 'Out of date: trying again';
      return writes ? 'All changes saved' : 'Up to date';
    case 'saving':
      return 'Saving …';
    case 'offline':
      if (save.unsaved === 0) return 'Offline: trying again';
      return save.isPageAlone === true
        ? `Offline: ${counted(save.unsaved, 'change')} not saved, on this page alone`
        : `Offline: ${counted(save.unsaved, 'change')} kept here, not yet saved`;
    case 'refused':
      return save.unsaved === 0 ? 'Disconnected' : `Refused: ${counted(save.unsaved, 'change')} not saved`;
  }
}
