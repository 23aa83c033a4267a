import {
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import { forwardOf, searchOf, takePlace, textOf } from './address.ts';
import { NoSuchPage } from './no-such-page.tsx';
import { HomePage, Shell } from './shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NoSuchPage,
  beforeLoad: ({ location }) => {
    const href = forwardOf(location.hash) ?? takePlace(location, sessionStorage);
    if (href !== null) throw redirect({ href, replace: true });
  },
});
const page = (path: string, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component });

const indicesRoot = createRoute({
  getParentRoute: () => root,
  path: '/indices',
  component: lazyRouteComponent(() => import('./features/indices/indices-layout.tsx'), 'IndicesLayout'),
});
const indexPage = (path: string, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => indicesRoot, path, component });

/** The pages of the indices; what they show is chosen in the address behind `?`. */
const indices = indicesRoot.addChildren([
  indexPage(
    '/',
    lazyRouteComponent(() => import('./features/indices/now-page.tsx'), 'NowPage'),
  ),
  indexPage(
    '/day',
    lazyRouteComponent(() => import('./features/indices/day-page.tsx'), 'DayPage'),
  ),
  indexPage(
    '/pattern',
    lazyRouteComponent(() => import('./features/indices/pattern-page.tsx'), 'PatternPage'),
  ),
  indexPage(
    '/ranking',
    lazyRouteComponent(() => import('./features/indices/ranking-page.tsx'), 'RankingPage'),
  ),
  indexPage(
    '/road',
    lazyRouteComponent(() => import('./features/indices/road-page.tsx'), 'RoadPage'),
  ),
  indexPage(
    '/compare',
    lazyRouteComponent(() => import('./features/indices/compare-page.tsx'), 'ComparePage'),
  ),
  indexPage(
    '/configuration',
    lazyRouteComponent(() => import('./features/indices/configuration-page.tsx'), 'ConfigurationPage'),
  ),
]);

/** The pages, each at an address of its own; the server answers every address that is no file with the console. */
export const router = createRouter({
  history: createBrowserHistory(),
  parseSearch: searchOf,
  stringifySearch: textOf,
  notFoundMode: 'root',
  routeTree: root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
    indices,
    page(
      '/sources',
      lazyRouteComponent(() => import('./features/sources/sources-page.tsx'), 'SourcesPage'),
    ),
    page(
      '/history',
      lazyRouteComponent(() => import('./features/history/history-page.tsx'), 'HistoryPage'),
    ),
    page(
      '/admin',
      lazyRouteComponent(() => import('./features/accounts/admin-page.tsx'), 'AdminPage'),
    ),
    page(
      '/profile',
      lazyRouteComponent(() => import('./features/accounts/profile-page.tsx'), 'ProfilePage'),
    ),
    createRoute({
      getParentRoute: () => root,
      path: '/links/$link',
      beforeLoad: ({ params }) => {
        if (!/^\d+$/.test(params.link)) throw notFound();
      },
      component: lazyRouteComponent(() => import('./features/network/evidence-page.tsx'), 'EvidencePage'),
    }),
    page(
      '/about',
      lazyRouteComponent(() => import('./features/network/about-page.tsx'), 'AboutPage'),
    ),
  ]),
});
