// The pages of the table of synonyms as one piece: the table with the packs' lists, and one group.
export { default as SynonymsPage } from './SynonymsPage.tsx';
export { default as WordGroupPage } from './WordGroupPage.tsx';
