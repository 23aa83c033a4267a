const AT_MS = Date.UTC(2035, 0, 1, 2);
/** A trip that could be one, of trucks and drivers that nobody filed. */
export const DECLARATION = {
  ...{ truck: 'C-nowhere', drivers: ['D-nowhere'], direction: 'in', mode: 'direct', route: null },
  goods: { name: '电子产品', weight_kg: null, hazmat: null },
  destination: { city: '440300', street: null },
  crossings: [{ port: 'liantang', direction: 'in', at_ms: AT_MS }],
  ...{ stops: [], documents: [] },
};
export const NEW_TRIP = { ...DECLARATION, key: 'trip-of-nobody' };
export const CAPACITY = {
  ...{ port: 'shatoujiao', direction: 'in', class: 'coach', from_ms: AT_MS, firm_share: 1, seen: 0 },
  ...{ per_hour: new Array<number>(24).fill(2), assumed: true, reason: '演练' },
  source: { zh: '演练', en: 'A drill' },
};

/** A trip that there is not, as an address names it. */
export const noTrip = () => ({ id: 'T20350101-00001' });

/** Acts on trips, none of which is there, by method and address. */
export const ON_TRIPS: Readonly<Record<string, object>> = {
  'PUT trips/:id': { ...DECLARATION, version: 1 },
  'POST trips/:id/calling-off': { version: 1, reason: '不再需要' },
  'POST trips/:id/driver-link': {},
};
