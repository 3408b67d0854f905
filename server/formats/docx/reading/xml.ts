import { DOMParser, onErrorStopParsing, type Element, type Node } from '@xmldom/xmldom';
import { tidyName } from '../../../../shared/base/tidy-name.ts';

/** The root of a part; null where it is absent or not well-formed. */
export function rootOf(text: string | undefined): Element | null {
  if (text === undefined) return null;
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml').documentElement;
  } catch {
    return null;
  }
}

/** The children of an element that are elements, or those with one of these names, whatever their prefix. */
export function* childrenOf(parent: Node | null | undefined, ...names: string[]): Iterable<Element> {
  for (let child = parent?.firstChild ?? null; child !== null; child = child.nextSibling) {
    if (child.nodeType !== ELEMENT) continue;
    const element = child as Element;
    if (names.length === 0 || names.includes(element.localName ?? '')) yield element;
  }
}

const ELEMENT = 1;

/** The first child with a name. */
export function childOf(parent: Node | null | undefined, name: string): Element | null {
  for (const child of childrenOf(parent, name)) return child;
  return null;
}

/** All elements with a name below one, in order. */
export function descendantsOf(parent: Node | null | undefined, name: string, depth = 0): Element[] {
  if (depth > DEEPEST) return [];
  return [...childrenOf(parent)].flatMap((child) => [
    ...(child.localName === name ? [child] : []),
    ...descendantsOf(child, name, depth + 1),
  ]);
}

/** Nothing that a person makes is nested deeper. */
const DEEPEST = 60;

/** Whose a change or a comment is: one line, and nothing that hides or turns what stands beside it. Empty where nobody is named. */
export function authorOf(element: Element): string {
  return tidyName(attributeOf(element, 'author') ?? '');
}

/** The value of an attribute, whatever its prefix; null where there is none. */
export function attributeOf(element: Element | null, name: string): string | null {
  if (element === null) return null;
  for (let at = 0; at < element.attributes.length; at += 1) {
    const attribute = element.attributes.item(at);
    if (attribute !== null && (attribute.localName ?? attribute.name) === name) return attribute.value;
  }
  return null;
}

/** The value of a child's `w:val`; null where there is no such child, empty where it has none. */
export function valueOf(parent: Node | null | undefined, name: string): string | null {
  const child = childOf(parent, name);
  return child === null ? null : (attributeOf(child, 'val') ?? '');
}

/** Whether a property such as `w:b` is on. */
export function isOn(parent: Node | null | undefined, name: string): boolean {
  const value = valueOf(parent, name);
  return value !== null && value !== '0' && value !== 'false' && value !== 'none';
}
