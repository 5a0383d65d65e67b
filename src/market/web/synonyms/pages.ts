// The pages of the table of synonyms as one piece: its list, shown on the page of the search, and one group.
export { default as WordGroups } from './WordGroups.tsx';
export { default as WordGroupPage } from './WordGroupPage.tsx';
