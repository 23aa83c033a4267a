import { SaxesParser } from 'saxes';
import { openPlain } from '../../brain/network/import/gzip.ts';
import { simulationErrors } from '../simulation-texts.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Streams an XML file, gzipped or not, element by element. @throws AppError when it cannot be read */
export async function readXml(
  file: string,
  open: (name: string, attributes: Attributes) => void,
  close: (name: string) => void = () => undefined,
): Promise<void> {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => open(name, attributes as Attributes));
  parser.on('closetag', ({ name }) => close(name));
  try {
    const bytes = await openPlain(file);
    for await (const chunk of bytes.setEncoding('utf8')) parser.write(chunk as string);
    parser.close();
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw simulationErrors.damaged_xml({ file, reason });
  }
}
