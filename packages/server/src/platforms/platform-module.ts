import type { Base } from '../base/compose.ts';
import type { Brain } from '../brain/compose.ts';
import { invariant } from '../kit/errors.ts';
import type { Module, ModuleDeclaration } from '../kit/module.ts';
import type { Platform } from '../platform.ts';

/** A module of one of the platforms: what it says of itself, and how it is made from the floors below. */
export interface PlatformModule<M extends Module = Module> extends ModuleDeclaration {
  /** @param find what this module stands on beside it; those before it in the list are made */
  compose(platform: Platform, base: Base, brain: Brain, find: FindModule): M;
}

/** @throws Error when the module comes later in the list */
export type FindModule = <M extends Module>(module: PlatformModule<M>) => M;

/** Makes modules in the order of their list. */
export function composeModules(
  modules: readonly PlatformModule[],
  platform: Platform,
  base: Base,
  brain: Brain,
): Module[] {
  const made = new Map<PlatformModule, Module>();
  const find: FindModule = <M extends Module>(module: PlatformModule<M>) => {
    const found = made.get(module);
    invariant(found, `the module ${module.name} is made before those that stand on it`);
    return found as M;
  };
  for (const module of modules) made.set(module, module.compose(platform, base, brain, find));
  return [...made.values()];
}
