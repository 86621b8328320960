import type { Officer } from '../domain/officer.ts';
import { putOnHold, type PutOnHoldInput } from './put-on-hold.ts';
import type { IgateServices } from './services.ts';

/**
 * Yêu cầu bổ sung hồ sơ: the applicant is to hand in what is missing; until then the dossier is on hold, and only components
 * can be added to it.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`; `BAD_USER_INPUT` without a reason.
 */
export async function requestSupplement(
  services: IgateServices,
  officer: Officer,
  input: PutOnHoldInput,
): Promise<void> {
  await putOnHold(services, officer, 'SUPPLEMENT_REQUESTED', input);
}
