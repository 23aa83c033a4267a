import { isRecord } from './checks.ts';

/** A goods class or item with how much of it. */
export interface EpcisLot {
  readonly epc: string;
  readonly quantity: number | null;
  readonly uom: string | null;
}

/** An event that was found valid; fields beside those named stay in it as they came. */
export interface EpcisEvent {
  readonly type: string;
  readonly eventTime: string;
  readonly eventTimeZoneOffset: string;
  readonly eventID?: string;
  readonly action?: 'OBSERVE' | 'ADD' | 'DELETE';
  readonly bizStep?: string;
  readonly parentID?: string;
  readonly epcList?: readonly string[];
  readonly childEPCs?: readonly string[];
  readonly inputEPCList?: readonly string[];
  readonly outputEPCList?: readonly string[];
  readonly readPoint?: { readonly id: string };
  readonly bizLocation?: { readonly id: string };
  readonly sourceList?: readonly { readonly type: string; readonly source: string }[];
  readonly destinationList?: readonly { readonly type: string; readonly destination: string }[];
  readonly [name: string]: unknown;
}

/** Events of a value that {@link checkEpcis} found nothing wrong with. */
export function eventsOf(value: unknown): EpcisEvent[] {
  if (!isRecord(value)) return [];
  const body = value.epcisBody as
    | { eventList?: EpcisEvent[]; queryResults?: { resultsBody: { eventList: EpcisEvent[] } } }
    | undefined;
  if (body?.eventList) return body.eventList;
  if (body?.queryResults) return body.queryResults.resultsBody.eventList;
  return [value as unknown as EpcisEvent];
}

/** Items and classes in lists of an event: `lotsOf(event, 'epcList', 'quantityList')`. */
export function lotsOf(event: EpcisEvent, list: string, quantities: string): EpcisLot[] {
  const items = (event[list] as readonly string[] | undefined) ?? [];
  const classes =
    (event[quantities] as readonly { epcClass: string; quantity?: number; uom?: string }[] | undefined) ?? [];
  return [
    ...items.map((epc) => ({ epc, quantity: 1, uom: null })),
    ...classes.map(({ epcClass, quantity = null, uom = null }) => ({ epc: epcClass, quantity, uom })),
  ];
}

const LISTS = [
  ['epcList', 'quantityList'],
  ['childEPCs', 'childQuantityList'],
  ['inputEPCList', 'inputQuantityList'],
  ['outputEPCList', 'outputQuantityList'],
] as const;

/** Everything that an event names, once: what MATCH_anyEPC looks in. */
export function epcsOf(event: EpcisEvent): string[] {
  const named = LISTS.flatMap(([list, quantities]) => lotsOf(event, list, quantities));
  const parent = event.parentID === undefined ? [] : [event.parentID];
  return [...new Set([...parent, ...named.map(({ epc }) => epc)])];
}

/** A temperature in °C of a device. */
export interface EpcisTemperature {
  readonly device: string;
  readonly at_ms: number;
  readonly temperature_c: number;
}

interface SensorElement {
  readonly sensorMetadata?: { readonly time?: string; readonly deviceID?: string };
  readonly sensorReport: readonly {
    readonly type: string;
    readonly value?: number;
    readonly uom?: string;
    readonly time?: string;
    readonly deviceID?: string;
    readonly exception?: string;
  }[];
}

/** Temperatures of an event by its devices; a report with ERROR_CONDITION is of the device and not of goods. */
export function temperaturesOf(event: EpcisEvent): EpcisTemperature[] {
  const elements = (event.sensorElementList as readonly SensorElement[] | undefined) ?? [];
  return elements.flatMap(({ sensorMetadata = {}, sensorReport }) =>
    sensorReport.flatMap(({ type, value, uom, time, deviceID, exception }) => {
      const device = deviceID ?? sensorMetadata.deviceID;
      if (type !== 'Temperature' || value === undefined || uom !== 'CEL' || device === undefined) return [];
      if (exception === 'ERROR_CONDITION') return [];
      const at_ms = Date.parse(time ?? sensorMetadata.time ?? event.eventTime);
      return [{ device, at_ms, temperature_c: value }];
    }),
  );
}
