/** What is done at gates and to their register, each with a body that is right; nothing of it is there. */
const REASON = { reason: '核对无误' };
const GATE = {
  ...{ site: 'nowhere', name: { zh: '一号闸', en: 'Gate 1' }, lock: 'l', direction: 'in', version: 0 },
};
const CAMERA = { gate: 'nowhere', maker: 'dahua', towards: 'in', address: null };
export const GATE_SITE = {
  ...{ name: { zh: '堆场', en: 'Yard' }, unit: null, lon: 114.05, lat: 22.55, capacity: null, version: 0 },
};

/** By who keeps gates; a gate of another unit is as one that is not there. */
export const ON_GATES: Readonly<Record<string, object | undefined>> = {
  'GET gate-sites/:code/list': undefined,
  'GET gates/:code': undefined,
  'GET gates/:code/keeper': undefined,
  'GET gate-pictures/:id': undefined,
  'PUT gate-sites/:code/list': { entries: [] },
  'POST gates/:code/barrier': { to: 'open', ...REASON },
  'POST gates/:code/service': { serves: true, ...REASON },
  'POST gate-reads/:id/decision': { version: 1, opens: true, ...REASON },
  'POST gate-reads/:id/plate': { version: 1, plate: '粤B12345' },
};

/** By who registers gates for the whole city. */
export const ON_GATE_REGISTER: Readonly<Record<string, object>> = {
  'PUT gates/:code': GATE,
  'PUT gate-cameras/:code': CAMERA,
  'POST gates/:code/retirement': REASON,
  'POST gate-locks/:code/secret': {},
  'POST gate-cameras/:code/retirement': REASON,
};

/** Doors of machines, which have secrets of their own. */
export const GATE_MACHINES = [
  'POST /api/v1/freight/gate-locks/:code/sync',
  'POST /api/v1/freight/cameras/:camera/hikvision',
  'POST /api/v1/freight/cameras/:camera/alphadigi',
  'POST /api/v1/freight/cameras/:camera/alphadigi/:token',
] as const;

/** Values for the parameters of such an address. */
export const nowhere = () => ({ code: 'nowhere', id: 999_999 });
