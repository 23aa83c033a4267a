export type ThemeName = 'light' | 'dark';

/**
 * Colours of the traffic states by theme, in the order of STATE_NAMES, from green over amber to dark red; on the dark map to
 * bright rose, for there the brightest is seen first. Lightness goes one way, so that neighbours differ also for whoever
 * sees no red or no green (CIEDE2000 of 10 or more, held by a test). Unknown is a quiet grey, never green: no
 * vehicle passed, and nothing is claimed.
 */
export const STATE_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#b9c2cc', '#64e8a4', '#adc400', '#c47600', '#bc2e00', '#78001f'],
  dark: ['#3d4b5c', '#106a3c', '#477612', '#b88705', '#ffa55c', '#ffcbd8'],
};

/**
 * Colours of the five bands of the Shenzhen index, smooth to congested: from blue to purple, since their names are those of
 * other things than the states' and must not be taken for them.
 */
export const BAND_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#4bc9d4', '#1ba4e8', '#2f5fce', '#4a2a9e', '#4d0838'],
  dark: ['#176a68', '#2c7cba', '#758ff8', '#e0b0ff', '#eee8ff'],
};

/** Colours of a change: not known, much better, better, about the same, worse, much worse; from blue to orange and red. */
export const CHANGE_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#dbe1e7', '#0b4f8f', '#5aa0d8', '#9aa6b2', '#f0853c', '#9c1a2b'],
  dark: ['#26333f', '#8fd0ff', '#2f7ab8', '#5d6d7d', '#c8702c', '#ffb08a'],
};

/** Colours of the five grades of the quality of data, good to bad: they stand on no map. */
export const GRADE_COLOURS: Record<ThemeName, readonly string[]> = {
  light: STATE_COLOURS.light.slice(1),
  dark: STATE_COLOURS.dark.slice(1),
};

/** Grounds of the levels of a warning and of a signal of weather, in both themes what their names say, and the inks on them. */
export const LEVEL_COLOURS = {
  level_white: '#ffffff',
  level_blue: '#1555b7',
  level_yellow: '#fdd835',
  level_orange: '#f59a23',
  level_red: '#b3121d',
  level_ink: '#1f1f1f',
  level_ink_light: '#ffffff',
} as const;

/** Colours of vehicle classes, in the order of VEHICLE_CLASS_NAMES; apart from the scale of the states. */
export const VEHICLE_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#0b66d8', '#007f8c', '#7a4fc4', '#2f4a8a', '#c2187a', '#5b6875'],
  dark: ['#58a9ff', '#3fd0d8', '#b39bff', '#8fa7e8', '#ff7ac1', '#aab6c4'],
};

/** Colours of the scenarios of a study in their order, nothing done left out; their lines differ in their dashes too. */
export const SCENARIO_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#0b66d8', '#12774a', '#7a4fc4', '#8f5700', '#c2187a', '#007f8c', '#2f4a8a', '#5b6875'],
  dark: ['#58a9ff', '#4fd39a', '#b39bff', '#e0a93f', '#ff7ac1', '#3fd0d8', '#8fa7e8', '#aab6c4'],
};

/**
 * Every other colour of the screens, by what it is for, and the only place where it stands: the style sheets take it as a
 * custom property (`--text-second`), antd's theme, charts and the map by its name.
 */
const LIGHT = {
  page: '#edf1f5',
  card: '#ffffff',
  raised: '#ffffff',
  hover: '#eef3f8',
  text: '#16212d',
  text_second: '#4a5866',
  muted: '#556372',
  faint: '#5f6d7b',
  line: '#d8dfe6',
  edge: '#b8c4d0',
  accent: '#0b5fc4',
  primary: '#0b5fc4',
  primary_hover: '#094ea3',
  good: '#12774a',
  warn: '#8f5700',
  bad: '#b3122b',
  good_ground: '#e4f5eb',
  warn_ground: '#fff4dc',
  bad_ground: '#fdecee',
  info_ground: '#e7f1fc',
  good_tag: '#12774a',
  bad_tag: '#b3122b',
  info_tag: '#0b5fc4',
  bar_ground: '#0f2740',
  bar_text: '#eaf1f8',
  bar_muted: '#a9bdd1',
  bar_mark: '#35b37e',
  on_dark: '#ffffff',
  lost: '#b3122b',
  stale: '#7a5200',
  lamp_good: '#35c584',
  lamp_warn: '#f0a020',
  lamp_minor: '#e3c93a',
  lamp_critical: '#e2601c',
  lamp_bad: '#e0284a',
  replay: '#c2187a',
  crossing: '#c2187a',
  gate_from: '#0f2740',
  gate_over: '#16395c',
  gate_to: '#14505a',
  water: '#dbe7f1',
  land: '#f6f7f8',
  border: '#8fa1b5',
  label: '#2b3a4a',
  halo: '#ffffff',
  compare: '#8796a6',
  // Readers of two-dimensional codes want dark on light, whatever the theme.
  code_ground: '#ffffff',
};

type ColourName = keyof typeof LIGHT;

export const COLOURS: Record<ThemeName, Readonly<Record<ColourName, string>>> = {
  light: LIGHT,
  dark: {
    page: '#0a121c',
    card: '#142030',
    raised: '#1a293b',
    hover: '#1c2b3e',
    text: '#e8eef5',
    text_second: '#b3c1cf',
    muted: '#9fb0c1',
    faint: '#93a5b7',
    line: '#26374a',
    edge: '#3a4f66',
    accent: '#5aa9ff',
    primary: '#2f7fdb',
    primary_hover: '#24609f',
    good: '#35c584',
    warn: '#f0b33c',
    bad: '#ff7688',
    good_ground: '#12321f',
    warn_ground: '#3a2b0c',
    bad_ground: '#3b1620',
    info_ground: '#142c49',
    good_tag: '#4fd598',
    bad_tag: '#ff93a1',
    info_tag: '#7ab8ff',
    bar_ground: '#0d1826',
    bar_text: '#eaf1f8',
    bar_muted: '#a9bdd1',
    bar_mark: '#35b37e',
    on_dark: '#ffffff',
    lost: '#b3122b',
    stale: '#7a5200',
    lamp_good: '#35c584',
    lamp_warn: '#f0a020',
    lamp_minor: '#e3c93a',
    lamp_critical: '#e2601c',
    lamp_bad: '#e0284a',
    replay: '#c2187a',
    crossing: '#c2187a',
    gate_from: '#070d15',
    gate_over: '#0d1a29',
    gate_to: '#0c2629',
    water: '#0a121c',
    land: '#16232f',
    border: '#41576e',
    label: '#c6d3e0',
    halo: '#0a121c',
    compare: '#76889b',
    code_ground: '#ffffff',
  },
};

/** Shares and speeds, little to much, in one colour. */
export const SHARE_COLOURS: Record<ThemeName, readonly string[]> = {
  light: ['#d6e4f5', '#a9c8ec', '#74a6df', '#3f82cc', '#0b5fc4'],
  dark: ['#1d3350', '#26507f', '#2f6dae', '#4489d8', '#6fb1ff'],
};

/** {@link COLOURS} as custom properties of the page, the dark ones under `data-theme`; the build puts them before `theme.css`. */
export function coloursAsCss(): string {
  const block = (selector: string, colours: Readonly<Record<string, string>>) =>
    `${selector} {\n${Object.entries(colours)
      .map(([name, colour]) => `  --${name.replaceAll('_', '-')}: ${colour};\n`)
      .join('')}}\n`;
  return (
    block(':root', { ...LEVEL_COLOURS, ...COLOURS.light }) + block(':root[data-theme="dark"]', COLOURS.dark)
  );
}

/**
 * The same for the citizens' site, whose theme is that of the reader's device: no script has to choose it. A button's ground
 * is apart from the console's, since text of every size stands on it.
 */
export function siteColoursAsCss(): string {
  const block = (theme: ThemeName, button: string, button_hover: string) =>
    `:root {\n${Object.entries({ ...COLOURS[theme], button, button_hover })
      .map(([name, colour]) => `  --${name.replaceAll('_', '-')}: ${colour};\n`)
      .join('')}}\n`;
  const { primary, primary_hover } = COLOURS.light;
  return `${block('light', primary, primary_hover)}@media (prefers-color-scheme: dark) {\n${block('dark', '#1f6bc4', '#2a7ad6')}}\n`;
}

/** Red, green, blue (0–255) of a colour written #rrggbb. */
export function rgbOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Relative luminance of WCAG 2, 0–1. */
function luminanceOf(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black and white: one of them has a contrast of 4.5 or more with any colour. */
const INKS = ['#000000', '#ffffff'] as const;

/** The ink that is read best on a colour written #rrggbb. */
export function inkOn(hex: string): string {
  const ground = luminanceOf(hex) + 0.05;
  const contrast = (ink: string) => {
    const other = luminanceOf(ink) + 0.05;
    return Math.max(ground, other) / Math.min(ground, other);
  };
  return contrast(INKS[0]) >= contrast(INKS[1]) ? INKS[0] : INKS[1];
}
