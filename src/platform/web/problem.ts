// What the server refused, as an error to throw and show. Not how it is shown (ProblemView.tsx).
import type { Problem } from '../shared/errors.ts';

export type WrongField = Problem['errors'][number];

/** A 4xx or 5xx answer. `status` 0 is a server that could not be reached. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: WrongField[];
  readonly trace: string;
  constructor(problem: Pick<Problem, 'code' | 'status' | 'detail' | 'errors' | 'trace'>) {
    super(problem.detail || problem.code);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    this.errors = problem.errors;
    this.trace = problem.trace;
  }
}

const textOf = (held: object, name: string): string => {
  const value: unknown = Reflect.get(held, name);
  return typeof value === 'string' ? value : '';
};

/** Reads a problem body; an answer that is none (a proxy's page) still becomes one. */
export async function problemOf(answer: Response): Promise<ProblemError> {
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body !== 'object' || body === null)
    return new ProblemError({ code: 'http', status: answer.status, detail: '', errors: [], trace: '' });
  const errors: unknown = Reflect.get(body, 'errors');
  return new ProblemError({
    code: textOf(body, 'code') || 'http',
    status: answer.status,
    detail: textOf(body, 'detail') || textOf(body, 'title'),
    errors: Array.isArray(errors)
      ? errors
          .filter((one): one is object => typeof one === 'object' && one !== null)
          .map((one) => ({ path: textOf(one, 'path'), code: textOf(one, 'code'), words: textOf(one, 'words') }))
      : [],
    trace: textOf(body, 'trace'),
  });
}

export const unreachable = (): ProblemError =>
  new ProblemError({ code: 'unreachable', status: 0, detail: '', errors: [], trace: '' });
