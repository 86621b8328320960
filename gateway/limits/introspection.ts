import { BREAK, visit, type DocumentNode } from 'graphql';
import { RequestError } from '../../platform/errors.ts';

/** Whether a document asks for the schema itself, wherever it does so. */
export function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name }) {
      if (name.value !== '__schema' && name.value !== '__type') return undefined;
      asks = true;
      return BREAK;
    },
  });
  return asks;
}

export function schemaNotShown(): RequestError {
  return new RequestError('FORBIDDEN', {
    vi: 'Hệ thống này không cho hỏi lược đồ (introspection). Hãy dùng tệp lược đồ do quản trị cung cấp.',
    en: 'This system does not show its schema (introspection). Use the schema that the administrator gives out.',
  });
}
