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
  text: {
    open: 'Text to the driver',
    hint: 'Shown on the terminal in the vehicle, 200 letters at most; the text and the answer go into the audit. The vehicle must be online.',
    text: 'Text',
    aloud: 'Read aloud too',
    urgent: 'Urgent (shown first)',
    send: 'Send',
    taken: 'The terminal took it',
    not_taken: 'The terminal refused it, or could not do it',
  },
  trace: 'Last hour',
  trace_shown: '{{number}} fixes',
  truncated: 'The trace is too long; only a part is shown',
  left_out:
    'Files of the history are damaged and the trace is incomplete (an administrator can run tocc history repair)',
  no_trace: 'No trace in this time',
  not_permitted: 'Traces are for those who may see them in the whole city',
};
