import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import type { SavedView } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { searchOf } from '../../address.ts';
import { useUnitName } from '../../session/directory.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { VIEWS } from './queries.ts';

interface Props {
  readonly view: SavedView;
  change(view: SavedView): void;
}

/** Leads to the page of a view; its owner changes and deletes it here. */
export function ViewRow({ view, change }: Props) {
  const { t } = useTranslation();
  const unitName = useUnitName();
  const { name, address, own, owner, unit } = view;
  const [path, search = ''] = address.split('?', 2);
  const shared = unit === null ? null : t('views.to', { unit: unitName(unit) });
  return (
    <li>
      <Link to={path} search={searchOf(search)} className="views-name">
        {name}
      </Link>
      <span className="muted views-shared">{own ? shared : t('views.by', { owner })}</span>
      {own && <OwnActs view={view} change={change} />}
    </li>
  );
}

function OwnActs({ view, change }: Props) {
  const { t } = useTranslation();
  const act = useAction(VIEWS);
  const { id, name, unit } = view;
  return (
    <span className="views-acts">
      <Button
        type="text"
        size="small"
        icon={<EditOutlined />}
        title={t('views.change')}
        aria-label={t('views.change_of', { name })}
        onClick={() => change(view)}
      />
      <Confirm
        placement="topRight"
        title={t('views.remove_ask', { name })}
        description={unit === null ? undefined : t('views.remove_shared')}
        okText={t('views.remove')}
        isDanger
        onConfirm={() => act(() => call('DELETE /api/v1/views/:id', { params: { id } }))}
      >
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          title={t('views.remove')}
          aria-label={t('views.remove_of', { name })}
        />
      </Confirm>
    </span>
  );
}
