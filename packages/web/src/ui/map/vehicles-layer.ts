import { IconLayer, ScatterplotLayer } from '@deck.gl/layers';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { VehiclesBoard } from '../live/vehicles-board.ts';
import { VEHICLE_CLASS_NAMES } from '../names.ts';
import { prefersReducedMotion } from '../preferences.ts';
import type { Store } from '../store.ts';
import { rgbOf, type ThemeName, VEHICLE_COLOURS } from '../theme/palette.ts';
import { DrawingPace } from './drawing-pace.ts';
import type { Choice, CityPicture, DrawnLayer, MapLayer, Pointed } from './map-layer.ts';
import type { MapLook } from './map-look.ts';
import arrowUrl from './vehicle-arrow.png';
import { type Cluster, clustersOf } from './vehicle-clusters.ts';
import { clusterLayers, clusterRadius_px, ringLayers } from './vehicle-marks.ts';

/** From this zoom on a vehicle is an arrow that shows where it heads; below it is a dot. */
const ARROW_ZOOM = 13.5;
/** Side of the picture of the arrow, which points north; the layer colours it. */
const ARROW_PX = 64;
const FRAME_MS = 1000 / 15;
const SLOWEST_FRAME_MS = 1000;
/** How much larger vehicles are on the wall. */
const WALL_FACTOR = 1.4;
/** How near a click must come; vehicles are small and move. */
const CLICK_RADIUS_PX = 12;

/** Below this zoom vehicles near each other are shown as one mark with their number. */
const CLUSTER_ZOOM = 10.5;
/** The name by which clusters are left out. */
const CLUSTERS = 'vehicles.clusters';
/** By how much a click on a cluster goes closer. */
const CLOSER = 1.6;

/** What stands beside the vehicle that is chosen. */
export interface VehicleLabel {
  readonly vehicle: number;
  readonly text: string;
}

/**
 * Vehicles where they are; they move between two fixes.
 * @param label what stands beside the one that is chosen; without it, nothing does
 */
export const vehiclesLayer = (label?: Store<VehicleLabel | null>): MapLayer => ({
  name: 'vehicles',
  label: { zh: '车辆', en: 'Vehicles' },
  parts: [{ name: CLUSTERS, label: { zh: '缩小时聚合车辆', en: 'Vehicles in clusters from afar' } }],
  draw: (map, look) => new DrawnVehicles(map, look, label),
});

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
    onAfterRender: ({ gl }) => this.pace.given(gl),
  });
  private columns: Columns = {
    positions: new Float64Array(0),
    colours: new Uint8Array(0),
    angles: new Float32Array(0),
  };
  private readonly pace = new DrawingPace(
    prefersReducedMotion() ? SLOWEST_FRAME_MS : FRAME_MS,
    SLOWEST_FRAME_MS,
  );
  private frame = 0;
  private board: VehiclesBoard | null = null;
  private palette: Uint8Array;
  private theme: ThemeName;
  private readonly size_factor: number;
  private chosen: number | null = null;
  private hidden: ReadonlySet<string> = new Set();
  /** By code of the class. */
  private isLeftOut: readonly boolean[] = [];
  /** What was drawn last as one mark each. */
  private clusters: readonly Cluster[] = [];
  /** Slots of the vehicles that were drawn last each for itself. */
  private slots: readonly number[] = [];

  constructor(
    private readonly map: MapLibreMap,
    private readonly look: MapLook,
    private readonly label: Store<VehicleLabel | null> | undefined,
  ) {
    this.theme = look.theme;
    this.size_factor = look.wall ? WALL_FACTOR * (look.scale ?? 1) : 1;
    this.palette = paletteOf(look.theme);
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
    this.pace.hurry();
    return () => {
      this.board = null;
    };
  }

  restyle({ theme }: MapLook): void {
    this.theme = theme;
    this.palette = paletteOf(theme);
  }

  choose(choice: Choice | null): void {
    this.chosen = choice?.kind === 'vehicle' ? choice.id : null;
  }

  leaveOut(hidden: ReadonlySet<string>): void {
    this.hidden = hidden;
    this.isLeftOut = VEHICLE_CLASS_NAMES.map((name) => hidden.has(`class.${name}`));
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
  }

  /** The vehicle shown nearest to a pixel; undefined when there is none near enough. */
  find(x: number, y: number): Pointed | undefined {
    const { board } = this;
    if (!board || !this.visible) return undefined;
    let best: number | undefined;
    let best_px2 = CLICK_RADIUS_PX ** 2;
    for (const slot of this.slots) {
      const at = this.map.project([board.shown[2 * slot], board.shown[2 * slot + 1]]);
      const px2 = (at.x - x) ** 2 + (at.y - y) ** 2;
      if (px2 >= best_px2) continue;
      best_px2 = px2;
      best = slot;
    }
    if (best === undefined || best >= board.count) return undefined;
    return {
      choice: { kind: 'vehicle', id: board.id[best] },
      class: VEHICLE_CLASS_NAMES[board.vehicle_class[best]],
      speed_kmh: board.speedOf(best),
    };
  }

  /** Goes closer to a cluster. */
  open(x: number, y: number): boolean {
    const hit = this.clusters.find(({ lon, lat, count }) => {
      const at = this.map.project([lon, lat]);
      return Math.hypot(at.x - x, at.y - y) <= clusterRadius_px(count);
    });
    if (hit)
      this.map.easeTo({
        center: [hit.lon, hit.lat],
        zoom: this.map.getZoom() + CLOSER,
        animate: !prefersReducedMotion(),
      });
    return hit !== undefined;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.map.removeControl(this.overlay);
  }

  private readonly tick = (now_ms: number): void => {
    this.frame = requestAnimationFrame(this.tick);
    const gl = this.overlay.getCanvas()?.getContext('webgl2');
    if (gl && !document.hidden && this.pace.begin(gl, now_ms)) this.draw(now_ms);
  };

  private draw(now_ms: number): void {
    const { board } = this;
    this.clusters = [];
    if (!board || !this.visible) {
      this.slots = [];
      this.overlay.setProps({ layers: [] });
      return;
    }
    board.advance(now_ms);
    const zoom = this.map.getZoom();
    const arrows = zoom >= ARROW_ZOOM;
    this.slots = this.slotsShown(board, arrows);
    const isFar = zoom < CLUSTER_ZOOM && !this.look.wall && !this.hidden.has(CLUSTERS);
    if (isFar) this.gather(board, zoom);
    const count = this.fill(board);
    this.overlay.setProps({
      layers: [
        arrows ? this.arrows(count) : this.dots(count),
        ...clusterLayers(this.clusters, this.theme),
        ...this.ring(board),
      ],
    });
  }

  /** All that is not left out; of arrows only those in view. */
  private slotsShown({ count, shown, vehicle_class }: VehiclesBoard, inViewOnly: boolean): number[] {
    const view = this.map.getBounds();
    const [west, south, east, north] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
    const slots: number[] = [];
    for (let slot = 0; slot < count; slot++) {
      const lon = shown[2 * slot];
      const lat = shown[2 * slot + 1];
      if (inViewOnly && (lon < west || lon > east || lat < south || lat > north)) continue;
      if (!this.isLeftOut[vehicle_class[slot]]) slots.push(slot);
    }
    return slots;
  }

  /** Takes vehicles near each other together. */
  private gather({ shown }: VehiclesBoard, zoom: number): void {
    const { clusters, single } = clustersOf(shown, this.slots, zoom);
    this.clusters = clusters;
    this.slots = single;
  }

  /** Copies what is to be drawn into the columns. */
  private fill({ count, shown, course, vehicle_class }: VehiclesBoard): number {
    const { positions, colours, angles } = this.reserve(count);
    this.slots.forEach((slot, n) => {
      positions[2 * n] = shown[2 * slot];
      positions[2 * n + 1] = shown[2 * slot + 1];
      angles[n] = (-course[slot] * 360) / 256;
      for (let c = 0; c < 4; c++) colours[4 * n + c] = this.palette[4 * vehicle_class[slot] + c];
    });
    return this.slots.length;
  }

  /** The one that is chosen, marked, also where it is in a cluster or left out. */
  private ring(board: VehiclesBoard) {
    const { shown, vehicle_class } = board;
    const slot = this.chosen === null ? undefined : board.findSlot(this.chosen);
    if (slot === undefined) return [];
    const label = this.label?.get();
    return ringLayers({
      position: [shown[2 * slot], shown[2 * slot + 1]],
      text: label?.vehicle === this.chosen ? label.text : '',
      colour: VEHICLE_COLOURS[this.theme][vehicle_class[slot]],
      theme: this.theme,
    });
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
