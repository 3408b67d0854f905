import type { Element } from '@xmldom/xmldom';
import { childOf, isOn, valueOf } from './xml.ts';

/** Whether there is a line through words, by their looks, the nearest first. */
export function isStruck(looks: readonly (Element | null)[]): boolean {
  return ['strike', 'dstrike'].some((name) => isOnAmong(looks, name));
}

/** Whether a look is on, by the nearest that says so. */
export function isOnAmong(looks: readonly (Element | null)[], name: string): boolean {
  return isOn(
    looks.find((one) => childOf(one, name) !== null),
    name,
  );
}

/** How a run is marked, in words that a person knows it by, such as "red, struck"; null where it looks like any other. */
export function wayOfMarking(properties: Element | null, struck: boolean): string | null {
  const colour = colourName(valueOf(properties, 'color'));
  const highlight = valueOf(properties, 'highlight');
  const looks = [
    ...(colour === null ? [] : [colour]),
    ...(highlight === null || highlight === 'none' ? [] : [`${spaced(highlight)} behind it`]),
    ...(struck ? ['struck'] : []),
    ...(isOn(properties, 'u') ? ['underlined'] : []),
    ...(isOn(properties, 'b') ? ['bold'] : []),
    ...(isOn(properties, 'i') ? ['italic'] : []),
  ];
  return looks.length === 0 ? null : looks.join(', ');
}

/** `darkYellow` to "dark yellow". */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const HUES = [
  [15, 'red'],
  [45, 'orange'],
  [70, 'yellow'],
  [165, 'green'],
  [195, 'turquoise'],
  [255, 'blue'],
  [290, 'violet'],
  [345, 'pink'],
  [360, 'red'],
] as const;

const GREY = 0.15;
const DARK = 0.25;
const PALE = 0.9;

/** The name of a colour; null for black and what is hardly another, which is the colour of text. */
function colourName(value: string | null): string | null {
  const [, r, g, b] = /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value ?? '') ?? [];
  if (r === undefined || g === undefined || b === undefined) return null;
  const [red, green, blue] = [r, g, b].map((part) => Number.parseInt(part, 16) / 255) as [number, number, number];
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const range = most - least;
  if (range < GREY) return most < DARK ? null : most > PALE ? 'white' : 'grey';
  const turn = most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  const hue = (turn * 60 + 360) % 360;
  return HUES.find(([upTo]) => hue <= upTo)?.[1] ?? 'red';
}
