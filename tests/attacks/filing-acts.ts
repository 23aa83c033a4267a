/** Acts on what is on file of freight, none of which is there, by method and address. */
const UNSEEN = { version: 999 };
const PLACE = {
  ...{ kind: 'place', place: 'site', name: '堆场' },
  area: [
    [
      [114.05, 22.55],
      [114.052, 22.55],
      [114.052, 22.552],
    ],
  ],
};

/** By a firm, of its own entries alone: of another firm they are as unknown as what does not exist. */
export const ON_FILING: Readonly<Record<string, object>> = {
  'PUT entries/:id': { ...UNSEEN, content: PLACE },
  'POST entries/:id/submission': { ...UNSEEN, submitted: true },
  'POST entries/:id/appeal': { ...UNSEEN, text: '当日道路封闭，车辆按指挥绕行' },
  'POST entries/:id/photos': { file: 'a.png', content_base64: 'aGVsbG8=' },
  'POST entries/:id/reveal': { reason: '核对身份' },
};

/** By officers, of the whole city. */
export const ON_FILED: Readonly<Record<string, object>> = {
  'POST entries/:id/decision': { ...UNSEEN, approved: true },
  'POST entries/:id/sanction': { ...UNSEEN, act: 'suspend', reason: '两次偏航' },
  'POST entries/:id/appeal/decision': { ...UNSEEN, granted: true, reason: '情况属实' },
};

/** A place of the city itself. */
export const FILED = { firm: null, content: PLACE, submit: false };
