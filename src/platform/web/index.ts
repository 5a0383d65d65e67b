// The shell's own pages, assembled with those of the modules in routes.tsx.
import type { WebModule } from './pages.ts';

export const shell: WebModule = { pages: [{ path: '/sign-in', load: () => import('./SignIn.tsx') }] };
