#!/usr/bin/env node
// Starts the command line: from its build where there is one of the sources as they are, else from the sources by the tsx loader.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { folderOfBuild } from './built.mjs';

const folder = folderOfBuild();
if (existsSync(folder)) {
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(folder, 'main.mjs')).href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('../src/main.ts');
}
