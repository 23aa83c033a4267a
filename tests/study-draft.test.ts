import { NewStudy } from '@opentocc/contract/studies';
import { StudyAction } from '@opentocc/contract/study-actions';
import { expect, it } from 'vitest';
import { ACTION_FIELDS } from '../packages/web/src/console/features/studies/action-fields.ts';
import {
  EMPTY_DRAFT,
  NEW_INCIDENT,
  newAction,
  studyOf,
} from '../packages/web/src/console/features/studies/draft.ts';

const KINDS = Object.keys(ACTION_FIELDS) as StudyAction['kind'][];

/** The editor loads no schema, so that what it sends is held against the contract here. */
it('a draft asks for what the server takes, whatever kinds of action are in it', () => {
  expect(KINDS).toEqual(StudyAction.options.map(({ shape }) => shape.kind.value));
  const asked = studyOf({
    ...{ ...EMPTY_DRAFT, name: '夜间施工', routes: [{ from_link: 1, to_link: 2 }] },
    incidents: [{ ...NEW_INCIDENT, link: 3 }],
    scenarios: KINDS.map((kind) => ({
      name: kind,
      actions: [{ kind, values: { ...newAction(kind).values, link: 7 } }],
    })),
  });
  expect(NewStudy.parse(asked)).toEqual(asked);
});
