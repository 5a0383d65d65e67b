// What is printed from the code and checked in, so that a review sees it: one entry a file. Not how it is written (print.ts).

/** A file (from the project's folder) and what must stand in it. */
export type Print = { path: string; make(): Promise<string> };

export const prints: readonly Print[] = [];
