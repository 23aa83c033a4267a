export type ThemeName = 'light' | 'dark';

/**
 * Colours of the traffic states by theme, in the order of STATE_NAMES: the usual Chinese scale from green to
 * dark red. Unknown is a quiet grey, never green: no vehicle passed, and nothing is claimed.
 */
export const STATE_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#b9c2cc', '#1f9d61', '#8fb81f', '#e5b100', '#ee7a17', '#b3122b'],
  dark: ['#3d4b5c', '#27b376', '#a3cc35', '#f5c431', '#ff8a2b', '#e0284a'],
};

/** Colours of the five bands of the Shenzhen index, smooth to congested. */
export const BAND_COLOURS: Record<ThemeName, readonly string[]> = {
  light: STATE_COLOURS.light.slice(1),
  dark: STATE_COLOURS.dark.slice(1),
};

/** Colours of a change: not known, much better, better, about the same, worse, much worse. */
export const CHANGE_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#dbe1e7', '#0b6b3f', '#5cb98b', '#93a1af', '#f0853c', '#b3122b'],
  dark: ['#26333f', '#35d392', '#1f7d56', '#5d6d7d', '#d97a35', '#ff4a63'],
};

/** Colours of vehicle classes, in the order of VEHICLE_CLASS_NAMES; apart from the scale of the states. */
export const VEHICLE_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#0b66d8', '#007f8c', '#7a4fc4', '#2f4a8a', '#c2187a', '#5b6875'],
  dark: ['#58a9ff', '#3fd0d8', '#b39bff', '#8fa7e8', '#ff7ac1', '#aab6c4'],
};

/** Colours that canvas and WebGL draw with; the same names stand as custom properties in `theme.css`. */
export const SURFACE: Record<ThemeName, Record<SurfaceName, string>> = {
  light: {
    water: '#dbe7f1',
    land: '#f6f7f8',
    border: '#8fa1b5',
    label: '#2b3a4a',
    halo: '#ffffff',
    text: '#16212d',
    muted: '#556372',
    line: '#d8dfe6',
    accent: '#0b5fc4',
    compare: '#8796a6',
  },
  dark: {
    water: '#0a121c',
    land: '#16232f',
    border: '#41576e',
    label: '#c6d3e0',
    halo: '#0a121c',
    text: '#e8eef5',
    muted: '#9fb0c1',
    line: '#26374a',
    accent: '#5aa9ff',
    compare: '#76889b',
  },
};
export type SurfaceName =
  | 'water'
  | 'land'
  | 'border'
  | 'label'
  | 'halo'
  | 'text'
  | 'muted'
  | 'line'
  | 'accent'
  | 'compare';

/** Red, green, blue (0–255) of a colour written #rrggbb. */
export function rgbOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
