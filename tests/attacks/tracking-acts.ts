/** Acts on an alarm of a trip that is not there, by method and address. */
export const ON_ALARMS: Readonly<Record<string, object>> = {
  'POST tracking/alarms/:id/owner': { version: 1 },
  'POST tracking/alarms/:id/contacts': { version: 1, kind: 'called', reached: true, text: '走错路口' },
  'POST tracking/alarms/:id/closing': {
    ...{ version: 1, cause: 'breakdown', outcome: 'release', of: 'truck', reason: '已拖离' },
  },
  'POST tracking/alarms/:id/sanction': { version: 1, confirmed: true, reason: '属实' },
  'POST tracking/alarms/:id/reopening': { version: 1, reason: '企业申诉' },
  'POST tracking/alarms/:id/contact': { reason: '核实偏离路线' },
};
