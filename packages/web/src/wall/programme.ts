import type { ThemeName } from '../ui/theme/palette.ts';

/** Scenes that the wall can rotate through. */
export const SCENE_NAMES = ['city', 'district', 'day', 'watch', 'hotline', 'freight', 'sources'] as const;
export type SceneName = (typeof SCENE_NAMES)[number];

/** What the address asks of the wall. */
export interface Programme {
  /** At least one, in the order in which they are shown. */
  readonly scenes: readonly SceneName[];
  /** How long each stands, ms. */
  readonly every_ms: number;
  readonly theme: ThemeName;
}

const DEFAULT_S = 30;
/** Shorter cannot be read, longer is no rotation, s. */
const LEAST_S = 5;
const MOST_S = 3600;

/**
 * Reads `?scenes=city,day&every=30&theme=light`. What it does not know is left out: nobody stands at a wall to correct it.
 * @param search query of the address
 */
export function programmeOf(search: string): Programme {
  const asked = new URLSearchParams(search);
  const named = (asked.get('scenes') ?? '').split(',').map((name) => name.trim());
  const scenes = named.flatMap((name) => SCENE_NAMES.filter((scene) => scene === name));
  const every_s = Number(asked.get('every') || DEFAULT_S);
  return {
    scenes: scenes.length > 0 ? [...new Set(scenes)] : SCENE_NAMES,
    every_ms: 1000 * Math.min(MOST_S, Math.max(LEAST_S, Number.isFinite(every_s) ? every_s : DEFAULT_S)),
    theme: asked.get('theme') === 'light' ? 'light' : 'dark',
  };
}
