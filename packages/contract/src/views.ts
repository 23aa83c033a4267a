import { z } from 'zod';
import { AtMs, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { BUILT_IN_ROLE_NAMES, type BuiltInRole } from './permission.ts';
import { defineRoutes } from './route.ts';

/** Most letters of a view's name, and of its address. */
const VIEW_NAME_LETTERS = 60;
const VIEW_ADDRESS_LETTERS = 2_000;

const ViewName = z.string().trim().min(1).max(VIEW_NAME_LETTERS);
const UnitCode = z.string().min(1).max(40);

/** A page of the console with all that is chosen in it, under a name. */
export const SavedView = z
  .object({
    id: z.number().int(),
    name: z.string(),
    /** A path of the console with what is chosen behind `?`: "/indices/ranking?area=440304". */
    address: z.string(),
    /** The unit whose people see it too; null for a view of its owner alone. */
    unit: z.string().nullable(),
    /** Name of the account that saved it. */
    owner: z.string(),
    /** True for the views of the caller, who alone changes and deletes them. */
    own: z.boolean(),
    saved_ms: AtMs,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;

export const SavedViews = z
  .object({
    /** The caller's own first, then those shared with the caller's unit; each by name. */
    views: z.array(SavedView),
    /** Codes of the units that the caller may share with: the caller's own and those below it. */
    may_share_with: z.array(z.string()),
    /** Most views of an account. */
    most: z.number().int(),
  })
  .meta({ id: 'SavedViews' });
export type SavedViews = z.infer<typeof SavedViews>;

export const NewSavedView = z.object({
  name: ViewName,
  address: z.string().min(1).max(VIEW_ADDRESS_LETTERS),
  unit: UnitCode.nullable().default(null),
});
export type NewSavedView = z.infer<typeof NewSavedView>;

export const SavedViewChange = z.object({
  name: ViewName.optional(),
  /** Null takes the sharing back. */
  unit: UnitCode.nullable().optional(),
});
export type SavedViewChange = z.infer<typeof SavedViewChange>;

export const viewRoutes = defineRoutes('views', {
  listViews: {
    method: 'GET',
    path: '/api/v1/views',
    summary: { zh: '我的视图与共享视图', en: 'Saved views, own and shared' },
    authority: 'views:use',
    response: SavedViews,
  },
  saveView: {
    method: 'POST',
    path: '/api/v1/views',
    summary: { zh: '保存视图', en: 'Save a view' },
    authority: 'views:use',
    audit: 'own',
    body: NewSavedView,
    status: 201,
    response: SavedView,
  },
  changeView: {
    method: 'PATCH',
    path: '/api/v1/views/:id',
    summary: { zh: '重命名、共享视图', en: 'Rename or share a view' },
    authority: 'views:use',
    audit: 'own',
    target: 'view',
    params: RowId,
    body: SavedViewChange,
    response: SavedView,
  },
  deleteView: {
    method: 'DELETE',
    path: '/api/v1/views/:id',
    summary: { zh: '删除视图', en: 'Delete a view' },
    authority: 'views:use',
    audit: 'own',
    target: 'view',
    params: RowId,
    response: null,
  },
});

/** A display has nobody who would save something at it. */
const PEOPLE = (Object.keys(BUILT_IN_ROLE_NAMES) as BuiltInRole[]).filter((role) => role !== 'display');

export const viewsContract = defineContract({
  routes: viewRoutes,
  permissions: {
    'views:use': { platform: 'base', zh: '保存与共享视图', en: 'Save and share views', roles: PEOPLE },
  },
});
