import type { DatexImpact, DatexPublication, DatexRecordType, DatexSituation } from './model.ts';
import { dateTime, element, optional, type XmlNode } from './xml.ts';

const NAMESPACE = 'http://datex2.eu/schema/2/2_0';
/** Countries of the model are those of Europe, and this. */
const COUNTRY = 'other';

/** Each type of record with what it must say of itself; elements stand in the order of the schema. */
const RECORDS: Readonly<Record<DatexRecordType, readonly [type: string, ...own: string[]]>> = {
  accident: ['Accident', element('accidentType', 'accident')],
  brokenDownVehicle: ['VehicleObstruction', element('vehicleObstructionType', 'brokenDownVehicle')],
  obstruction: ['GeneralObstruction', element('obstructionType', 'obstructionOnTheRoad')],
  queuingTraffic: ['AbnormalTraffic', element('abnormalTrafficType', 'queuingTraffic')],
  roadClosed: [
    'RoadOrCarriagewayOrLaneManagement',
    element('complianceOption', 'mandatory'),
    element('roadOrCarriagewayOrLaneManagementType', 'roadClosed'),
  ],
  roadworks: ['MaintenanceWorks', element('roadMaintenanceType', 'roadworks')],
  flooding: ['EnvironmentalObstruction', element('environmentalObstructionType', 'flooding')],
  badWeather: ['PoorEnvironmentConditions', element('poorEnvironmentType', 'badWeather')],
  seriousFire: ['EnvironmentalObstruction', element('environmentalObstructionType', 'seriousFire')],
  crowd: ['DisturbanceActivity', element('disturbanceActivityType', 'crowd')],
  equipmentFault: [
    'EquipmentOrSystemFault',
    element('equipmentOrSystemFaultType', 'notWorking'),
    element('faultyEquipmentOrSystemType', 'other'),
  ],
  publicEvent: ['PublicEvent', element('publicEventType', 'majorEvent')],
  incident: ['GeneralObstruction', element('obstructionType', 'incident')],
};

/** A situation publication as an XML document, valid by the schema of DATEX II 2.0. */
export function writeDatex(publication: DatexPublication): string {
  const supplier = [element('country', COUNTRY), element('nationalIdentifier', publication.creator)];
  const body = element(
    'payloadPublication',
    [
      element('publicationTime', dateTime(publication.at_ms)),
      element('publicationCreator', supplier),
      ...publication.situations.map(situation),
    ],
    { 'xsi:type': 'SituationPublication', lang: 'zh' },
  );
  const exchange = element('exchange', [element('supplierIdentification', supplier)]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('d2LogicalModel', [exchange, body], {
    modelBaseVersion: '2',
    xmlns: NAMESPACE,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  })}\n`;
}

function situation(one: DatexSituation): string {
  const header = element('headerInformation', [
    element('confidentiality', 'restrictedToAuthoritiesAndTrafficOperators'),
    element('informationStatus', one.status),
  ]);
  return element(
    'situation',
    [
      element('overallSeverity', one.severity),
      element('situationVersionTime', dateTime(one.versioned_ms)),
      header,
      record(one),
    ],
    { id: one.id, version: one.version },
  );
}

function record(one: DatexSituation): string {
  const [type, ...own] = RECORDS[one.type];
  return element(
    'situationRecord',
    [
      element('situationRecordCreationTime', dateTime(one.created_ms)),
      element('situationRecordObservationTime', dateTime(one.observed_ms)),
      element('situationRecordVersionTime', dateTime(one.versioned_ms)),
      element('probabilityOfOccurrence', one.probability),
      element('severity', one.severity),
      source(one.source),
      validity(one.validity),
      impact(one.impact),
      cause(one.cause),
      comment(one.comment),
      location(one),
      element('management', [
        element('lifeCycleManagement', [element('cancel', one.cancelled), element('end', one.ended)]),
      ]),
      ...own,
    ],
    { 'xsi:type': type, id: `${one.id}-1`, version: one.version },
  );
}

function source({ name, type, reliable }: DatexSituation['source']): string {
  return element('source', [
    element('sourceCountry', COUNTRY),
    element('sourceIdentification', name),
    element('sourceType', type),
    element('reliable', reliable),
  ]);
}

function validity({ status, overrunning, start_ms, end_ms }: DatexSituation['validity']): string {
  return element('validity', [
    element('validityStatus', status),
    element('overrunning', overrunning),
    element('validityTimeSpecification', [
      element('overallStartTime', dateTime(start_ms)),
      optional('overallEndTime', end_ms === null ? null : dateTime(end_ms)),
    ]),
  ]);
}

function impact({ capacity_pct, delay_s, lanes }: DatexImpact): XmlNode {
  if (capacity_pct === null && delay_s === null && lanes === null) return null;
  return element('impact', [
    optional('capacityRemaining', capacity_pct),
    optional('numberOfLanesRestricted', lanes?.restricted ?? null),
    optional('numberOfOperationalLanes', lanes?.operational ?? null),
    optional('originalNumberOfLanes', lanes?.original ?? null),
    delay_s === null ? null : element('delays', [element('delayTimeValue', delay_s)]),
  ]);
}

function cause(text: string): XmlNode {
  if (text === '') return null;
  return element('cause', [multilingual('causeDescription', [['zh', text]])], {
    'xsi:type': 'NonManagedCause',
  });
}

function comment({ zh, en }: DatexSituation['comment']): string {
  const said = multilingual('comment', [
    ['zh', zh],
    ['en', en],
  ]);
  return element('generalPublicComment', [said]);
}

function multilingual(name: string, values: readonly (readonly [lang: string, text: string])[]): string {
  const each = values.map(([lang, text]) => element('value', text, { lang }));
  return element(name, [element('values', each)]);
}

function location({ lon, lat }: DatexSituation): string {
  const coordinates = [element('latitude', lat), element('longitude', lon)];
  return element(
    'groupOfLocations',
    [
      element('locationForDisplay', coordinates),
      element('pointByCoordinates', [element('pointCoordinates', coordinates)]),
    ],
    { 'xsi:type': 'Point' },
  );
}
