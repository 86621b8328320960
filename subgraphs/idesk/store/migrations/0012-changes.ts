import type { Migration } from '../../../../platform/database/migrations.ts';

/**
 * Whoever follows a dossier or an inbox is told that a document has changed, whatever statement changed it. What is told is
 * whom it concerns, and never anything of its content. One statement that changes very many documents names none.
 */
export const changes: Migration = {
  name: '0012-changes',
  sql: /* sql */ `
create function notify_document_changes(concerned jsonb[]) returns void language plpgsql as $$
declare
  most constant integer := 1000;
begin
  if cardinality(concerned) > most then
    perform pg_notify('document_changes', '*');
  else
    perform pg_notify('document_changes', document::text) from unnest(concerned) as document;
  end if;
end
$$;

create function concerned_by(dossier_code text, department_id uuid, division_id uuid, created_by text)
returns jsonb language sql stable as $$
  select jsonb_build_object(
    'dossierCode', dossier_code, 'departmentId', department_id, 'divisionId', division_id, 'createdBy', created_by
  )
$$;

create function notify_changed_documents() returns trigger language plpgsql as $$
begin
  perform notify_document_changes(array(
    select distinct concerned_by(dossier_code, department_id, division_id, created_by) from changed limit 1001
  ));
  return null;
end
$$;

create function notify_documents_of_changed_rows() returns trigger language plpgsql as $$
begin
  perform notify_document_changes(array(
    select distinct concerned_by(dossier_code, department_id, division_id, created_by)
    from documents where id in (select document_id from changed) limit 1001
  ));
  return null;
end
$$;

create trigger documents_notify_inserted after insert on documents referencing new table as changed
  for each statement execute function notify_changed_documents();
create trigger documents_notify_updated after update on documents referencing new table as changed
  for each statement execute function notify_changed_documents();
create trigger pushes_notify_inserted after insert on pushes referencing new table as changed
  for each statement execute function notify_documents_of_changed_rows();
create trigger pushes_notify_updated after update on pushes referencing new table as changed
  for each statement execute function notify_documents_of_changed_rows();
`,
};
