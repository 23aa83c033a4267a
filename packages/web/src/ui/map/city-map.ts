import 'maplibre-gl/dist/maplibre-gl.css';
import type { City } from '@opentocc/contract';
import {
  type LngLatBoundsLike,
  Map as MapLibreMap,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { prefersReducedMotion } from '../preferences.ts';
import { keepPrintable } from '../print-picture.ts';
import type { Choice, CityPicture, DrawnLayer, MapLayer, Pointed } from './map-layer.ts';
import type { MapLook } from './map-look.ts';
import { createStyle, styleOf } from './style.ts';

setWorkerUrl(workerUrl);

/** Where a map looks, and how closely. */
export interface MapView {
  readonly center: readonly [number, number];
  readonly zoom: number;
}

type Padding = Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>;

export interface CityMapOptions {
  readonly container: HTMLElement;
  readonly city: City;
  readonly look: MapLook;
  /** What it shows; of those at the same depth the first lies lowest, and the last takes the clicks. */
  readonly layers: readonly MapLayer[];
  /** False on the wall: nobody stands at it. */
  readonly interactive: boolean;
  /** Space that panels cover at the edges, px. */
  readonly padding: Padding;
  /** Where it looks at first; at the whole city where that is not said. */
  readonly view?: MapView;
  /** Codes of the districts that it is opened for; the whole city where that is not said. */
  readonly area?: readonly string[];
  /** Called with the view, each time the map has come to rest. */
  onView?(view: MapView): void;
  /** Called with what was clicked; null where nothing is. */
  onChoose?(choice: Choice | null): void;
  /** Receives what the pointer rests on and where, px of the map; null where it is nothing. */
  onPoint?(pointed: Pointed | null, x: number, y: number): void;
}

export interface MapWords {
  readonly map: string;
  readonly zoom_in: string;
  readonly zoom_out: string;
}

/** The districts may reach further than the roads. @param area the districts that count; without it all, with the roads */
function boundsOf({ bbox, districts }: City, area?: readonly string[]): LngLatBoundsLike {
  const own = districts.filter(({ code }) => area?.includes(code)).map((district) => district.bbox);
  const boxes = own.length > 0 ? own : [bbox, ...districts.map((district) => district.bbox)];
  const [west, south, east, north] = [0, 1, 2, 3].map((side) =>
    (side < 2 ? Math.min : Math.max)(...boxes.map((box) => box[side])),
  );
  return [west, south, east, north];
}

/** What is chosen stays in view, this far from the panels. */
const EDGE_PX = 48;
/** The pointer rests on something after this long. */
const REST_MS = 80;

/** By how much a place lies outside of an interval; an interval that is no longer one has its middle. */
function beyond(at: number, low: number, high: number): number {
  if (high <= low) return at - (low + high) / 2;
  return at < low ? at - low : Math.max(0, at - high);
}

/** The city's map on a page: what it shows is given to it; clicks are reported by callback. */
export class CityMap {
  readonly map: MapLibreMap;
  private readonly drawn: ReadonlyMap<string, DrawnLayer>;
  private look: MapLook;
  private hidden: ReadonlySet<string> = new Set();
  private padding: Padding;
  private readonly endPrintable: () => void;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: CityMapOptions) {
    const { container, city, look, layers, interactive, padding, view, area } = options;
    this.look = look;
    this.padding = padding;
    this.map = new MapLibreMap({
      container,
      style: createStyle(city, look, layers),
      ...(view
        ? { center: [...view.center], zoom: view.zoom }
        : { bounds: boundsOf(city, area), fitBoundsOptions: { padding } }),
      interactive,
      minZoom: 8,
      maxZoom: 18.5,
      maxPitch: 0,
      dragRotate: false,
      attributionControl: false,
      fadeDuration: 0,
    });
    this.map.touchZoomRotate.disableRotation();
    this.drawn = new Map(
      layers.flatMap(({ name, draw }): [string, DrawnLayer][] =>
        draw ? [[name, draw(this.map, look)]] : [],
      ),
    );
    this.map.on('style.load', () => this.restore());
    this.map.once('load', () => this.each((layer) => layer.start?.()));
    if (interactive) this.listen();
    this.endPrintable = keepPrintable(container, () => {
      this.map.redraw();
      return undefined;
    });
  }

  /** Shows the city of a picture from now on. @returns ends that */
  follow(picture: CityPicture): () => void {
    const ends = [...this.drawn.values()].map((layer) => layer.follow?.(picture));
    return () => {
      for (const end of ends) end?.();
    };
  }

  /** Marks what is chosen, and releases what was. */
  choose(choice: Choice | null): void {
    this.each((layer) => layer.choose?.(choice));
  }

  /** Redraws the map in another theme or language; what it shows stays. */
  setLook(look: MapLook): void {
    this.look = look;
    this.map.setStyle(createStyle(this.options.city, look, this.options.layers), { diff: false });
  }

  /** Hides these layers, and these parts of layers, and shows all others. */
  hide(hidden: ReadonlySet<string>): void {
    this.hidden = hidden;
    for (const layer of this.options.layers) {
      const visible = !hidden.has(layer.name);
      this.drawn.get(layer.name)?.setVisible?.(visible);
      this.drawn.get(layer.name)?.leaveOut?.(hidden);
      for (const { id } of styleOf(layer, this.look))
        if (this.map.getLayer(id)) this.map.setLayoutProperty(id, 'visibility', visible ? 'visible' : 'none');
    }
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
      padding: this.padding,
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
    this.map.fitBounds(boundsOf(this.options.city), { padding: this.padding });
  }

  showArea(): void {
    this.map.fitBounds(boundsOf(this.options.city, this.options.area), { padding: this.padding });
  }

  /** What is in view, for who does not point. */
  inView(): readonly Pointed[] {
    return [...this.drawn.values()].flatMap((layer) => layer.inView?.() ?? []);
  }

  /** Moves as little as needed to have a place where no panel covers it. */
  keepInView([lon, lat]: readonly [number, number]): void {
    const { x, y } = this.map.project([lon, lat]);
    const { clientWidth, clientHeight } = this.map.getContainer();
    const { top, right, bottom, left } = this.padding;
    const by_x = beyond(x, left + EDGE_PX, clientWidth - right - EDGE_PX);
    const by_y = beyond(y, top + EDGE_PX, clientHeight - bottom - EDGE_PX);
    if (by_x !== 0 || by_y !== 0) this.map.panBy([by_x, by_y], { animate: !prefersReducedMotion() });
  }

  /** @returns what ends the listening to a person moving the map */
  onDrag(listener: () => void): () => void {
    this.map.on('dragstart', listener);
    return () => void this.map.off('dragstart', listener);
  }

  /** Says what panels cover from now on: the same map stands on several pages. */
  setPadding(padding: Padding): void {
    this.padding = padding;
  }

  lookAt({ center, zoom }: MapView): void {
    this.map.jumpTo({ center: [...center], zoom });
  }

  dispose(): void {
    clearTimeout(this.resting);
    this.endPrintable();
    this.each((layer) => layer.dispose());
    this.map.remove();
  }

  private each(work: (layer: DrawnLayer) => void): void {
    for (const layer of this.drawn.values()) work(layer);
  }

  /** Puts back what a new style does not know. */
  private restore(): void {
    this.each((layer) => layer.restyle?.(this.look));
    this.hide(this.hidden);
  }

  private listen(): void {
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new ScaleControl({}), 'top-left');
    const { onView } = this.options;
    if (onView) this.map.on('moveend', () => onView(this.view()));
    this.map.on('click', ({ point }: MapMouseEvent) => this.click(point.x, point.y));
    this.map.on('mousemove', ({ point }: MapMouseEvent) => this.pointAt(point.x, point.y));
    this.map.on('mouseout', () => this.pointAt(null));
    this.map.on('movestart', () => this.pointAt(null));
  }

  /** Looks what the pointer rests on, once it rests. */
  private pointAt(x: number | null, y = 0): void {
    clearTimeout(this.resting);
    this.options.onPoint?.(null, 0, 0);
    if (x === null) return;
    this.resting = setTimeout(() => {
      const found = this.findAt(x, y);
      this.map.getCanvas().style.cursor = found ? 'pointer' : '';
      this.options.onPoint?.(found ?? null, x, y);
    }, REST_MS);
  }

  private view(): MapView {
    const { lng, lat } = this.map.getCenter();
    return { center: [lng, lat], zoom: this.map.getZoom() };
  }

  private click(x: number, y: number): void {
    const found = this.findAt(x, y);
    if (!found && [...this.drawn.values()].some((layer) => layer.open?.(x, y))) return;
    this.options.onChoose?.(found?.choice ?? null);
  }

  private findAt(x: number, y: number): Pointed | undefined {
    let found: Pointed | undefined;
    for (const layer of [...this.drawn.values()].reverse()) found ??= layer.find?.(x, y);
    return found;
  }
}
