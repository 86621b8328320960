import { CalendarDay, DateTime, validatedText } from '../../../../platform/serving/scalars.ts';
import { isDossierCode } from '../../domain/dossier-code.ts';

export { CalendarDay, DateTime };

export const DossierCode = validatedText('DossierCode', isDossierCode, {
  vi: 'Mã hồ sơ không đúng dạng, ví dụ 000.00.13.H08-210805-0001. Hãy kiểm tra lại.',
  en: 'This is not a dossier code such as 000.00.13.H08-210805-0001. Check it.',
});
