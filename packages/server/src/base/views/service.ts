import type { NewSavedView, SavedView, SavedViewChange, SavedViews } from '@opentocc/contract';
import type { Acting } from '../../kit/acting.ts';
import type { Clock } from '../../kit/clock.ts';
import type { AuditSink, Json } from '../audit/index.ts';
import { viewErrors } from './errors.ts';
import type { ViewRow, ViewStore } from './store.ts';

/** Most views of an account. Assumed (2026-11-27): nobody finds their way in a longer list. */
export const MOST_VIEWS = 100;

/** The unit of an account, and those below it. */
export interface UnitsOf {
  readonly own: string;
  readonly below: readonly string[];
}

interface Deps {
  readonly store: ViewStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  /** Null for who has no account. */
  unitsOf(principal: string): Promise<UnitsOf | null>;
}

/** Saves, shares and deletes views. The page of a view judges by itself who may open it. */
export class ViewService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async list(acting: Acting): Promise<SavedViews> {
    const { principal } = acting.session;
    const { own, below } = await this.#unitsOf(acting);
    const views = (await this.#deps.store.list(principal, own)).map((row) => viewOf(row, principal));
    return {
      views: [...views.filter((view) => view.own), ...views.filter((view) => !view.own)],
      may_share_with: [own, ...below],
      most: MOST_VIEWS,
    };
  }

  async save(acting: Acting, { name, address, unit }: NewSavedView): Promise<SavedView> {
    const { store, clock } = this.#deps;
    const { principal, account: owner } = acting.session;
    if (!isPage(address)) throw viewErrors.address_refused();
    await this.#requireUnit(acting, unit);
    const row = { principal, owner, name, address, unit, saved_ms: clock.now() };
    const saved = await store.add(row, MOST_VIEWS);
    if (saved === 'name_taken') throw viewErrors.name_taken({ name });
    if (saved === 'too_many') throw viewErrors.too_many({ most: MOST_VIEWS });
    await this.#audit(acting, 'views.save', saved.id, { name, address, unit });
    return viewOf(saved, principal);
  }

  async change(acting: Acting, id: number, change: SavedViewChange): Promise<SavedView> {
    const { principal } = acting.session;
    const before = await this.#own(acting, id);
    const { name = before.name, unit = before.unit } = change;
    if (unit !== before.unit) await this.#requireUnit(acting, unit);
    const after = await this.#deps.store.change(before, { name, unit });
    if (after === 'name_taken') throw viewErrors.name_taken({ name });
    if (after === undefined) throw viewErrors.unknown();
    for (const action of actsOf(before, after))
      await this.#audit(acting, action, id, { before: factsOf(before), after: factsOf(after) });
    return viewOf(after, principal);
  }

  async remove(acting: Acting, id: number): Promise<void> {
    const before = await this.#own(acting, id);
    if (!(await this.#deps.store.remove(id))) throw viewErrors.unknown();
    await this.#audit(acting, 'views.delete', id, { before: factsOf(before) });
  }

  async #own({ session }: Acting, id: number): Promise<ViewRow> {
    const row = await this.#deps.store.findOwn(session.principal, id);
    if (!row) throw viewErrors.unknown();
    return row;
  }

  async #unitsOf({ session }: Acting): Promise<UnitsOf> {
    const units = await this.#deps.unitsOf(session.principal);
    if (!units) throw viewErrors.people_only();
    return units;
  }

  async #requireUnit(acting: Acting, unit: string | null): Promise<void> {
    const { own, below } = await this.#unitsOf(acting);
    if (unit !== null && unit !== own && !below.includes(unit)) throw viewErrors.unit_refused();
  }

  #audit({ session, address }: Acting, action: string, id: number, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    const target = `view:${id}`;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

/**
 * True for an address that can only lead to a page of this console: browsers take `//host` and `/\host` for other hosts,
 * and drop tabs and line ends before they look.
 */
export function isPage(address: string): boolean {
  return (
    /^\/(?!\/)[^\s\\\p{Cc}]*$/u.test(address) && !address.includes('//') && !/^\/api(\/|\?|$)/.test(address)
  );
}

function actsOf(before: ViewRow, after: ViewRow): string[] {
  const shared = after.unit === null ? 'views.unshare' : 'views.share';
  return [
    ...(before.name === after.name ? [] : ['views.rename']),
    ...(before.unit === after.unit ? [] : [shared]),
  ];
}

const factsOf = ({ name, address, unit }: ViewRow) => ({ name, address, unit });

const viewOf = (
  { id, name, address, unit, owner, saved_ms, ...row }: ViewRow,
  principal: string,
): SavedView => ({
  ...{ id, name, address, unit, owner, saved_ms },
  own: row.principal === principal,
});
