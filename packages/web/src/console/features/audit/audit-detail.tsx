import type { AuditEntry } from '@opentocc/contract';
import { useTranslation } from 'react-i18next';

type Json = AuditEntry['detail'][string];

/** What a record says: each thing that changed with what it was and what it is, then the rest. */
export function AuditDetail({ entry: { detail, hash, principal } }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const names: Record<string, string> = t('authority.audit_field', { returnObjects: true });
  const { before, after, ...rest } = detail;
  return (
    <>
      {(before !== undefined || after !== undefined) && (
        <table className="audit-change">
          <thead>
            <tr>
              <th scope="col">{t('authority.audit_changed')}</th>
              <th scope="col">{t('authority.audit_before')}</th>
              <th scope="col">{t('authority.audit_after')}</th>
            </tr>
          </thead>
          <tbody>
            {changedFields(before, after).map((field) => (
              <tr key={field}>
                <th scope="row">{names[field] ?? field}</th>
                <td>{textOf(fieldOf(before, field))}</td>
                <td>{textOf(fieldOf(after, field))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="audit-facts">
        {Object.entries({ ...rest, principal, SM3: hash }).map(([name, value]) => (
          <div key={name}>
            <dt>{names[name] ?? name}</dt>
            <dd>{textOf(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The fields of either side that differ; a value that is no object is one field, "value". */
function changedFields(before: Json | undefined, after: Json | undefined): string[] {
  const fields = [...new Set([...Object.keys(fieldsOf(before)), ...Object.keys(fieldsOf(after))])];
  return fields.filter((field) => textOf(fieldOf(before, field)) !== textOf(fieldOf(after, field)));
}

function fieldOf(side: Json | undefined, field: string): Json | undefined {
  return fieldsOf(side)[field];
}

function fieldsOf(side: Json | undefined): Record<string, Json> {
  if (side === undefined || side === null) return {};
  return typeof side === 'object' && !Array.isArray(side) ? side : { value: side };
}

/** A value as people read it: lists by line or comma, objects by field. */
function textOf(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '—';
  if (Array.isArray(value)) {
    const flat = value.every((each) => typeof each !== 'object');
    return value.map(textOf).join(flat ? ', ' : '\n') || '—';
  }
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([, each]) => each !== null)
    .map(([name, each]) => `${name}: ${textOf(each)}`)
    .join(' · ');
}
