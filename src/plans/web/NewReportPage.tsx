// The page of a new record; what it asks stands with its like.
export { NewReport as default } from './NewWorkPages.tsx';
