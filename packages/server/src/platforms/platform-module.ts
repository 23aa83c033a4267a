import type { Base } from '../base/compose.ts';
import type { Brain } from '../brain/compose.ts';
import type { Module, ModuleDeclaration } from '../kit/module.ts';
import type { Platform } from '../platform.ts';

/** A module of one of the platforms: what it says of itself, and how it is made from the floors below. */
export interface PlatformModule extends ModuleDeclaration {
  compose(platform: Platform, base: Base, brain: Brain): Module;
}
