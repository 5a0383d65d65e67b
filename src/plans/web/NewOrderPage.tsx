// The page of a new record; what it asks stands with its like.
export { NewOrder as default } from './NewWorkPages.tsx';
