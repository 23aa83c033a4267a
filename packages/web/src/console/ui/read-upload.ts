import type { ChangeEvent } from 'react';

/** A file that the reader chose, as routes take it. */
export interface Upload {
  readonly file: string;
  readonly content_base64: string;
}

/** The file that was chosen in an input; undefined where none was. */
export async function readUpload({ target }: ChangeEvent<HTMLInputElement>): Promise<Upload | undefined> {
  const file = target.files?.[0];
  if (!file) return undefined;
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return { file: file.name, content_base64: url.slice(url.indexOf(',') + 1) };
}
