// `npm run check`: the same checks and tests as `npm test`; the name that contributors look for.
await import('./test.mjs');
