import type { Words } from './words.ts';

/** Ports of Shenzhen through which freight goes by road; 福田 and 罗湖 have none. */
const NAMES: Readonly<Record<string, Words>> = {
  huanggang: { zh: '皇岗口岸', en: 'Huanggang' },
  'shenzhen-bay': { zh: '深圳湾口岸', en: 'Shenzhen Bay' },
  liantang: { zh: '莲塘口岸', en: 'Liantang' },
  'man-kam-to': { zh: '文锦渡口岸', en: 'Man Kam To' },
  shatoujiao: { zh: '沙头角口岸', en: 'Shatoujiao' },
};

/** Their codes. */
export const FREIGHT_PORTS: readonly string[] = Object.keys(NAMES);

/** Name of a port by its code; the code itself for one that is not known. */
export const portName = (code: string): Words =>
  Object.hasOwn(NAMES, code) ? NAMES[code] : { zh: code, en: code };
