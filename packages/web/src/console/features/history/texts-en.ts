import type { zh } from './texts-zh.ts';

/** What screens say of the history and its replay, in English; the compiler holds both together. */
export const en: typeof zh = {
  no_export:
    'Downloads need the permission to export history for the whole city; ask the security administrator if your work needs it.',
  replay: {
    open: 'Replay',
    title: 'Replay',
    banner: 'Replay · not live',
    live: 'Back to live',
    play: 'Play',
    pause: 'Pause',
    speed: 'Speed',
    position: 'Time shown',
    why: {
      known: 'Nothing to replay yet',
      loading: 'Loading…',
      unasked: '',
      refused: 'Replay is not open to you',
      failed: 'The hours that can be replayed could not be read',
    },
    back: '10 minutes back',
    forward: '10 minutes on',
    missing: 'Nothing is stored for this minute',
    scope: 'only the map; the panels stay live',
    no_vehicles: 'without vehicles: these need traces of the whole city',
  },
  title: 'Stored data',
  dataset: 'Dataset',
  rows: 'Rows',
  bytes: 'Size',
  files: 'Files',
  damaged: 'Damaged files',
  span: 'Span',
  pending: 'Not yet archived',
  retention: 'Retention',
  days: '{{number}} days',
  empty: 'nothing yet',
  export: 'Download by day (Parquet)',
  export_hint: 'One open columnar file for each dataset and day, readable by any tool that knows Parquet.',
  replay_hint: 'Replay on the map',
};
