import { type Point, parseLine } from './plane.ts';

/**
 * The ten districts of Shenzhen, drawn by hand from public geography at a precision of a few hundred metres. Borders
 * are drawn once, as named lines between the points where three areas meet; every ring is a list of those lines
 * ('-' drives one backwards). So neighbours share their border point by point: no gap, no overlap.
 */
const BORDERS: Readonly<Record<string, string>> = {
  // Coast and river, from the mouth of the Maozhou in the north-west round to Daya Bay in the east.
  coast_baoan: `113.762,22.748 113.757,22.735 113.750,22.718 113.757,22.698 113.765,22.676 113.776,22.655
    113.784,22.634 113.788,22.612 113.800,22.600 113.820,22.599 113.832,22.588 113.838,22.572 113.846,22.556 113.852,22.546
    113.861,22.543 113.872,22.548 113.882,22.546 113.888,22.540`,
  coast_nanshan: `113.888,22.540 113.880,22.533 113.873,22.522 113.862,22.508 113.861,22.494 113.868,22.481
    113.874,22.468 113.882,22.461 113.892,22.468 113.905,22.466 113.918,22.470 113.934,22.475 113.946,22.486 113.948,22.502
    113.953,22.512 113.964,22.519 113.978,22.522 113.997,22.5205`,
  river_futian: `113.997,22.5205 114.010,22.519 114.020,22.511 114.032,22.505 114.044,22.505 114.055,22.509
    114.066,22.513 114.078,22.516 114.088,22.524 114.099,22.5285`,
  river_luohu: `114.099,22.5285 114.112,22.5295 114.120,22.534 114.126,22.539 114.138,22.543 114.147,22.547
    114.158,22.553 114.170,22.558 114.186,22.557 114.205,22.5555`,
  coast_yantian: `114.205,22.5555 114.217,22.549 114.227,22.546 114.240,22.553 114.252,22.556 114.258,22.566
    114.272,22.562 114.286,22.568 114.291,22.580 114.300,22.589 114.312,22.592 114.322,22.597 114.334,22.598 114.343,22.596`,
  coast_dapeng: `114.343,22.596 114.358,22.599 114.372,22.606 114.390,22.604 114.402,22.609 114.410,22.618
    114.424,22.613 114.436,22.601 114.444,22.593 114.458,22.592 114.470,22.583 114.482,22.577 114.485,22.562
    114.478,22.548 114.478,22.534 114.481,22.520 114.490,22.502 114.498,22.488 114.510,22.474 114.522,22.469 114.538,22.474
    114.552,22.470 114.566,22.478 114.578,22.486 114.592,22.492 114.604,22.506 114.610,22.521 114.602,22.535 114.588,22.545
    114.572,22.553 114.556,22.558 114.546,22.566 114.531,22.567 114.523,22.574 114.522,22.584 114.531,22.589 114.543,22.592
    114.553,22.598 114.560,22.608 114.553,22.620 114.545,22.630 114.527,22.637 114.516,22.644 114.515,22.652 114.524,22.656 114.526,22.664`,
  // Land border with Dongguan and Huizhou, from west to east.
  north_baoan: `113.762,22.748 113.774,22.754 113.784,22.763 113.797,22.772 113.808,22.783 113.818,22.793
    113.826,22.802 113.838,22.812 113.848,22.820 113.862,22.824`,
  north_guangming: `113.862,22.824 113.872,22.839 113.888,22.850 113.905,22.854 113.922,22.848 113.938,22.842
    113.951,22.832 113.962,22.818 113.978,22.810 113.990,22.798 113.998,22.782`,
  north_longhua: `113.998,22.782 114.009,22.771 114.022,22.766 114.036,22.770 114.050,22.776 114.063,22.779
    114.076,22.771 114.086,22.762 114.096,22.752 114.100,22.742`,
  north_longgang: `114.100,22.742 114.112,22.735 114.126,22.736 114.140,22.732 114.146,22.720 114.152,22.708
    114.164,22.700 114.176,22.700 114.184,22.708 114.189,22.722 114.188,22.736 114.196,22.748 114.208,22.757
    114.218,22.768 114.226,22.783 114.240,22.797 114.256,22.803 114.272,22.802 114.290,22.806 114.306,22.803 114.322,22.796`,
  north_pingshan: `114.322,22.796 114.336,22.790 114.352,22.791 114.368,22.786 114.384,22.782 114.398,22.782
    114.414,22.777 114.424,22.764 114.432,22.748 114.442,22.734 114.440,22.718 114.446,22.703 114.458,22.692 114.468,22.683`,
  north_dapeng: '114.468,22.683 114.484,22.677 114.500,22.672 114.514,22.668 114.526,22.664',
  // Between districts.
  nanshan_baoan:
    '113.888,22.540 113.896,22.548 113.906,22.557 113.914,22.568 113.914,22.580 113.908,22.592 113.914,22.606 113.922,22.622 113.938,22.634 113.950,22.646 113.960,22.654',
  nanshan_longhua:
    '113.960,22.654 113.972,22.646 113.982,22.634 113.988,22.622 113.990,22.610 113.998,22.600 114.006,22.592',
  nanshan_futian:
    '113.997,22.5205 113.9975,22.534 113.9965,22.548 113.998,22.560 114.000,22.574 114.006,22.592',
  futian_longhua:
    '114.006,22.592 114.018,22.588 114.030,22.591 114.042,22.595 114.053,22.592 114.066,22.594 114.076,22.598',
  futian_luohu:
    '114.099,22.5285 114.100,22.541 114.1005,22.556 114.098,22.568 114.092,22.580 114.084,22.590 114.076,22.598',
  luohu_longgang:
    '114.076,22.598 114.092,22.602 114.106,22.597 114.118,22.592 114.130,22.594 114.146,22.598 114.162,22.602 114.178,22.607 114.194,22.608',
  luohu_yantian: '114.194,22.608 114.202,22.596 114.207,22.582 114.204,22.570 114.205,22.5555',
  longgang_yantian:
    '114.194,22.608 114.206,22.616 114.216,22.621 114.228,22.628 114.244,22.631 114.260,22.631 114.276,22.634 114.290,22.630',
  yantian_pingshan: '114.290,22.630 114.302,22.626 114.316,22.622 114.330,22.622',
  yantian_dapeng: '114.330,22.622 114.338,22.612 114.343,22.596',
  longhua_longgang:
    '114.076,22.598 114.070,22.608 114.056,22.614 114.053,22.628 114.056,22.642 114.064,22.656 114.074,22.668 114.082,22.682 114.082,22.698 114.090,22.712 114.094,22.728 114.100,22.742',
  baoan_longhua: '113.960,22.654 113.964,22.668 113.968,22.680 113.968,22.694 113.970,22.704',
  baoan_guangming:
    '113.970,22.704 113.954,22.708 113.938,22.706 113.922,22.708 113.908,22.702 113.892,22.708 113.880,22.720 113.872,22.734 113.866,22.748 113.860,22.764 113.862,22.780 113.858,22.796 113.858,22.810 113.862,22.824',
  longhua_guangming:
    '113.970,22.704 113.980,22.716 113.990,22.730 113.996,22.746 113.994,22.764 113.998,22.782',
  longgang_pingshan:
    '114.290,22.630 114.296,22.654 114.293,22.670 114.298,22.684 114.306,22.694 114.309,22.708 114.314,22.722 114.321,22.734 114.324,22.748 114.322,22.764 114.318,22.780 114.322,22.796',
  pingshan_dapeng:
    '114.330,22.622 114.346,22.638 114.362,22.648 114.378,22.658 114.394,22.665 114.412,22.669 114.430,22.673 114.448,22.679 114.468,22.683',
};

interface DistrictData {
  /** GB/T 2260 code; functional districts carry the code in official use. */
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly ring: readonly string[];
}

const DISTRICTS: readonly DistrictData[] = [
  {
    code: '440303',
    name_zh: '罗湖区',
    name_en: 'Luohu',
    ring: ['river_luohu', '-luohu_yantian', '-luohu_longgang', '-futian_luohu'],
  },
  {
    code: '440304',
    name_zh: '福田区',
    name_en: 'Futian',
    ring: ['river_futian', 'futian_luohu', '-futian_longhua', '-nanshan_futian'],
  },
  {
    code: '440305',
    name_zh: '南山区',
    name_en: 'Nanshan',
    ring: ['coast_nanshan', 'nanshan_futian', '-nanshan_longhua', '-nanshan_baoan'],
  },
  {
    code: '440306',
    name_zh: '宝安区',
    name_en: "Bao'an",
    ring: ['coast_baoan', 'nanshan_baoan', 'baoan_longhua', 'baoan_guangming', '-north_baoan'],
  },
  {
    code: '440307',
    name_zh: '龙岗区',
    name_en: 'Longgang',
    ring: ['luohu_longgang', 'longgang_yantian', 'longgang_pingshan', '-north_longgang', '-longhua_longgang'],
  },
  {
    code: '440308',
    name_zh: '盐田区',
    name_en: 'Yantian',
    ring: ['coast_yantian', '-yantian_dapeng', '-yantian_pingshan', '-longgang_yantian', 'luohu_yantian'],
  },
  {
    code: '440309',
    name_zh: '龙华区',
    name_en: 'Longhua',
    ring: [
      'nanshan_longhua',
      'futian_longhua',
      'longhua_longgang',
      '-north_longhua',
      '-longhua_guangming',
      '-baoan_longhua',
    ],
  },
  {
    code: '440310',
    name_zh: '坪山区',
    name_en: 'Pingshan',
    ring: ['yantian_pingshan', 'pingshan_dapeng', '-north_pingshan', '-longgang_pingshan'],
  },
  {
    code: '440311',
    name_zh: '光明区',
    name_en: 'Guangming',
    ring: ['-baoan_guangming', 'longhua_guangming', '-north_guangming'],
  },
  {
    code: '440312',
    name_zh: '大鹏新区',
    name_en: 'Dapeng',
    ring: ['coast_dapeng', '-north_dapeng', '-pingshan_dapeng', 'yantian_dapeng'],
  },
];

export interface District {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  /** Ring on the working plane, not closed (the last point is not the first). */
  readonly ring: readonly Point[];
}

/** The ten districts with their rings composed. A border that does not continue the ring is a mistake in the data. */
export function composeDistricts(): District[] {
  return DISTRICTS.map(({ ring, ...names }) => ({ ...names, ring: composeRing(names.name_en, ring) }));
}

function composeRing(name: string, parts: readonly string[]): Point[] {
  const ring: Point[] = [];
  for (const part of parts) {
    const line = border(part);
    const last = ring[ring.length - 1];
    if (last && (last.x !== line[0].x || last.y !== line[0].y)) {
      throw new RangeError(`district ${name}: border ${part} does not start where the one before it ends`);
    }
    ring.push(...(last ? line.slice(1) : line));
  }
  const closing = ring.pop();
  if (closing?.x !== ring[0].x || closing.y !== ring[0].y)
    throw new RangeError(`district ${name}: ring is open`);
  return ring;
}

function border(part: string): Point[] {
  const backwards = part.startsWith('-');
  const text = BORDERS[backwards ? part.slice(1) : part];
  if (!text) throw new RangeError(`no border named ${part}`);
  const line = parseLine(text);
  return backwards ? line.reverse() : line;
}
