import { z } from 'zod';
import { AtMs, Bbox, Bilingual } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

export const LinkClassName = z.enum(['motorway', 'expressway', 'arterial', 'collector', 'local']);
export type LinkClassName = z.infer<typeof LinkClassName>;

export const TrafficStateName = z.enum(['unknown', 'free', 'mostly_free', 'light', 'moderate', 'severe']);
export type TrafficStateName = z.infer<typeof TrafficStateName>;

export const District = z
  .object({
    index: z.number().int(),
    code: z.string(),
    name: Bilingual,
    bbox: Bbox,
    label: z.tuple([z.number(), z.number()]).meta({ description: 'lon, lat of the label' }),
    link_count: z.number().int(),
    length_km: z.number(),
  })
  .meta({ id: 'District' });
export type District = z.infer<typeof District>;

/** A district by its code, for who sees no map. */
export const DistrictName = z.object({ code: z.string(), name: Bilingual }).meta({ id: 'DistrictName' });
export type DistrictName = z.infer<typeof DistrictName>;

export const Place = z
  .object({
    code: z.string(),
    kind: z.enum(['crossing', 'rail', 'metro', 'airport', 'port', 'bus', 'hospital', 'stadium', 'gate']),
    name: Bilingual,
    lon: z.number(),
    lat: z.number(),
  })
  .meta({ id: 'Place' });
export type Place = z.infer<typeof Place>;

/** What a screen needs to draw the city before any live data. */
export const City = z
  .object({
    name: Bilingual,
    attribution: z.string(),
    notice: Bilingual,
    bbox: Bbox,
    center: z.tuple([z.number(), z.number()]),
    network_version: z.string(),
    link_count: z.number().int(),
    node_count: z.number().int(),
    length_km: z.number(),
    length_km_by_class: z.record(LinkClassName, z.number()),
    districts: z.array(District),
    places: z.array(Place),
    /** Tiles of the network: layer `links` with properties id, class, name, oneway, tunnel, bridge. */
    tiles: z.string().meta({ description: '/api/v1/network/tiles/{version}/{z}/{x}/{y}.mvt' }),
    now_ms: AtMs,
    time_zone: z.string(),
  })
  .meta({ id: 'City' });
export type City = z.infer<typeof City>;

export const LinkState = z
  .object({
    window_start_ms: AtMs,
    window_end_ms: AtMs,
    speed_kmh: z.number().nullable(),
    free_flow_kmh: z.number(),
    travel_time_s: z.number().nullable(),
    samples: z.number().int(),
    vehicles: z.number().int(),
    half_width_kmh: z
      .number()
      .nullable()
      .meta({ description: 'half width of the 90 % interval of the speed' }),
    state: TrafficStateName,
  })
  .meta({ id: 'LinkState' });
export type LinkState = z.infer<typeof LinkState>;

/** The state of a link now: what its passes said, made whole where they were few. */
export const LinkStateNow = LinkState.extend({
  estimated: z.boolean().meta({
    description:
      'the speed rests more on the profile, the road and the last windows of the link than on passes and detectors now',
  }),
  own_weight: z
    .number()
    .min(0)
    .max(1)
    .meta({ description: 'share of the speed that rests on passes and detectors in the window' }),
  flow_vph: z
    .number()
    .nullable()
    .meta({ description: 'vehicles per hour as detectors counted them; null where none stands' }),
}).meta({ id: 'LinkStateNow' });
export type LinkStateNow = z.infer<typeof LinkStateNow>;

/** Where a link lies along its road. */
export const LinkStretch = z
  .object({
    /** Which way it leads from end to end, degrees clockwise from north. */
    heading_deg: z.number().int().min(0).max(359),
    /** The named roads that meet its road next, behind it and ahead of it; null where none does. */
    from: Bilingual.nullable(),
    to: Bilingual.nullable(),
  })
  .meta({ id: 'LinkStretch' });
export type LinkStretch = z.infer<typeof LinkStretch>;

export const LinkDetail = z
  .object({
    id: z.number().int(),
    /** Of the road; both empty where it has none. The English name is in pinyin. */
    name: Bilingual,
    stretch: LinkStretch,
    class: LinkClassName,
    lanes: z.number().int(),
    limit_kmh: z.number(),
    limit_origin: z.enum(['tagged', 'assumed']),
    length_m: z.number(),
    district: z.number().int().nullable(),
    reverse: z.number().int().nullable(),
    synthetic: z.boolean(),
    coordinates: z.array(z.tuple([z.number(), z.number()])),
    /** The state now; null before the first window is complete. */
    now: LinkStateNow.nullable(),
  })
  .meta({ id: 'LinkDetail' });
export type LinkDetail = z.infer<typeof LinkDetail>;

const DEEPEST_ZOOM = 22;

export const networkRoutes = defineRoutes('network', {
  getCity: {
    method: 'GET',
    path: '/api/v1/city',
    summary: { zh: '城市与路网', en: 'The city and its network' },
    authority: 'map:read',
    response: City,
  },
  listDistricts: {
    method: 'GET',
    path: '/api/v1/districts',
    summary: { zh: '行政区名称', en: 'Names of the districts' },
    // Names of districts say how far a right reaches: administrators without the map read them too.
    authority: 'signed-in',
    response: z.array(DistrictName),
  },
  districtBorders: {
    method: 'GET',
    path: '/api/v1/network/districts.geojson',
    summary: { zh: '行政区边界', en: 'Borders of the districts (GeoJSON, WGS-84)' },
    authority: 'map:read',
    response: 'application/geo+json',
  },
  networkTile: {
    method: 'GET',
    path: '/api/v1/network/tiles/:version/:z/:x/:y.mvt',
    summary: { zh: '路网瓦片', en: 'Vector tile of the links; feature id = link' },
    authority: 'map:read',
    params: z
      .object({
        version: z.string().regex(/^[0-9a-f]{64}$/),
        z: z.coerce.number().int().min(0).max(DEEPEST_ZOOM),
        x: z.coerce.number().int().nonnegative(),
        y: z.coerce.number().int().nonnegative(),
      })
      .refine(({ z, x, y }) => x < 2 ** z && y < 2 ** z, 'x and y must be below 2^z'),
    response: 'application/vnd.mapbox-vector-tile',
  },
});

export const networkContract = defineContract({
  routes: { ...networkRoutes },
  permissions: {
    'map:read': {
      platform: 'brain',
      zh: '查看路网与路况地图',
      en: 'See the map of the network and its states',
      // Most who call ask how the traffic is; trucks are watched on the map.
      roles: [
        ...WATCHERS,
        'department-user',
        'display',
        'hotline-agent',
        'hotline-supervisor',
        'freight-officer',
      ],
    },
  },
});
