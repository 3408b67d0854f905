import { describe, expect, it } from 'vitest';
import { PreparationRoom } from '../../server/rooms/preparation-room.ts';
import { SeenRecord, type RecordSource } from '../../server/rooms/seen-record.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { firstCaught, type Fault, SEEDS } from './planted.ts';

const FAULTS: readonly Fault[] = [
  {
    name: 'everybody sees names, whatever the lens',
    plant: () => ({ onEnter: (room) => showNames(room, () => true) }),
    caught: /nobody hears what is not for them/,
  },
  {
    name: 'whoever has heard names goes on hearing them',
    plant: () => {
      const known = new Set<string>();
      return {
        onEnter: (room) =>
          showNames(room, (seat, isShown) => {
            if (isShown) known.add(seat.id);
            return known.has(seat.id);
          }),
      };
    },
    caught: /nobody hears what is not for them/,
  },
  {
    name: 'stand-ins are counted anew with each entry',
    plant: () => ({ onEnter: countAnew }),
    caught: /every client has the record as it may see it/,
  },
  {
    name: 'words that change stay cleared',
    plant: () => ({ onEnter: (room) => void Object.assign(room, { unclear: () => undefined }) }),
    caught: /nothing counts as cleared but what its delegation saw/,
  },
  {
    name: 'whoever no longer prepares something stays in its room',
    plant: () => ({
      onEnter: (room) => {
        if (room instanceof PreparationRoom) Object.assign(room.audience, { close: () => undefined });
      },
    }),
    caught: /nobody hears what is not for them|everything comes to rest/,
  },
  {
    name: 'a paper is held against the last entry of the record, and not against what it showed',
    plant: () => ({ papersNameEntryAlone: true }),
    caught: /nobody is said to|what a capital wrote|a paper that nobody amended/,
  },
  {
    name: 'a clash is not told',
    plant: () => ({ onBrought: (right) => ({ ...right, findings: { ...right.findings, clashes: [] } }) }),
    caught: /what a capital wrote comes home or is told/,
  },
  {
    name: 'a copy of the data folder lacks what was written last',
    plant: () => ({ copiesWithoutLog: true }),
    caught: /a copy of a store in use is put back|a store that was put back/,
  },
];

describe('the simulator catches, of what is shown, cleared and brought,', () => {
  it.each(FAULTS)('$name', ({ plant, caught }) => {
    const found = firstCaught(plant, caught);
    expect(found, `not caught in ${SEEDS} seeds`).not.toBeNull();
  });
});

/** Has a room show names to some whom the lens does not let see them. */
function showNames(room: object, isShown: (seat: Seat, isRight: boolean) => boolean): void {
  const { seen } = room as { readonly seen?: unknown };
  if (!(seen instanceof SeenRecord) || Object.hasOwn(seen, 'viewer')) return;
  const right = seen.viewer.bind(seen);
  seen.viewer = (seat) => {
    const viewer = right(seat);
    return isShown(seat, viewer.lens === 'named') ? { ...viewer, lens: 'named' } : viewer;
  };
}

/** Has a room tell entries as they come as if each were the first. */
function countAnew(room: object): void {
  const { seen } = room as { readonly seen?: unknown };
  if (!(seen instanceof SeenRecord) || Object.hasOwn(seen, 'news')) return;
  const { registry, source } = seen as unknown as { readonly registry: Registry; readonly source: RecordSource };
  seen.news = (entries) => {
    const forgetful = new SeenRecord(source, registry);
    Object.assign(forgetful, { masked: (entries[0]?.number ?? 1) - 1 });
    return forgetful.news(entries);
  };
}
