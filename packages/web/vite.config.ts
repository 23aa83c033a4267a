import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { coloursAsCss, siteColoursAsCss } from './src/ui/theme/palette.ts';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const server = process.env.TOCC_SERVER ?? 'http://127.0.0.1:8600';

/** Gives the style sheets the colours of the palette. */
const colours = (): Plugin => ({
  name: 'colours',
  enforce: 'pre',
  transform(code, id) {
    if (id.endsWith('/theme/theme.css')) return coloursAsCss() + code;
    return id.endsWith('/public/site.css') ? siteColoursAsCss() + code : null;
  },
});

/**
 * Two pages, the console and the wall, and what the pages of the citizens' site load; the server finds that by the manifest.
 * Nothing is inlined, so that the content security policy can stay strict.
 */
export default defineConfig({
  plugins: [colours(), react()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: { index: page('index.html'), wall: page('wall.html'), site: page('src/public/main.ts') },
    },
    manifest: true,
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
});
