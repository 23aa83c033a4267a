const SCOPE = { directions: [], classes: [], cities: [], other_than: [], streets: [] };
const WORDS = { zh: '演练规则', en: 'Rules of a drill' };
/** A regime that is right by itself, long from now. */
export const REGIME = {
  ...{ code: 'of-nobody', name: WORDS, stance: 'emergency', streets: [], source: WORDS, assumed: true },
  ...{ from_ms: Date.UTC(2035, 0, 1), to_ms: Date.UTC(2035, 0, 2) },
  opening: { planned: 'rejudge', under_way: 'finish', grace_min: 60 },
  rules: [
    {
      ...{ key: 'trips', name: WORDS, scope: SCOPE, consequence: 'refuse', assumed: false },
      ...{ kind: 'trips', modes: ['direct', 'relayed'] },
    },
  ],
};
export const CLOSURE = {
  ...{ port: 'shatoujiao', directions: ['in'], classes: [], state: 'closed', hours: [], assumed: false },
  ...{ from_ms: Date.UTC(2035, 0, 1), to_ms: Date.UTC(2035, 0, 2), reason: WORDS, source: WORDS },
};
const UNSEEN = { seen: 999, reason: '不再需要' };

/** Acts on drafts of freight regimes and states of ports, none of which is there, by method and address. */
export const ON_REGIMES: Readonly<Record<string, object>> = {
  'PUT regime-drafts/:id': { seen: 999, regime: REGIME, purpose: '演练' },
  'POST regime-drafts/:id/check': UNSEEN,
  'POST regime-drafts/:id/discarding': UNSEEN,
  'POST regime-drafts/:id/announcement': { ...UNSEEN, from_ms: Date.UTC(2035, 0, 1), to_ms: null },
  'POST regime-drafts/:id/drills': { reason: '季度演练' },
  'POST port-states/:id/end': { seen_to_ms: null, to_ms: null, reason: '已修复' },
};
