/** Acts on platforms of other operators that are not there, by method and address. */
export const ON_PLATFORMS: Readonly<Record<string, object>> = {
  'POST interchange/alarms/:id/supervision': { within_min: 30 },
  'POST interchange/papers/:id/reveal': { reason: '核实驾驶员' },
};

/** A superior platform that nothing is reported to yet. */
export const SUPERIOR = {
  ...{ name: '省平台', host: '127.0.0.1', port: 9, edition: '2019', centre: 1, user: 1, password: 'x' },
  ...{ sources: [], enabled: false },
};

/** A post check of a platform that is not there. */
export const POST_CHECK = { source: 999, kind: 'post_check', question: '在岗人员？' };
