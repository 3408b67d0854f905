import * as encoding from 'lib0/encoding';

/** An item's place in a Yjs update: the client that made it, and its clock. */
export type Place = readonly [client: number, clock: number];

/** What an item holds, by the names of Yjs's content types. */
export type Content =
  | { readonly deleted: number }
  | { readonly json: readonly string[] }
  | { readonly binary: Uint8Array }
  | { readonly string: string }
  | { readonly embed: unknown }
  | { readonly format: readonly [key: string, value: unknown] }
  | { readonly type: 'array' | 'map' | 'text' | 'fragment' | 'xmlText' }
  | { readonly element: string }
  | { readonly hook: string }
  | { readonly any: readonly unknown[] }
  | { readonly doc: string };

/** One struct, as it is written and not as Yjs would make it. */
export type Struct =
  | { readonly gc: number }
  | { readonly skip: number }
  | {
      readonly origin?: Place;
      readonly rightOrigin?: Place;
      /** Name of a root, or the item that holds the parent; written only where neither origin is. */
      readonly parent?: string | Place;
      readonly sub?: string;
      readonly content: Content;
    };

/** The structs of one client from a clock on. `count`: how many it says they are. */
export interface Section {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly Struct[];
  readonly count?: number;
}

/** Ranges of one client that are deleted. */
export interface Deletions {
  readonly client: number;
  readonly ranges: readonly (readonly [clock: number, length: number])[];
}

const TYPES = { array: 0, map: 1, text: 2, fragment: 4, xmlText: 6 } as const;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_SUB = 32;
const SKIP = 10;

/** An update in Yjs's first format, honest or not: nothing of it is checked. */
export function rawUpdate(sections: readonly Section[], deletions: readonly Deletions[] = []): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, sections.length);
  for (const { client, clock, structs, count } of sections) {
    encoding.writeVarUint(encoder, count ?? structs.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const struct of structs) writeStruct(encoder, struct);
  }
  encoding.writeVarUint(encoder, deletions.length);
  for (const { client, ranges } of deletions) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const [clock, length] of ranges) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  }
  return encoding.toUint8Array(encoder);
}

function writeStruct(encoder: encoding.Encoder, struct: Struct): void {
  if ('gc' in struct || 'skip' in struct) {
    encoding.writeUint8(encoder, 'gc' in struct ? 0 : SKIP);
    encoding.writeVarUint(encoder, 'gc' in struct ? struct.gc : struct.skip);
    return;
  }
  const { origin, rightOrigin, parent, sub, content } = struct;
  const info =
    referenceOf(content) |
    (origin === undefined ? 0 : HAS_ORIGIN) |
    (rightOrigin === undefined ? 0 : HAS_RIGHT_ORIGIN) |
    (sub === undefined ? 0 : HAS_SUB);
  encoding.writeUint8(encoder, info);
  if (origin !== undefined) writePlace(encoder, origin);
  if (rightOrigin !== undefined) writePlace(encoder, rightOrigin);
  if (origin === undefined && rightOrigin === undefined) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
    else writePlace(encoder, parent ?? [0, 0]);
    if (sub !== undefined) encoding.writeVarString(encoder, sub);
  }
  writeContent(encoder, content);
}

function writePlace(encoder: encoding.Encoder, [client, clock]: Place): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}

function referenceOf(content: Content): number {
  if ('deleted' in content) return 1;
  if ('json' in content) return 2;
  if ('binary' in content) return 3;
  if ('string' in content) return 4;
  if ('embed' in content) return 5;
  if ('format' in content) return 6;
  if ('type' in content || 'element' in content || 'hook' in content) return 7;
  return 'any' in content ? 8 : 9;
}

function writeContent(encoder: encoding.Encoder, content: Content): void {
  if ('deleted' in content) encoding.writeVarUint(encoder, content.deleted);
  else if ('json' in content) {
    encoding.writeVarUint(encoder, content.json.length);
    for (const one of content.json) encoding.writeVarString(encoder, one);
  } else if ('binary' in content) encoding.writeVarUint8Array(encoder, content.binary);
  else if ('string' in content) encoding.writeVarString(encoder, content.string);
  else if ('embed' in content) encoding.writeVarString(encoder, JSON.stringify(content.embed));
  else if ('format' in content) {
    encoding.writeVarString(encoder, content.format[0]);
    encoding.writeVarString(encoder, JSON.stringify(content.format[1]));
  } else if ('type' in content) encoding.writeVarUint(encoder, TYPES[content.type]);
  else if ('element' in content) {
    encoding.writeVarUint(encoder, 3);
    encoding.writeVarString(encoder, content.element);
  } else if ('hook' in content) {
    encoding.writeVarUint(encoder, 5);
    encoding.writeVarString(encoder, content.hook);
  } else if ('any' in content) {
    encoding.writeVarUint(encoder, content.any.length);
    for (const one of content.any) encoding.writeAny(encoder, one as encoding.AnyEncodable);
  } else {
    encoding.writeVarString(encoder, content.doc);
    encoding.writeAny(encoder, {});
  }
}
