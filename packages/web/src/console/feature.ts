import type { Platform } from '@opentocc/contract';
import type { TFunction } from 'i18next';
import type { ComponentType } from 'react';

type Label = (t: TFunction) => string;

/** An entry of the main navigation. */
export interface NavEntry {
  readonly to: string;
  readonly label: Label;
  /** The platform whose work it is; navigation may group by it. */
  readonly platform: Platform;
  /** Whoever holds this permission sees the entry. */
  readonly authority: string;
}

/** A page, loaded when it is first opened. */
export interface FeaturePage {
  /** From the root, with parameters as `$name`. */
  readonly path: string;
  /** The permission that opens it; where it is absent, the page is for everybody who is signed in. */
  readonly authority?: string;
  /** True for the parameters in the address that there can be a page for. */
  readonly accepts?: (params: Readonly<Record<string, string>>) => boolean;
  /** What the page chooses in its address behind `?`. */
  readonly search?: (search: Record<string, unknown>) => object;
  load(): Promise<ComponentType>;
}

/** A tab of the administration page. */
export interface AdminTab {
  readonly key: string;
  readonly label: Label;
  readonly authority: string;
  readonly Content: ComponentType;
}

/** Where a card stands: around the map, or on the page that says what the screens rest on. */
export type CardPlace = 'map-left' | 'map-find' | 'map-right' | 'map-foot' | 'about';

interface FeatureCard {
  /** Its name within the feature. */
  readonly key: string;
  readonly place: CardPlace;
  readonly Card: ComponentType;
}

/** What a module of the console adds to it. Router, navigation, map and administration are loops over these. */
export interface Feature {
  readonly name: string;
  readonly nav?: readonly NavEntry[];
  /** Stands around all pages of the feature. */
  readonly frame?: () => Promise<ComponentType>;
  readonly pages?: readonly FeaturePage[];
  readonly tabs?: readonly AdminTab[];
  readonly cards?: readonly FeatureCard[];
  /** Looks closer at what the operator chose on the map. */
  readonly closer?: { readonly [kind in 'link' | 'vehicle']?: ComponentType<{ readonly id: number }> };
}
