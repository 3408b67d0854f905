import type { ReactNode } from 'react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';

/** A quiet button of the header, and the list of acts under it. */
export function ActsMenu({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <MenuTrigger>
      <Button className="quiet">{name}</Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={name}>
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Acts of a menu that belong together, under their name. */
export function ActsSection({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <MenuSection>
      <Header className="menu-name">{name}</Header>
      {children}
    </MenuSection>
  );
}

/** An act of a menu, with its key where it has one. */
export function ActItem({
  id,
  keys,
  onAct,
  children,
}: {
  readonly id: string;
  readonly keys?: string;
  readonly onAct: () => void;
  readonly children: string;
}) {
  return (
    <MenuItem id={id} textValue={children} className="menu-item" onAction={onAct}>
      {children} {keys !== undefined && <kbd aria-hidden="true">{keys}</kbd>}
    </MenuItem>
  );
}
