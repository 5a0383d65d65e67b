// All pages of the web, put together from what each module exports. The only file that knows every module's pages.
import type { ReactNode } from 'react';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseSearch, writeSearch } from './platform/web/address.ts';
import { ErrorPage, NotFoundPage } from './platform/web/ErrorPage.tsx';
import { useWords } from './platform/web/i18n.ts';
import { shell } from './platform/web/index.ts';
import { OnlyFor } from './platform/web/OnlyFor.tsx';
import { type PageRoute, registerModules, type WebModule } from './platform/web/pages.ts';
import { Skeleton } from './platform/web/Parts.tsx';
import { unreachable } from './platform/web/problem.ts';
import { Shell } from './platform/web/Shell.tsx';
import { contracts } from './contracts/web/index.ts';
import { besideRecords, desk } from './desk/web/index.ts';
import { exchange } from './exchange/web/index.ts';
import { forms } from './forms/web/index.ts';
import { market } from './market/web/index.ts';
import { organizations } from './organizations/web/index.ts';
import { people } from './people/web/index.ts';
import { plans } from './plans/web/index.ts';
import { recognitions } from './recognitions/web/index.ts';
import { putBesideHistory, records } from './records/web/index.ts';
import { search } from './search/web/index.ts';
import { statistics } from './statistics/web/index.ts';

const modules: readonly WebModule[] = [
  plans,
  desk,
  search,
  recognitions,
  organizations,
  people,
  contracts,
  market,
  exchange,
  statistics,
  forms,
  records,
  shell,
];

/** The router over all modules' pages; tells the shell of them too. */
export function openRouter() {
  registerModules(modules);
  putBesideHistory(besideRecords);
  const root = createRootRoute({ component: Shell });
  const pageOf = (page: PageRoute) => createRoute({ getParentRoute: () => root, path: page.path, component: componentOf(page) });
  return createRouter({
    routeTree: root.addChildren(modules.flatMap((one) => one.pages.map(pageOf))),
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

/** The page, loaded when it is shown; to those it is not for, a word that it is for others. What cannot be loaded was not reached. */
const componentOf = ({ load, only }: PageRoute) =>
  lazyRouteComponent(async () => {
    const { default: Page } = await load().catch(() => {
      throw unreachable();
    });
    return { default: only ? () => <Only {...only} page={<Page />} /> : Page };
  });

function Only({ roles, words, page }: NonNullable<PageRoute['only']> & { page: ReactNode }) {
  const t = useWords();
  return (
    <OnlyFor roles={roles} title={t(words)}>
      {() => page}
    </OnlyFor>
  );
}

function Waiting() {
  return (
    <div className="page">
      <Skeleton lines={6} height={480} />
    </div>
  );
}
