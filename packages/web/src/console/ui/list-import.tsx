import { Button, Space } from 'antd';
import { useRef, useState } from 'react';
import { readUpload, type Upload } from './read-upload.ts';
import { useAction } from './use-action.ts';

interface Import<O> {
  /** What a file comes to; changes nothing. */
  look(file: Upload): Promise<O>;
  take(file: Upload): Promise<O>;
  /** Queries that taking it changes, by the first part of their key. */
  readonly changed: readonly string[];
}

/** A list that is looked at first and then taken; what was chosen otherwise is looked at again. */
export function useListImport<O extends { readonly applied: boolean; readonly good_rows: number }>({
  look,
  take,
  changed,
}: Import<O>) {
  const [upload, setUpload] = useState<Upload | null>(null);
  const [outcome, setOutcome] = useState<O | null>(null);
  const looking = useAction();
  const taking = useAction(...changed);
  const isTaken = outcome?.applied ?? false;
  return {
    upload,
    outcome,
    isTaken,
    /** Whether there is something to take, or it is taken. */
    isReady: isTaken || (outcome?.good_rows ?? 0) > 0,
    async preview(file: Upload) {
      setUpload(file);
      setOutcome((await looking(() => look(file))) ?? null);
    },
    async take() {
      const taken = upload && (await taking(() => take(upload)));
      if (taken) setOutcome(taken);
    },
    forget() {
      setUpload(null);
      setOutcome(null);
    },
  };
}

interface ChooserProps {
  readonly upload: Upload | null;
  readonly label: string;
  readonly text: string;
  readonly disabled?: boolean;
  onRead(upload: Upload): void;
}

/** Chooses a CSV or XLSX file. */
export function ListFile({ upload, label, text, disabled, onRead }: ChooserProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Space wrap>
        <Button disabled={disabled} onClick={() => chooser.current?.click()}>
          {text}
        </Button>
        <span className="muted">{upload?.file}</span>
      </Space>
      <input
        ref={chooser}
        key={upload ? 'chosen' : 'none'}
        hidden
        type="file"
        aria-label={label}
        accept=".csv,.xlsx,text/csv"
        onChange={async (event) => {
          const read = await readUpload(event);
          if (read) onRead(read);
        }}
      />
    </>
  );
}
