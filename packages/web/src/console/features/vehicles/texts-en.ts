import type { zh } from './texts-zh.ts';

/** What screens say of vehicles, in English; the compiler holds both together. */
export const en: typeof zh = {
  title: 'Vehicle',
  online: 'online',
  offline: 'offline',
  at_time: 'time shown',
  no_fix_then: 'no fix in the minute before',
  never: 'no usable position yet',
  ago: '{{age}} ago',
  protocol: 'Protocol',
  trace: 'Last hour',
  trace_shown: '{{number}} fixes',
  truncated: 'The trace is too long; only a part is shown',
  left_out:
    'Files of the history are damaged and the trace is incomplete (an administrator can run tocc history repair)',
  no_trace: 'No trace in this time',
  not_permitted: 'Traces are for those who may see them in the whole city',
};
