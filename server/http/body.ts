import express, { type RequestHandler } from 'express';
import type * as z from 'zod';
import { refused, type Reply } from './reply.ts';

/** Reads a JSON body of at most so many bytes. */
export function jsonBody(limit: number): RequestHandler {
  return express.json({ limit, strict: true });
}

/** A body that holds a token: whoever sends it is not known yet. */
export const TOKEN_BODY = 4 * 1024;
/** A small body, such as a command. */
export const SMALL_BODY = 4 * 1024 * 1024;
/** A body that holds a whole text. */
export const TEXT_BODY = 96 * 1024 * 1024;

/** Parses a body, or says that it is not what this address takes. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): { readonly value: T } | { readonly reply: Reply } {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { value: parsed.data };
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return { reply: refused(400, 'malformed', `The server cannot read this request${where === '' ? '' : ` (${where})`}.`) };
}
