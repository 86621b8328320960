import { GraphQLUpload } from 'graphql-upload-ts';
import { CalendarDay, DateTime, validatedText } from '../../../platform/serving/scalars.ts';
import { isDossierCode } from '../domain/dossier-code.ts';

/** How iGate's scalars are read and written. */
export const scalars = {
  Upload: GraphQLUpload,
  DateTime,
  Date: CalendarDay,
  DossierCode: validatedText('DossierCode', isDossierCode, {
    vi: 'Mã hồ sơ không đúng dạng. Mã đúng có dạng 000.00.13.H08-210805-0001.',
    en: 'This is not a dossier code. A code looks like 000.00.13.H08-210805-0001.',
  }),
};
