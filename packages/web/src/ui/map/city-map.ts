import 'maplibre-gl/dist/maplibre-gl.css';
import type { City, Trace } from '@opentocc/contract';
import {
  type LngLatBoundsLike,
  Map as MapLibreMap,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { VehiclesBoard } from '../live/vehicles-board.ts';
import { prefersReducedMotion } from '../preferences.ts';
import { DISTRICT_LAYERS } from './districts-layer.ts';
import { LINK_LAYERS, LinksPainter } from './links-layer.ts';
import { PLACE_LAYERS } from './places-layer.ts';
import { keepPrintable } from './print-picture.ts';
import { createStyle, type MapLook } from './style.ts';
import { showTrace } from './trace-layer.ts';
import { VehiclesLayer } from './vehicles-layer.ts';

setWorkerUrl(workerUrl);

export const MAP_LAYERS = ['links', 'vehicles', 'districts', 'places', 'labels'] as const;
export type MapLayerName = (typeof MAP_LAYERS)[number];

const STYLE_LAYERS: Record<Exclude<MapLayerName, 'vehicles'>, readonly string[]> = {
  links: LINK_LAYERS,
  districts: DISTRICT_LAYERS,
  places: PLACE_LAYERS,
  labels: ['link-label'],
};

export interface CityMapOptions {
  readonly container: HTMLElement;
  readonly city: City;
  readonly look: MapLook;
  /** False on the wall: nobody stands at it. */
  readonly interactive: boolean;
  /** Space that panels cover at the edges, px. */
  readonly padding: { top: number; right: number; bottom: number; left: number };
  /** Whether vehicles are drawn at all; they need a canvas of their own. */
  readonly has_vehicles?: boolean;
  onLink?(link: number): void;
  onVehicle?(vehicle: number): void;
  /** Called when neither is under the pointer. */
  onNothing?(): void;
}

export interface MapWords {
  readonly map: string;
  readonly zoom_in: string;
  readonly zoom_out: string;
}

const CLICK_RADIUS_PX = 6;

/** The districts may reach further than the roads. */
function boundsOf({ bbox, districts }: City): LngLatBoundsLike {
  const boxes = [bbox, ...districts.map((district) => district.bbox)];
  const [west, south, east, north] = [0, 1, 2, 3].map((side) =>
    (side < 2 ? Math.min : Math.max)(...boxes.map((box) => box[side])),
  );
  return [west, south, east, north];
}

/** The city's map on a page: what it shows is given to it; what is clicked it tells. */
export class CityMap {
  readonly map: MapLibreMap;
  private readonly vehicles: VehiclesLayer | null;
  private readonly links: LinksPainter;
  private hidden: ReadonlySet<MapLayerName> = new Set();
  private trace: Trace | null = null;
  private readonly endPrintable: () => void;

  constructor(private readonly options: CityMapOptions) {
    const { container, city, look, interactive, padding, has_vehicles = true } = options;
    this.map = new MapLibreMap({
      container,
      style: createStyle(city, look),
      bounds: boundsOf(city),
      fitBoundsOptions: { padding },
      interactive,
      minZoom: 8,
      maxZoom: 18.5,
      maxPitch: 0,
      dragRotate: false,
      attributionControl: false,
      fadeDuration: 0,
    });
    this.map.touchZoomRotate.disableRotation();
    this.links = new LinksPainter(this.map);
    this.vehicles = has_vehicles ? new VehiclesLayer(this.map, look.theme, look.wall ? 1.4 : 1) : null;
    this.map.on('style.load', () => this.restore());
    this.map.once('load', () => this.vehicles?.start());
    if (interactive) this.listen();
    this.endPrintable = keepPrintable(container, () => this.map.redraw());
  }

  showLinks(states: Uint8Array): void {
    this.links.show(states);
  }

  showVehicles(board: VehiclesBoard): void {
    this.vehicles?.show(board);
  }

  chooseLinks(links: readonly number[]): void {
    this.links.choose(links);
  }

  showTrace(trace: Trace | null): void {
    this.trace = trace;
    showTrace(this.map, trace);
  }

  /** Draws the map anew in another theme or language; what it shows stays. */
  setLook(look: MapLook): void {
    this.map.setStyle(createStyle(this.options.city, look), { diff: false });
    this.vehicles?.setTheme(look.theme);
  }

  /** Hides these layers and shows all others. */
  hide(hidden: ReadonlySet<MapLayerName>): void {
    this.hidden = hidden;
    if (this.vehicles) this.vehicles.visible = !hidden.has('vehicles');
    for (const [name, layers] of Object.entries(STYLE_LAYERS) as [keyof typeof STYLE_LAYERS, string[]][])
      for (const layer of layers)
        if (this.map.getLayer(layer))
          this.map.setLayoutProperty(layer, 'visibility', hidden.has(name) ? 'none' : 'visible');
  }

  /** @param most_zoom closest look */
  flyTo(coordinates: readonly (readonly [number, number])[], most_zoom = 15.5): void {
    const lons = coordinates.map(([lon]) => lon);
    const lats = coordinates.map(([, lat]) => lat);
    const bounds: LngLatBoundsLike = [
      Math.min(...lons),
      Math.min(...lats),
      Math.max(...lons),
      Math.max(...lats),
    ];
    this.map.fitBounds(bounds, {
      padding: this.options.padding,
      maxZoom: most_zoom,
      animate: !prefersReducedMotion(),
      duration: 900,
    });
  }

  /** Names its parts to those who do not see them, in the reader's language. */
  setWords({ map, zoom_in, zoom_out }: MapWords): void {
    this.map.getCanvas().setAttribute('aria-label', map);
    for (const [part, words] of [
      ['in', zoom_in],
      ['out', zoom_out],
    ]) {
      const button = this.map.getContainer().querySelector<HTMLElement>(`.maplibregl-ctrl-zoom-${part}`);
      button?.setAttribute('aria-label', words);
      if (button) button.title = words;
    }
  }

  showWholeCity(): void {
    this.map.fitBounds(boundsOf(this.options.city), { padding: this.options.padding });
  }

  dispose(): void {
    this.endPrintable();
    this.links.dispose();
    this.vehicles?.dispose();
    this.map.remove();
  }

  /** Puts back what a new style does not know. */
  private restore(): void {
    this.links.repaint();
    showTrace(this.map, this.trace);
    this.hide(this.hidden);
  }

  private listen(): void {
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new ScaleControl({}), 'top-left');
    this.map.on('click', (event: MapMouseEvent) => this.click(event.point.x, event.point.y));
    this.map.on('mousemove', 'links', () => this.pointer('pointer'));
    this.map.on('mouseleave', 'links', () => this.pointer(''));
  }

  private pointer(cursor: string): void {
    this.map.getCanvas().style.cursor = cursor;
  }

  private click(x: number, y: number): void {
    const vehicle = this.vehicles?.find(x, y, 2 * CLICK_RADIUS_PX);
    if (vehicle !== undefined) {
      this.options.onVehicle?.(vehicle);
      return;
    }
    const [link] = this.map.queryRenderedFeatures(
      [
        [x - CLICK_RADIUS_PX, y - CLICK_RADIUS_PX],
        [x + CLICK_RADIUS_PX, y + CLICK_RADIUS_PX],
      ],
      { layers: ['links'] },
    );
    if (typeof link?.id === 'number') this.options.onLink?.(link.id);
    else this.options.onNothing?.();
  }
}
