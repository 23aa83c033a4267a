import { CheckCircleFilled, CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import { useStore } from '../../ui/store.ts';
import { toastStore } from '../ui/toast.ts';

const SIGNS = {
  done: <CheckCircleFilled />,
  info: <InfoCircleFilled />,
  warning: <WarningFilled />,
  error: <CloseCircleFilled />,
} as const;

/** Where pages say what was done or refused. It always stands, so that screen readers notice what comes into it. */
export function ToastLine() {
  const said = useStore(toastStore);
  return (
    <p className="toasts" role="status">
      {said && (
        <span className={`toast toast-${said.kind}`}>
          {SIGNS[said.kind]} {said.text}
        </span>
      )}
    </p>
  );
}
