// Entry of the web: starts the first calls before the code of the page is there, then loads it. Not the composition (web.tsx).
import { startEarly } from './platform/web/early.ts';

startEarly(location);
void import('./web.tsx');
