import { counted } from '../../shared/base/phrases.ts';
import { isLongTag } from '../state/drawn-text.ts';
import type { Glyph } from './clause-layout.ts';

/** A bracket's edge, with the tag behind a closing one. Said to readers of the screen on the clause, not here. */
export function glyphElement(glyph: Glyph, tag: string): HTMLElement {
  const element = originalOf(glyph, tag !== '').cloneNode(true) as HTMLElement;
  const [sign, label] = element.children;
  (sign ?? element).setAttribute('data-proposal', glyph.proposal);
  label?.setAttribute('data-proposal', glyph.proposal);
  label?.append(tag);
  // The bracket stays with its words, and the names go on below.
  if (isLongTag(tag)) for (const one of [element, label]) one?.classList.add('is-long');
  return element;
}

const originals = new Map<string, HTMLElement>();

/** What the edges of a kind are copied from, since a long text has thousands of them. */
function originalOf({ type, role }: Glyph, hasTag: boolean): HTMLElement {
  const name = `glyph ${type} ${role}`;
  const known = originals.get(`${name} ${hasTag}`);
  if (known !== undefined) return known;
  const sign = document.createElement('span');
  sign.className = name;
  sign.textContent = type === 'open' ? '[' : ']';
  const pair = document.createElement('span');
  if (hasTag) {
    pair.className = 'glyph-with-tag';
    const label = document.createElement('span');
    label.className = 'tag';
    pair.append(sign, label);
  }
  const original = fixed(hasTag ? pair : sign);
  originals.set(`${name} ${hasTag}`, original);
  return original;
}

/** The edges that open before a clause's number, in one element that hangs beside it. */
export function gutterElement(glyphs: readonly Glyph[]): HTMLElement {
  const gutter = fixed(document.createElement('span'));
  gutter.className = 'before-number';
  gutter.append(...glyphs.map((glyph) => glyphElement(glyph, '')));
  return gutter;
}

/** What stands for characters that are out of the text. */
export function chipElement(words: string, whole: boolean): HTMLElement {
  const chip = fixed(document.createElement('span'));
  chip.className = whole ? 'chip whole' : 'chip';
  const said = `${counted(Array.from(words).length, 'character')} no longer in the text`;
  chip.removeAttribute('aria-hidden');
  chip.setAttribute('role', 'img');
  chip.setAttribute('aria-label', said);
  chip.title = `${said}: ${words}`;
  chip.textContent = whole ? said : '…';
  return chip;
}

/** Where letters typed next will stand, when that is behind a bracket's edge that the browser's own caret stands before. */
export function asideElement(): HTMLElement {
  const bar = fixed(document.createElement('span'));
  bar.className = 'caret-aside';
  return bar;
}

function fixed(element: HTMLElement): HTMLElement {
  element.contentEditable = 'false';
  element.setAttribute('aria-hidden', 'true');
  return element;
}
