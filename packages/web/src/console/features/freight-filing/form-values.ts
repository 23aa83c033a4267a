import type {
  FiledKind,
  FilingContent,
  FilingDocument,
  FilingDocumentKind,
  FreightClass,
} from '@opentocc/contract';
import type { DrawnPoint } from './draw-map.tsx';

/** Documents that each kind may have, in the order of the form. */
export const DOCUMENTS: Readonly<Record<FiledKind, readonly FilingDocumentKind[]>> = {
  firm: ['business_licence', 'transport_licence'],
  truck: ['vehicle_licence', 'transport_permit', 'cross_border', 'insurance'],
  driver: ['driving_licence', 'qualification', 'travel_permit'],
  ...{ place: [], route: [] },
};

interface DocumentFields {
  readonly number?: string;
  readonly until?: string;
  readonly unlimited?: boolean;
}

/** What the form holds, of whichever kind. */
export interface EntryFields {
  readonly firm?: string | null;
  readonly kind: FiledKind;
  readonly name?: string;
  readonly name_en?: string;
  readonly region?: 'mainland' | 'hong_kong';
  readonly credit_code?: string;
  readonly address?: string;
  readonly person?: string;
  readonly phone?: string;
  readonly licence?: string;
  readonly licence_class?: string;
  readonly plate?: string;
  readonly plate_abroad?: string;
  readonly plate_colour?: number;
  readonly class?: FreightClass;
  readonly terminal?: string;
  readonly model?: string;
  readonly load_t?: number | null;
  readonly place?: 'site' | 'lodging' | 'transfer' | 'service';
  readonly capacity?: number | null;
  readonly limit_kmh?: number | null;
  readonly points?: readonly DrawnPoint[];
  readonly documents?: Readonly<Partial<Record<FilingDocumentKind, DocumentFields>>>;
}

/** What is empty of a person stays as it was filed before. */
const unlessEmpty = (text: string | undefined): string | null => text?.trim() || null;

/** What the form says, as it is filed. */
export function contentOf(fields: EntryFields): FilingContent {
  const { kind, name = '', name_en = '', address = '' } = fields;
  const documents = documentsOf(fields);
  const points = (fields.points ?? []).map(([lon, lat]): [number, number] => [lon, lat]);
  switch (kind) {
    case 'firm':
      return firmOf(fields);
    case 'truck':
      return truckOf(fields);
    case 'driver':
      return {
        ...{ kind, documents, name: unlessEmpty(fields.person), phone: unlessEmpty(fields.phone) },
        ...{ licence: unlessEmpty(fields.licence), licence_class: fields.licence_class ?? '' },
      };
    case 'place':
      return {
        ...{ kind, name, name_en, address, place: fields.place ?? 'site', capacity: fields.capacity ?? null },
        area: points.length > 0 ? [points] : [],
      };
    case 'route':
      return { kind, name, name_en, points, limit_kmh: fields.limit_kmh ?? null };
  }
}

function firmOf(fields: EntryFields): FilingContent {
  const { name = '', name_en = '', address = '', credit_code = '', region = 'mainland' } = fields;
  return {
    ...{ kind: 'firm', name, name_en, address, credit_code, region, documents: documentsOf(fields) },
    ...{ contact_name: unlessEmpty(fields.person), contact_phone: unlessEmpty(fields.phone) },
  };
}

function truckOf(fields: EntryFields): FilingContent {
  const { plate = '', plate_colour = 2, terminal = '', model = '', load_t = null } = fields;
  return {
    ...{ kind: 'truck', plate, plate_colour, terminal, model, load_t, documents: documentsOf(fields) },
    ...{ plate_abroad: unlessEmpty(fields.plate_abroad), class: fields.class ?? 'container' },
  };
}

function documentsOf({ kind, documents = {} }: EntryFields): FilingDocument[] {
  return DOCUMENTS[kind].flatMap((of): FilingDocument[] => {
    const { number = '', until, unlimited = false } = documents[of] ?? {};
    if (!unlimited && !until) return [];
    return [{ kind: of, number, until: unlimited ? null : (until ?? null) }];
  });
}

/** What was filed, as the form shows it; of a person nothing, since only masks are known here. */
export function fieldsOf(content: FilingContent): EntryFields {
  const documents = 'documents' in content ? content.documents : [];
  const papers = Object.fromEntries(
    documents.map(({ kind, number, until }) => [
      kind,
      { number, unlimited: until === null, ...(until !== null && { until }) },
    ]),
  );
  switch (content.kind) {
    case 'firm': {
      const { kind, name, name_en, region, credit_code, address } = content;
      return { kind, name, name_en, region, credit_code, address, documents: papers };
    }
    case 'truck': {
      const { kind, plate, plate_abroad, plate_colour, class: of, terminal, model, load_t } = content;
      const own = { kind, plate, plate_colour, class: of, terminal, model, load_t };
      return { ...own, ...(plate_abroad !== null && { plate_abroad }), documents: papers };
    }
    case 'driver':
      return { kind: content.kind, licence_class: content.licence_class, documents: papers };
    case 'place': {
      const { kind, name, name_en, address, capacity, place, area } = content;
      const own = { kind, name, name_en, address, capacity, points: area[0] ?? [] };
      return place === 'port' ? own : { ...own, place };
    }
    case 'route': {
      const { kind, name, name_en, points, limit_kmh } = content;
      return { kind, name, name_en, points, limit_kmh };
    }
  }
}
