import type { Bilingual } from '@opentocc/contract';
import type { BuiltInRole, PlatformName } from '@opentocc/contract/permission';
import type { ComponentType } from 'react';
import type { Texts } from '../ui/i18n/index.ts';
import type { Choice, MapLayer } from '../ui/map/map-layer.ts';

/** Loads a part of a feature when it is first shown. */
type Load<P = object> = () => Promise<ComponentType<P>>;

/** Groups of the main navigation: the map, the platforms with their work, and the running of the system itself. */
export type Group = 'map' | PlatformName | 'system';

/** A page in the navigation. */
export interface NavEntry {
  readonly to: string;
  readonly label: Bilingual;
  /** Where it stands: the first level of the navigation. */
  readonly group: Group;
  /** Whoever holds this permission sees the entry. */
  readonly authority: string;
  /** The page that it stands below, in a second row; of the group itself where that is not for the reader. */
  readonly under?: string;
}

/** What is chosen on the map, and where it is; null where that is not known. */
interface OnMap {
  readonly choice: Choice;
  readonly at: readonly [number, number] | null;
}
/** The address of a page of the console. */
interface AtAddress {
  readonly opens: string;
}

/** Something that the one search of the console found, and where it leads. */
export type Found = (OnMap | AtAddress) & {
  readonly key: string;
  readonly label: string;
  readonly hint: Bilingual;
  /** How who may sees its name in full, for a reason that goes into the audit. */
  reveal?(reason: string): Promise<string>;
};

/** A search that a feature adds to the one of the console. */
export interface Finder {
  readonly authority: string;
  /** What is said to who lacks a permission and therefore finds less, or sees less of what is found. */
  readonly in_full?: { readonly authority: string; readonly without: Bilingual };
  readonly load: () => Promise<(text: string, signal: AbortSignal) => Promise<readonly Found[]>>;
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
  readonly load: Load;
}

/** A page of the administration, at `/admin/` and its key. */
export interface AdminTab {
  readonly key: string;
  readonly label: Bilingual;
  /** Where it stands in the navigation; with the running of the system unless said. */
  readonly group?: Group;
  readonly authority: string;
  readonly load: Load;
}

/** Where a card stands: around the map, under it on the desk, or on the page that says what the screens rest on. */
export type CardPlace = 'map-left' | 'map-right' | 'map-foot' | 'desk-foot' | 'about';

/**
 * What a card shows while the map shows a past time: it follows and shows that time too, or it is of no time that could be
 * taken for the map's. A card that says neither shows what is now, and is veiled.
 */
export type InReplay = 'follows' | 'apart';

interface FeatureCard {
  /** Its name within the feature. */
  readonly key: string;
  readonly place: CardPlace;
  readonly replay?: InReplay;
  readonly load: Load;
}

/** A control in the bar over every page. */
export interface BarPart {
  /** Its name within the feature. */
  readonly key: string;
  /** Whoever holds this permission has it. */
  readonly authority: string;
  readonly load: Load;
}

/** A card of the desk, which its owner moves and hides. */
export interface DeskCard {
  /** Its name within the feature. */
  readonly key: string;
  readonly label: Bilingual;
  /** Whoever holds this permission may have it; everybody where it is absent. */
  readonly authority?: string;
  /** On whose desk it lies at first; on everybody's where it is absent. */
  readonly roles?: readonly BuiltInRole[];
  readonly replay?: InReplay;
  readonly load: Load;
}

/** Looks closer at one thing that the operator chose on the map: a link or a vehicle by its number, a road by its key. */
export type Drawer<Id = number> = ComponentType<{ readonly id: Id }>;

/** What the audit calls what a feature does. */
export interface AuditWords {
  /** By the action, as services record it. */
  readonly acts?: Readonly<Record<string, Bilingual>>;
  /** By what the actions of a group begin with. */
  readonly groups?: Readonly<Record<string, Bilingual>>;
  /** By the kind of what an action is about, the part of `kind:id` before the colon. */
  readonly subjects?: Readonly<Record<string, Bilingual>>;
}

/** A case while an agent types it. */
export interface TypingProps {
  /** What the caller says, as far as it is typed. */
  readonly text: string;
  /** Takes a text into the answer. */
  onTake(text: string): void;
}

/** A case that others than its own feature know something of. */
export interface OfCase {
  readonly id: number;
  /** Whether it was answered and is over. */
  readonly isClosed: boolean;
}

/** What a module of the console adds to it. Router, navigation, map and administration are loops over these. */
export interface Feature {
  /** That of its folder; its texts stand under it. */
  readonly name: string;
  /** What it says; loaded with the first of its parts that is shown. */
  readonly texts?: () => Promise<Texts>;
  readonly nav?: readonly NavEntry[];
  /** Stands around all pages of the feature. */
  readonly frame?: Load;
  readonly pages?: readonly FeaturePage[];
  readonly tabs?: readonly AdminTab[];
  readonly cards?: readonly FeatureCard[];
  readonly desk?: readonly DeskCard[];
  readonly bar?: readonly BarPart[];
  /** What it adds to the map. */
  readonly layers?: () => Promise<readonly MapLayer[]>;
  readonly finder?: Finder;
  readonly drawers?: { readonly [kind in 'link' | 'vehicle']?: () => Promise<Drawer> } & {
    readonly road?: () => Promise<Drawer<string>>;
  };
  /** What it shows of a situation on that situation's own page. */
  readonly situation?: Load<{ readonly id: number }>;
  /** What it knows while an agent types a case. */
  readonly typing?: Load<TypingProps>;
  /** What it shows of a case on that case's own page. */
  readonly case?: Load<OfCase>;
  readonly audit?: AuditWords;
}
