import type { ReactNode } from 'react';
import type { Resource } from '../state/resource.ts';
import { FailurePage } from './FailurePage.tsx';
import { Page } from './Page.tsx';

export interface OpenedProps<T> {
  readonly resource: Resource<T>;
  /** What the page is called until it is open. */
  readonly title: string;
  /** What it is that could not be opened, as a sentence begins with it. */
  readonly what: string;
  readonly children: (value: T) => ReactNode;
}

/** The page of something that is opened first: what it is then, or why it could not be. */
export function Opened<T>({ resource, title, what, children }: OpenedProps<T>) {
  switch (resource.state) {
    case 'opening':
      return <Page title={title}>{null}</Page>;
    case 'failed':
      return <FailurePage what={what} failure={resource.failure} />;
    case 'open':
      return children(resource.value);
  }
}
