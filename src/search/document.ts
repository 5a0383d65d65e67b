// What is kept of a record to be found: its words and what narrows a list of finds. Pure; not who may see it (server/sight.ts).

/** What a list of finds is narrowed by, in the order in which a page shows it. */
export const facets = ['kind', 'side', 'field', 'industry', 'region'] as const;
export type Facet = (typeof facets)[number];

export type Document = {
  id: string;
  title: string;
  /** Other names, keywords, numbers: found like the title. */
  keywords: readonly string[];
  text: string;
  /** What tells it from its like on a page. */
  note: string | null;
  facets: Readonly<Partial<Record<Exclude<Facet, 'kind'>, string | null>>>;
};
/** `source` says who sees it, `kind` what it is; `measured`: everybody sees it, so that figures of words may rest on it; `worth`: its words count so much. */
export type Kept = Document & { source: string; kind: string; measured: boolean; worth: number };

/** How often each part counts. */
export const weights = { title: 3, keywords: 2, text: 1 } as const;
