/** What is done with cold goods, each with a body that is right; none of it is there. */
const UNSEEN = { version: 999 };
const TEST = {
  ...{ paper: 'SZ-1', laboratory: '市疾控', signed_by: '李检', passed: true, sampled_ms: 1_700_000_000_000 },
};

/** By who may, whatever their units: goods of others are as goods that are not there. */
export const ON_COLD_GOODS: Readonly<Record<string, object | undefined>> = {
  'GET consignments/:id': undefined,
  'GET consignments/:id/readings': undefined,
  'POST consignments/:id/departure': UNSEEN,
  'POST consignments/:id/calling-off': { ...UNSEEN, reason: '改期' },
  'POST consignments/:id/arrival': { ...UNSEEN, seal_intact: true },
  'POST consignments/:id/test': { ...UNSEEN, ...TEST },
  'POST consignments/:id/certificate': UNSEEN,
  'POST consignments/:id/removal': UNSEEN,
  'POST certificates/:id/revocation': { reason: '检测报告作废' },
  'POST warnings/:id/closing': { ...UNSEEN, cause: 'handled', note: '已经处置完毕' },
  'GET warehouses/:code/slots': undefined,
  'POST recall-notices/:id/answer': { secured: 1 },
};

/** By who recalls in the whole city. */
export const ON_RECALLS: Readonly<Record<string, object | undefined>> = {
  'GET recalls/:id': undefined,
  'GET recalls/:id/sheet': undefined,
  'POST recalls/:id/ending': { note: '全部封存完毕' },
};

export const COLD_WAREHOUSE = {
  ...{ code: 'depot', unit: 'city', name: { zh: '监管仓', en: 'Warehouse' }, trucks_per_hour: 4 },
  ...{ fetch_h: 48, overdue_min: 60, assumed: true, source: { zh: '假定', en: 'assumed' } },
};

/** The whole route, and a value for its parameter. */
export const coldRoute = (route: string): string => route.replace(' ', ' /api/v1/freight/cold-chain/');
export const coldThing = (route: string) => ({
  code: 'nowhere',
  id: /(?:warnings|recall-notices)\//.test(route) ? 999_999 : 'C20260101-9999',
});
