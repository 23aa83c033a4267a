import { IconLayer, ScatterplotLayer } from '@deck.gl/layers';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { VehiclesBoard } from '../live/vehicles-board.ts';
import { prefersReducedMotion } from '../preferences.ts';
import { rgbOf, type ThemeName, VEHICLE_COLOURS } from '../theme/palette.ts';
import type { Choice, CityPicture, DrawnLayer, MapLayer } from './map-layer.ts';
import type { MapLook } from './style.ts';
import arrowUrl from './vehicle-arrow.png';

/** From this zoom on a vehicle is an arrow that shows where it heads; below it is a dot. */
const ARROW_ZOOM = 13.5;
/** Side of the picture of the arrow, which points north; the layer colours it. */
const ARROW_PX = 64;
const FRAME_MS = 1000 / 15;
const SLOWEST_FRAME_MS = 1000;
/** Drawing takes at most one part in so many of the time: a weak graphics card moves vehicles less often. */
const SHARE = 4;
/** How much larger vehicles are on the wall. */
const WALL_FACTOR = 1.4;
/** How near a click must come; vehicles are small and move. */
const CLICK_RADIUS_PX = 12;

/** Vehicles where they are; they move between two fixes. */
export const vehiclesLayer: MapLayer = {
  name: 'vehicles',
  label: { zh: '车辆', en: 'Vehicles' },
  draw: (map, look) => new DrawnVehicles(map, look.theme, look.wall ? WALL_FACTOR : 1),
};

interface Columns {
  positions: Float64Array;
  colours: Uint8Array;
  angles: Float32Array;
}

/**
 * Draws the vehicles of a board on a canvas of their own over the map, so that moving them does not redraw the map.
 * Columns go to the graphics card as they are; no object is made for a vehicle.
 */
class DrawnVehicles implements DrawnLayer {
  private visible = true;
  private readonly overlay = new MapLibreOverlay({
    interleaved: false,
    layers: [],
    // What was drawn last stays readable: a page is printed between two drawings.
    deviceProps: { webgl: { preserveDrawingBuffer: true } },
  });
  private columns: Columns = {
    positions: new Float64Array(0),
    colours: new Uint8Array(0),
    angles: new Float32Array(0),
  };
  private readonly least_ms = prefersReducedMotion() ? SLOWEST_FRAME_MS : FRAME_MS;
  private frame = 0;
  private drawn_ms = 0;
  /** Pause between drawings, adapted to what the last one took. */
  private pause_ms = FRAME_MS;
  private is_drawing = false;
  private board: VehiclesBoard | null = null;
  private palette: Uint8Array;

  constructor(
    private readonly map: MapLibreMap,
    theme: ThemeName,
    private readonly size_factor: number,
  ) {
    this.palette = paletteOf(theme);
    map.addControl(this.overlay);
  }

  /** Begins to draw; to be called when the map under it stands, so that the map comes first. */
  start(): void {
    // It is looked at, not worked with: the map below takes the keys.
    const canvas = this.overlay.getCanvas();
    if (canvas) canvas.tabIndex = -1;
    this.frame = requestAnimationFrame(this.tick);
  }

  follow({ vehicles }: CityPicture): () => void {
    this.board = vehicles;
    this.drawn_ms = 0;
    return () => {
      this.board = null;
    };
  }

  restyle({ theme }: MapLook): void {
    this.palette = paletteOf(theme);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
  }

  /** The vehicle shown nearest to a pixel; undefined when there is none near enough. */
  find(x: number, y: number): Choice | undefined {
    const { board } = this;
    if (!board || !this.visible) return undefined;
    let best: number | undefined;
    let best_px2 = CLICK_RADIUS_PX ** 2;
    for (let slot = 0; slot < board.count; slot++) {
      const at = this.map.project([board.shown[2 * slot], board.shown[2 * slot + 1]]);
      const px2 = (at.x - x) ** 2 + (at.y - y) ** 2;
      if (px2 >= best_px2) continue;
      best_px2 = px2;
      best = board.id[slot];
    }
    return best === undefined ? undefined : { kind: 'vehicle', id: best };
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.map.removeControl(this.overlay);
  }

  private readonly tick = (now_ms: number): void => {
    this.frame = requestAnimationFrame(this.tick);
    if (this.is_drawing) this.adapt(now_ms - this.drawn_ms);
    if (now_ms - this.drawn_ms < this.pause_ms || document.hidden) return;
    this.drawn_ms = now_ms;
    this.is_drawing = true;
    this.draw(now_ms);
  };

  /** @param taken_ms from the drawing to the next frame of the screen */
  private adapt(taken_ms: number): void {
    this.is_drawing = false;
    this.pause_ms = Math.min(SLOWEST_FRAME_MS, Math.max(this.least_ms, SHARE * taken_ms));
  }

  private draw(now_ms: number): void {
    const { board } = this;
    if (!board || !this.visible) {
      this.overlay.setProps({ layers: [] });
      return;
    }
    board.advance(now_ms);
    const arrows = this.map.getZoom() >= ARROW_ZOOM;
    const count = this.fill(board, arrows);
    this.overlay.setProps({ layers: [arrows ? this.arrows(count) : this.dots(count)] });
  }

  /** Copies what is to be drawn into the columns: all as dots, but only what is in view as arrows. */
  private fill(board: VehiclesBoard, inViewOnly: boolean): number {
    const view = this.map.getBounds();
    const [west, south, east, north] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
    const { positions, colours, angles } = this.reserve(board.count);
    const { shown, course, vehicle_class } = board;
    let n = 0;
    for (let slot = 0; slot < board.count; slot++) {
      const lon = shown[2 * slot];
      const lat = shown[2 * slot + 1];
      if (inViewOnly && (lon < west || lon > east || lat < south || lat > north)) continue;
      positions[2 * n] = lon;
      positions[2 * n + 1] = lat;
      angles[n] = (-course[slot] * 360) / 256;
      for (let c = 0; c < 4; c++) colours[4 * n + c] = this.palette[4 * vehicle_class[slot] + c];
      n++;
    }
    return n;
  }

  /** The columns, grown to hold `count` vehicles; the same memory is written again for each frame. */
  private reserve(count: number): Columns {
    if (this.columns.angles.length < count) {
      const size = Math.max(1024, 2 * count);
      this.columns = {
        positions: new Float64Array(2 * size),
        colours: new Uint8Array(4 * size),
        angles: new Float32Array(size),
      };
    }
    return this.columns;
  }

  private dots(count: number) {
    const { positions, colours } = this.columns;
    return new ScatterplotLayer({
      id: 'vehicle-dots',
      data: {
        length: count,
        attributes: {
          getPosition: { value: positions, size: 2 },
          getFillColor: { value: colours, size: 4, normalized: true },
        },
      },
      getRadius: dotRadius_px(this.map.getZoom()) * this.size_factor,
      radiusUnits: 'pixels',
    });
  }

  private arrows(count: number) {
    const { positions, colours, angles } = this.columns;
    return new IconLayer({
      id: 'vehicle-arrows',
      data: {
        length: count,
        attributes: {
          getPosition: { value: positions, size: 2 },
          getColor: { value: colours, size: 4, normalized: true },
          getAngle: { value: angles, size: 1 },
        },
      },
      iconAtlas: arrowUrl,
      iconMapping: { arrow: { x: 0, y: 0, width: ARROW_PX, height: ARROW_PX, mask: true } },
      getIcon: () => 'arrow',
      getSize: 20 * this.size_factor,
      sizeUnits: 'pixels',
    });
  }
}

/** Dots small over the whole city, so that the roads stay visible under them. */
const dotRadius_px = (zoom: number) => Math.min(3, Math.max(1.3, 1.3 + (zoom - 9.5) * 0.5));

function paletteOf(theme: ThemeName): Uint8Array {
  return Uint8Array.from(VEHICLE_COLOURS[theme].flatMap((hex) => [...rgbOf(hex), 235]));
}
