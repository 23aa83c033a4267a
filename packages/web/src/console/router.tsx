import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { HomePage, Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell });
const page = (path: string, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component });

/** The pages. Addresses live behind `#`, so that the console works behind any web server or proxy as plain files. */
export const router = createRouter({
  history: createHashHistory(),
  routeTree: root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
    page(
      '/indices',
      lazyRouteComponent(() => import('./features/indices/indices-page.tsx'), 'IndicesPage'),
    ),
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
    page(
      '/links/$link',
      lazyRouteComponent(() => import('./features/network/evidence-page.tsx'), 'EvidencePage'),
    ),
    page(
      '/about',
      lazyRouteComponent(() => import('./features/network/about-page.tsx'), 'AboutPage'),
    ),
  ]),
});
