/** CAP 1.2 (OASIS, 2010): words that its elements may hold, the first of each for a text that is none of them. */
export const WORDS = {
  status: ['Actual', 'Exercise', 'System', 'Test', 'Draft'],
  msgType: ['Alert', 'Update', 'Cancel', 'Ack', 'Error'],
  scope: ['Public', 'Restricted', 'Private'],
  category: [
    ...(['Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire', 'Health', 'Env', 'Transport'] as const),
    ...(['Infra', 'CBRNE', 'Other'] as const),
  ],
  responseType: [
    ...([
      'Shelter',
      'Evacuate',
      'Prepare',
      'Execute',
      'Avoid',
      'Monitor',
      'Assess',
      'AllClear',
      'None',
    ] as const),
  ],
  urgency: ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'],
  severity: ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'],
  certainty: ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'],
} as const;
export type Word<K extends keyof typeof WORDS> = (typeof WORDS)[K][number];

export const CAP_NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';

/** A message that this one is about: sender, identifier, when it was sent. */
export interface CapReference {
  readonly sender: string;
  readonly identifier: string;
  readonly sent_ms: number | null;
}

export interface CapValue {
  readonly name: string;
  readonly value: string;
}

export interface CapArea {
  readonly description: string;
  /** Rings of lon, lat in degrees WGS-84; the first point is the last. */
  readonly polygons: readonly (readonly (readonly [number, number])[])[];
  readonly circles: readonly { readonly lon: number; readonly lat: number; readonly radius_km: number }[];
  readonly geocodes: readonly CapValue[];
}

export interface CapInfo {
  readonly language: string;
  readonly categories: readonly Word<'category'>[];
  readonly event: string;
  readonly response_types: readonly Word<'responseType'>[];
  readonly urgency: Word<'urgency'>;
  readonly severity: Word<'severity'>;
  readonly certainty: Word<'certainty'>;
  readonly event_codes: readonly CapValue[];
  readonly effective_ms: number | null;
  readonly onset_ms: number | null;
  readonly expires_ms: number | null;
  readonly sender_name: string;
  readonly headline: string;
  readonly description: string;
  readonly instruction: string;
  readonly web: string;
  readonly parameters: readonly CapValue[];
  readonly areas: readonly CapArea[];
}

export interface CapAlert {
  readonly identifier: string;
  readonly sender: string;
  /** UTC ms; null where it cannot be read. */
  readonly sent_ms: number | null;
  readonly status: Word<'status'>;
  readonly msg_type: Word<'msgType'>;
  readonly scope: Word<'scope'>;
  readonly note: string;
  readonly references: readonly CapReference[];
  readonly incidents: string;
  readonly infos: readonly CapInfo[];
  readonly signed: boolean;
}

/** What breaks the standard, and where. */
export interface CapFinding {
  readonly code: string;
  /** "alert/info/urgency". */
  readonly path: string;
  readonly line: number;
  /** What stands there. */
  readonly found: string;
  /** True where the message cannot be used for it. */
  readonly grave: boolean;
}

/** An entry of a feed that holds no alert but leads to one. */
/** An entry of a feed that names a file instead of holding it. */
export interface CapFeedEntry {
  readonly id: string;
  /** Of the file, as it is written: it may be relative to the feed. '' without one. */
  readonly link: string;
  /** When the entry was changed last, as it is written; '' where it is not said. */
  readonly updated: string;
  readonly title: string;
}

export interface CapReading {
  readonly kind: 'cap' | 'atom' | 'none';
  readonly encoding: string;
  readonly alerts: readonly CapAlert[];
  readonly entries: readonly CapFeedEntry[];
  readonly findings: readonly CapFinding[];
}
