import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const server = process.env.TOCC_SERVER ?? 'http://127.0.0.1:8600';

/** Two pages, the console and the wall. Nothing is inlined, so that the content security policy can stay strict. */
export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: { index: page('index.html'), wall: page('wall.html') } },
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
});
