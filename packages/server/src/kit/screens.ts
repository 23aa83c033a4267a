import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { kitErrors } from './errors.ts';
import type { Http } from './http-server.ts';

/** Build output that carries a hash in its name and so never changes. */
const IMMUTABLE = '/assets/';
const YEAR_S = 31_536_000;
/** What these say holds for pages; a script, style or font is under the rules of the page that loads it. */
const RULES_OF_PAGES = [
  ...['cross-origin-opener-policy', 'origin-agent-cluster', 'referrer-policy'],
  ...['x-dns-prefetch-control', 'x-download-options', 'x-frame-options', 'x-permitted-cross-domain-policies'],
  'x-xss-protection',
];

/**
 * Serves the built screens: the wall at /wall, every other address without a file ending the console, which routes
 * itself.
 * @param folder the output of the web build.
 */
export async function screenRoutes(http: Http, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await http.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    dotfiles: 'ignore',
    // Beside each file that is worth it, the build leaves it compressed.
    preCompressed: true,
  });
  http.get('/*', { schema: { hide: true }, config: { authority: 'public' } }, async (request, reply) => {
    const path = request.url.split('?')[0];
    if (path.startsWith('/api/')) throw kitErrors.no_such_route();
    const cached = path.startsWith(IMMUTABLE);
    reply.header('cache-control', cached ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    // Some 300 bytes each, on forty parts of a first page.
    if (cached && /^(?!.*worker).*\.(?:js|css|woff2)$/.test(path))
      for (const name of RULES_OF_PAGES) reply.raw.removeHeader(name);
    return reply.sendFile(screenFile(path));
  });
}

function screenFile(path: string): string {
  if (path === '/wall') return 'wall.html';
  return /\.\w+$/.test(path) ? path.slice(1) : 'index.html';
}
