import { RequestError } from '../../../platform/errors.ts';
import type { Dossier } from '../domain/dossier.ts';

/** A dossier that is named by something the caller may see, such as a transfer, while its content is not theirs to see. */
export interface WithheldDossier {
  readonly code: string;
  readonly withheld: true;
}

export type DossierParent = Dossier | WithheldDossier;

/** @throws RequestError `FORBIDDEN` where only the code may be seen. */
export function contentOf(parent: DossierParent): Dossier {
  if ('withheld' in parent) {
    throw new RequestError('FORBIDDEN', {
      vi: 'Bạn chỉ được xem mã của hồ sơ này, không được xem nội dung.',
      en: 'You may see the code of this dossier, not its content.',
    });
  }
  return parent;
}
