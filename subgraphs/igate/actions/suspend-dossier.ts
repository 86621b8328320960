import type { Officer } from '../domain/officer.ts';
import { putOnHold, type PutOnHoldInput } from './put-on-hold.ts';
import type { IgateServices } from './services.ts';

/**
 * Tạm dừng xử lý: the dossier waits for something that is nobody's here, such as another authority's opinion.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`; `BAD_USER_INPUT` without a reason.
 */
export async function suspendDossier(services: IgateServices, officer: Officer, input: PutOnHoldInput): Promise<void> {
  await putOnHold(services, officer, 'SUSPENDED', input);
}
