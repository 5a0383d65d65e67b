// A small component of a module that is loaded after the page has been drawn: nothing stands in its place until then.
import { type ComponentType, lazy, Suspense } from 'react';
import type { Later } from './pages.ts';

/** Named once, where a module tells of itself; one that cannot be loaded is left out. */
export const later = (load: () => Promise<{ default: ComponentType }>): Later =>
  lazy(() => load().catch(() => ({ default: () => null })));

export function Late({ of: Loaded }: { of: Later }) {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
