#!/usr/bin/env node
// Starts the TypeScript command line without a build step: registers the tsx loader, then runs main.ts.
import { register } from 'tsx/esm/api';

register();
await import('../src/main.ts');
