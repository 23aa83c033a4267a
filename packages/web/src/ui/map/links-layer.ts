import { STATE_ESTIMATED } from '@opentocc/contract/links-topic';
import type {
  ExpressionSpecification,
  LayerSpecification,
  MapGeoJSONFeature,
  Map as MapLibreMap,
} from 'maplibre-gl';
import { STATE_NAMES } from '../names.ts';
import { COLOURS, STATE_COLOURS } from '../theme/palette.ts';
import { LABEL_FONT } from './label-fonts.ts';
import type { Choice, CityPicture, DrawnLayer, MapLayer, Pointed } from './map-layer.ts';
import type { MapLook } from './map-look.ts';

/** Links in the colours of their states; the one that is chosen is marked. */
export const linksLayer: MapLayer = {
  name: 'links',
  label: { zh: '路况', en: 'Traffic' },
  styles: { roads: linkLayers },
  draw: (map) => new DrawnLinks(map),
};

/** Names of roads along their lines, important ones first. */
export const roadNamesLayer: MapLayer = {
  name: 'labels',
  label: { zh: '路名', en: 'Road names' },
  styles: { 'road-names': linkLabelLayers },
};

/** Widths at zoom 9, 12, 15 and 18 by class, px of one direction. */
const WIDTHS: Record<string, readonly number[]> = {
  motorway: [1.6, 2.8, 5.5, 14],
  expressway: [1.4, 2.5, 5, 13],
  arterial: [0.9, 1.9, 4, 11],
  collector: [0.5, 1.1, 2.8, 8],
  local: [0.3, 0.7, 2, 6],
};
const ZOOMS = [9, 12, 15, 18];
/** Slip roads are drawn thinner than the roads that they join. */
const RAMP_FACTOR = 0.6;

/** An estimate is painted paler than what was seen. */
const ESTIMATED_OPACITY = 0.45;

const state: ExpressionSpecification = ['coalesce', ['feature-state', 'state'], 0];

/** The second sign of a bad state, for who cannot distinguish its colour: a wider line. By state, px added. */
const STATE_EXTRA_PX = { congested: 0.8, severe: 1.8 };
const byState: ExpressionSpecification = [
  'match',
  state,
  [4, 4 + STATE_ESTIMATED],
  STATE_EXTRA_PX.congested,
  [5, 5 + STATE_ESTIMATED],
  STATE_EXTRA_PX.severe,
  0,
];

function widthAt(step: number, factor: number, extra_px: number): ExpressionSpecification {
  const byClass = Object.entries(WIDTHS).flatMap(([name, widths]) => [
    name,
    widths[step] * factor + extra_px,
  ]);
  const width = ['match', ['get', 'class'], ...byClass, 1 + extra_px];
  const isRamp = ['to-boolean', ['get', 'ramp']];
  return ['*', ['case', isRamp, RAMP_FACTOR, 1], width] as unknown as ExpressionSpecification;
}

function byZoom(at: (step: number) => ExpressionSpecification | unknown[]): ExpressionSpecification {
  const stops = ZOOMS.flatMap((zoom, step) => [zoom, at(step)]);
  return ['interpolate', ['exponential', 1.4], ['zoom'], ...stops] as ExpressionSpecification;
}

/** Width of the lines beside what is chosen, px. */
const CHOSEN_PX = 3.5;
const NOTHING: ReadonlySet<string> = new Set();
/** What the legend leaves out is hardly seen; the network stays. */
const LEFT_OUT_OPACITY = 0.07;

/** @param hidden names of states that are left out: `state.free` */
function opacityWithout(hidden: ReadonlySet<string>): ExpressionSpecification {
  const codes = STATE_NAMES.flatMap((name, code) =>
    hidden.has(`state.${name}`) ? [code, code + STATE_ESTIMATED] : [],
  );
  const shown: ExpressionSpecification = [
    '*',
    ['case', ['to-boolean', ['get', 'tunnel']], 0.6, 1],
    ['case', ['>', state, STATE_ESTIMATED], ESTIMATED_OPACITY, 1],
  ];
  return codes.length === 0 ? shown : ['case', ['in', state, ['literal', codes]], LEFT_OUT_OPACITY, shown];
}

/**
 * Links by state. The two directions of a two-way road lie side by side, each on the right of its own direction: the
 * tiles give both the same line and the offset parts them.
 */
function linkLayers({
  theme,
  wall,
  scale = 1,
  link_colours = STATE_COLOURS[theme],
}: MapLook): LayerSpecification[] {
  const factor = wall ? 1.35 * scale : 1;
  const offset = byZoom((step) => [
    'case',
    ['to-boolean', ['get', 'oneway']],
    0,
    ['+', ['*', 0.5, widthAt(step, factor, 0)], 0.3],
  ]);
  const colours = link_colours.flatMap((colour, code) =>
    code === 0 ? [] : [[code, code + STATE_ESTIMATED], colour],
  );
  const colour = ['match', state, ...colours, link_colours[0]] as unknown as ExpressionSpecification;
  return [
    {
      id: 'links',
      type: 'line',
      source: 'network',
      'source-layer': 'links',
      layout: {
        'line-cap': 'butt',
        'line-join': 'round',
        'line-sort-key': [
          'match',
          ['get', 'class'],
          'motorway',
          5,
          'expressway',
          4,
          'arterial',
          3,
          'collector',
          2,
          1,
        ],
      },
      paint: {
        'line-color': colour,
        'line-width': byZoom((step) => ['+', widthAt(step, factor, 0), byState]),
        'line-offset': offset,
        'line-opacity': opacityWithout(NOTHING),
      },
    },
    {
      id: 'links-chosen',
      type: 'line',
      source: 'network',
      'source-layer': 'links',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': COLOURS[theme].accent,
        // On both sides of the link, whose state stays in sight.
        'line-gap-width': byZoom((step) => ['+', widthAt(step, factor, 0), byState]),
        'line-width': CHOSEN_PX,
        'line-offset': offset,
        'line-opacity': ['case', ['boolean', ['feature-state', 'chosen'], false], 1, 0],
      },
    },
  ];
}

function linkLabelLayers({ theme, wall, scale = 1, language }: MapLook): LayerSpecification[] {
  const colour = COLOURS[theme];
  return [
    {
      id: 'link-label',
      type: 'symbol',
      source: 'network',
      'source-layer': 'links',
      minzoom: 11.5,
      filter: ['all', ['has', 'name'], ['!=', ['get', 'name'], '']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': ['get', language === 'en' ? 'name_en' : 'name'],
        'text-font': [LABEL_FONT],
        'text-size': wall ? 16 * scale : 12,
        'text-max-angle': 35,
        'text-padding': 12,
        'symbol-sort-key': ['match', ['get', 'class'], 'motorway', 1, 'expressway', 2, 'arterial', 3, 4],
      },
      paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 1.6 },
    },
  ];
}

/** How near a click must come. */
const CLICK_RADIUS_PX = 6;
/** Longest time to hand links to the map in one frame of the screen, ms; the rest follows in the next ones. */
const BUDGET_MS = 20;
/** Links between two looks at the clock. */
const STRIDE = 1024;

/**
 * Paints the states of links. Only links whose state differs from what is painted are handed to the map, and a whole
 * city's worth may be spread over several frames of the screen, so that no update holds the main thread for long.
 */
class DrawnLinks implements DrawnLayer {
  private painted = new Uint8Array(0);
  private wanted: Uint8Array = new Uint8Array(0);
  /** Links painted in the colour of a state. */
  private coloured = 0;
  private cursor = 0;
  private ready = false;
  private frame = 0;
  private chosen: readonly number[] = [];

  private hidden = NOTHING;
  private links: CityPicture['links'] | null = null;

  constructor(private readonly map: MapLibreMap) {}

  follow(picture: CityPicture): () => void {
    this.links = picture.links;
    const show = () => this.show(picture.links.state);
    show();
    return picture.onLinks(show);
  }

  choose(choice: Choice | null): void {
    this.mark(linksOf(choice));
  }

  leaveOut(hidden: ReadonlySet<string>): void {
    this.hidden = hidden;
    if (this.map.getLayer('links'))
      this.map.setPaintProperty('links', 'line-opacity', opacityWithout(hidden));
  }

  find(x: number, y: number): Pointed | undefined {
    if (!this.ready) return undefined;
    const found = this.map.queryRenderedFeatures(
      [
        [x - CLICK_RADIUS_PX, y - CLICK_RADIUS_PX],
        [x + CLICK_RADIUS_PX, y + CLICK_RADIUS_PX],
      ],
      { layers: ['links'] },
    );
    const [link] = this.pointed(found);
    return link;
  }

  inView(): readonly Pointed[] {
    if (!this.ready || !this.map.getLayer('links')) return [];
    return this.pointed(this.map.queryRenderedFeatures({ layers: ['links'] }));
  }

  /** Each link once: tiles that meet on it have it both. */
  private pointed(features: readonly MapGeoJSONFeature[]): Pointed[] {
    const byId = new Map(features.map((feature) => [feature.id, feature.properties]));
    return [...byId].flatMap(([id, { name = '', name_en = '', class: road_class }]): Pointed[] => {
      if (typeof id !== 'number' || this.isLeftOut(id)) return [];
      return [
        {
          choice: { kind: 'link', id },
          name: { zh: String(name), en: String(name_en) },
          class: String(road_class),
          speed_kmh: this.links?.speedOf(id) ?? null,
          state: this.codeOf(id),
        },
      ];
    });
  }

  /** Code of the state that a link has, estimated or not. */
  private codeOf(link: number): number {
    return (this.wanted[link] ?? 0) % STATE_ESTIMATED;
  }

  private isLeftOut(link: number): boolean {
    return this.hidden.has(`state.${STATE_NAMES[this.codeOf(link)]}`);
  }

  /** @param states code of the state of each link; read again until painted, so it must not be reused for others */
  private show(states: Uint8Array): void {
    this.wanted = states;
    // Links of which nothing is said are unknown: what was painted before must not stay.
    if (this.painted.length < states.length) {
      const painted = new Uint8Array(states.length);
      painted.set(this.painted);
      this.painted = painted;
    }
    this.cursor = 0;
    if (this.ready && this.frame === 0) this.frame = requestAnimationFrame(this.paintSome);
  }

  /** Marks links; the ones marked before are released. */
  private mark(links: readonly number[]): void {
    if (this.ready) {
      for (const link of this.chosen) this.set(link, { chosen: false });
      for (const link of links) this.set(link, { chosen: true });
    }
    this.chosen = links;
  }

  restyle(): void {
    this.ready = true;
    this.painted.fill(0);
    this.coloured = 0;
    const { chosen } = this;
    this.chosen = [];
    this.mark(chosen);
    this.show(this.wanted);
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
  }

  private readonly paintSome = (): void => {
    const { painted, wanted } = this;
    const end_ms = performance.now() + BUDGET_MS;
    let link = this.cursor;
    while (link < painted.length && performance.now() < end_ms) {
      const end = Math.min(painted.length, link + STRIDE);
      for (; link < end; link++) {
        const state = wanted[link] ?? 0;
        if (painted[link] === state) continue;
        this.coloured += Number(state !== 0) - Number(painted[link] !== 0);
        painted[link] = state;
        this.set(link, { state });
      }
    }
    this.cursor = link;
    this.frame = link < painted.length ? requestAnimationFrame(this.paintSome) : 0;
    this.map.getContainer().dataset.paintedLinks = String(this.coloured);
  };

  private set(id: number, state: { state?: number; chosen?: boolean }): void {
    this.map.setFeatureState({ source: 'network', sourceLayer: 'links', id }, state);
  }
}

function linksOf(choice: Choice | null): readonly number[] {
  if (choice?.kind === 'road') return choice.links;
  return choice?.kind === 'link' ? [choice.id] : [];
}
