// The page of a new record; what it asks stands with its like.
export { NewMilestone as default } from './NewWorkPages.tsx';
