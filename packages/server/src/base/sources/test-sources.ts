import {
  createSources,
  type OpenRegistryDeps,
  openRegistry,
  type Sources,
  type SourcesDeps,
} from './index.ts';

/** The registry of a test database and what stands on it. */
export async function openSources(deps: Omit<SourcesDeps, 'registry'> & OpenRegistryDeps): Promise<Sources> {
  return createSources({ ...deps, registry: await openRegistry(deps) });
}
