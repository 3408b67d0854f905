import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Readable } from '../state/readable.ts';
import type { Room } from '../sync/room.ts';
import { covers } from './in-sight.ts';
import { Presence } from './Presence.tsx';
import { SaveBadge } from './SaveBadge.tsx';
import { useSitting } from './Services.tsx';

export interface RoomHeaderProps {
  /** Where this was come from. */
  readonly back: { readonly href: string; readonly name: string };
  /** The title of the draft, as the first heading of the page or as a line of its own. */
  readonly title: string;
  readonly titleIs: 'h1' | 'p';
  readonly room: Room;
  /** Whether entries of the draft's record are lacking. */
  readonly behind: Readable<boolean>;
  /** Whether this person writes in the room. */
  readonly writes: boolean;
  /** What comes before the title. */
  readonly before?: ReactNode;
  /** What stands under it, small. */
  readonly under?: ReactNode;
  /** What comes behind it. */
  readonly after?: ReactNode;
  /** What can be done, at the end. */
  readonly acts?: ReactNode;
}

/** The head of a page with a room behind it: the way back, the title, the save state that tells the truth, and who is here. */
export function RoomHeader({ back, title, titleIs: Title, room, behind, writes, before, under, after, acts }: RoomHeaderProps) {
  const { seat, registry } = useSitting();
  return (
    <header className="draft-header" ref={covers}>
      <div className="header-begin">
        <Link href={back.href} className="home">
          <span className="glyph-mark" aria-hidden="true">
            [ ]
          </span>{' '}
          {back.name}
        </Link>
        {before}
        <div className="title-block">
          <Title className="draft-title" title={title}>
            {title}
          </Title>
          {under}
        </div>
        {after}
      </div>
      <div className="header-end" ref={covers}>
        <SaveBadge save={room.save} behind={behind} writes={writes} />
        <Presence awareness={room.awareness} own={seat} registry={registry} />
        {acts}
      </div>
    </header>
  );
}
