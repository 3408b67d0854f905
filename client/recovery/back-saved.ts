import type { Room } from '../sync/room.ts';
import { isBackIn } from './lost-words.ts';
import type { Tray } from './tray.ts';

/** Takes out of the tray what was put back into a room once the room has it saved, be it that an earlier page put it back. */
export function discardOnceSaved(
  tray: Pick<Tray, 'get' | 'subscribe' | 'discard'>,
  { doc, save }: Pick<Room, 'doc' | 'save'>,
): void {
  const going = new Set<string>();
  const look = (): void => {
    if (save.get().state !== 'saved') return;
    for (const one of tray.get()) {
      if (going.has(one.id) || !isBackIn(doc, one)) continue;
      going.add(one.id);
      void tray.discard(one.id).finally(() => going.delete(one.id));
    }
  };
  save.subscribe(look);
  tray.subscribe(look);
}
