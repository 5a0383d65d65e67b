// An HTTP operation as data: the server mounts it, the web calls it, OpenAPI is printed from it.
import type { z } from 'zod';
import type { Role } from './actor.ts';
import type { WordsKey } from './errors.ts';

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under `/api`, with `:name` parameters. */
  path: `/${string}`;
  summary: WordsKey;
  /** Who may call it at all; rows and actions are decided further in. */
  access: 'public' | 'signedIn' | readonly Role[];
  /** Scope of a program's key by which it may be read as well. */
  keyed?: string;
  /** Open also to a session that still has to choose a password or to set up a second factor. */
  unfinished?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Largest body in bytes, where the usual megabyte is too little. */
  bodyLimit?: number;
  /** Multipart upload of one `file`. */
  upload?: true;
  /** Headers that it heeds. */
  headers?: readonly ('Idempotency-Key' | 'If-Match')[];
  response: z.ZodType;
  /** Media type of an answer that is a file to take away, or no JSON. */
  file?: string;
  /** Status of success, 200 unless said. */
  status?: number;
};

export const route = <const R extends Route>(definition: R): R => definition;

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Given<T> = T extends z.ZodType ? z.input<T> : undefined;
export type ParamsOf<R extends Route> = Parsed<R['params']>;
export type QueryOf<R extends Route> = Parsed<R['query']>;
export type BodyOf<R extends Route> = Parsed<R['body']>;
export type ResponseOf<R extends Route> = Given<R['response']>;
/** What a caller gives: parameters, query and body, as far as the route has them. */
export type CallOf<R extends Route> = (R['params'] extends z.ZodType ? { params: Given<R['params']> } : unknown) &
  (R['query'] extends z.ZodType ? { query?: Given<R['query']> } : unknown) &
  (R['body'] extends z.ZodType ? { body: Given<R['body']> } : unknown);
