import {
  type AnyRoute,
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import { AboutPage } from './about/about-page.tsx';
import { forwardOf, searchOf, takePlace, textOf } from './address.ts';
import { AdminPage, AdminTabPage, isAdminTab } from './admin-page.tsx';
import type { Feature, FeaturePage } from './feature.ts';
import { loadPart, orMissing } from './feature-parts.ts';
import { FEATURES, type Page } from './features.ts';
import { upgradedStore } from './frame/upgrade.ts';
import { mapSearchIn } from './map/map-address.ts';
import { Guard, NoSuchPage } from './no-such-page.tsx';
import { PageFailed } from './page-failed.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NoSuchPage,
  beforeLoad: async ({ location, preload }) => {
    if (upgradedStore.get() && !preload) await openAfresh(location.href);
    const href = forwardOf(location.hash) ?? takePlace(location, sessionStorage);
    if (href !== null) throw redirect({ href, replace: true });
  },
});

/** Opens an address as a new document: the build of the console that runs here is no longer that of the server. */
async function openAfresh(href: string): Promise<void> {
  window.location.assign(href);
  await new Promise(() => undefined); // this document ends here
}

/** Around all pages of a feature, so that what frames them stays while one goes from page to page. */
function frameOf(feature: Feature) {
  const { name, frame } = feature;
  const component = frame && lazyRouteComponent(async () => ({ default: await loadPart(feature, frame) }));
  return createRoute({ getParentRoute: () => root, id: name, component });
}

/** The page, or that it is for others. */
const guarded = (feature: Feature, { load, authority }: FeaturePage) =>
  lazyRouteComponent(async () => {
    const Page = await loadPart(feature, load);
    return { default: () => <Guard authority={authority} Page={Page} /> };
  });

type SearchOf<P extends FeaturePage> = P extends {
  search(search: Record<string, unknown>): infer S extends object;
}
  ? S
  : Record<never, never>;

/** The route of a page; its type carries the address and what is chosen in it to every link. */
function routeOf<const P extends FeaturePage, Parent extends AnyRoute>(
  feature: Feature,
  page: P,
  getParentRoute: () => Parent,
) {
  return createRoute({
    getParentRoute,
    path: page.path as P['path'],
    component: guarded(feature, page),
    validateSearch: (search: Record<string, unknown>) => (page.search?.(search) ?? {}) as SearchOf<P>,
    beforeLoad: ({ params }) => {
      if (page.accepts && !page.accepts(params)) throw notFound();
    },
  });
}

const features = FEATURES.filter(({ pages = [] }) => pages.length > 0).map((feature) => {
  const frame = frameOf(feature);
  return frame.addChildren((feature.pages ?? []).map((page) => routeOf(feature, page, () => frame)));
});

const own = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyRouteComponent(() => orMissing(import('./home/home-page.tsx')), 'HomePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/map',
    component: lazyRouteComponent(async () => {
      const { MapPage } = await orMissing(import('./map-page.tsx'));
      return { default: () => <Guard authority="map:read" Page={MapPage} /> };
    }),
    validateSearch: mapSearchIn,
  }),
  createRoute({ getParentRoute: () => root, path: '/admin', component: AdminPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/admin/$tab',
    component: AdminTabPage,
    beforeLoad: ({ params: { tab } }) => {
      if (!isAdminTab(tab)) throw notFound();
    },
  }),
  createRoute({ getParentRoute: () => root, path: '/about', component: AboutPage }),
] as const;

/** The pages, each at an address of its own; the server answers every address that is no file with the console. */
export const router = createRouter({
  history: createBrowserHistory(),
  parseSearch: searchOf,
  stringifySearch: textOf,
  notFoundMode: 'root',
  defaultErrorComponent: PageFailed,
  routeTree: root.addChildren([...own, ...features]),
});

/** The routes of all pages by their addresses: the loop above forgets them, links are checked by them. */
type PageRoutes = { readonly [P in Page as P['path']]: ReturnType<typeof routeOf<P, typeof root>> };
type OwnRoutes = {
  home: (typeof own)[0];
  map: (typeof own)[1];
  admin: (typeof own)[2];
  tab: (typeof own)[3];
  about: (typeof own)[4];
};
type Tree = ReturnType<typeof root.addChildren<OwnRoutes & PageRoutes>>;

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createRouter<Tree>>;
  }
}
