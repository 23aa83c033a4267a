import type { zh } from './texts-zh.ts';

/** What screens say of the wall, in English; the compiler holds both together. */
export const en: typeof zh = {
  fleet: 'Vehicles online',
  fixes: 'Fixes/s',
  lost: 'Connection lost for {{age}}, reconnecting',
  stale: 'Traffic data is {{age}} late',
  sign_in:
    'The wall is not signed in. Sign in once in the console on this machine; the wall then resumes by itself.',
  open_console: 'Open the console',
  sources_ok: 'Sources ok',
  scene: {
    city: 'Traffic in the whole city',
    district: 'Most congested district',
    day: 'Index through the day',
    sources: 'Health of data sources',
  },
  worst_district: 'Most congested district: {{place}}',
  paused: 'Paused · space resumes',
  turn: 'Scene {{turn}} of {{of}}',
  why_source: 'Source “{{name}}” is silent: no data arrives',
  why_road: '{{name}} ({{district}}) has become congested, index {{index}}',
  length: 'Length',
  latest: 'Index at {{at}}',
  against_last_week: 'Against last week',
  highest: 'Highest today ({{at}})',
  highest_before: 'Highest last week ({{at}})',
  last5: 'Last 5 minutes',
  no_sources: 'No source is in use',
  online: 'Online / terminals',
  delay: 'Delay P95 (s)',
  rejected: 'Rejected',
  last_fix: 'Last fix ago',
  source: { ok: 'Ok', degraded: 'Degraded', silent: 'Silent', never: 'Never reported' },
  origin: 'Notes on roads and data: page About of the console.',
};
