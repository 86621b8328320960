import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createFileAddresses } from '../../platform/files/signed-address.ts';
import { ssoAccount, igateAccount } from './authorization/accounts.ts';
import { openProvince, type Province } from './authorization/province.ts';
import { makeDocuments, makeDossiers } from './authorization/rows.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type System = 'igate' | 'idesk';

let province: Province;
const files: Record<System, { id: string; account: string }> = {
  igate: { id: '', account: igateAccount('hoant') },
  idesk: { id: '', account: ssoAccount('hoant') },
};
beforeAll(async () => {
  province = await openProvince();
  const [dossier] = await makeDossiers(province, [{ row: 'own' }]);
  const [document] = await makeDocuments(province, [{ row: 'own', state: 'ISSUED' }]);
  files.igate.id = dossier?.attachments.PROCESSING ?? '';
  files.idesk.id = document?.fileId ?? '';
});
afterAll(() => province.close());

/** As the subgraph makes them, at whatever time. */
function address(of: System, at: Date): string {
  const { id, account } = files[of];
  const made = createFileAddresses({
    secret: 'a secret of at least 32 bytes, for tests',
    publicUrl: province.urls.gateway,
    subgraph: of,
    lifetimeSeconds: 300,
    now: () => at,
  });
  return made.download({ id, name: 'Kết quả.pdf', mediaType: 'application/pdf' }, account);
}

const fresh = (of: System) => address(of, new Date());
const stale = (of: System) => address(of, new Date(Date.now() - 301_000));
const forged = (of: System, n = 0) => fresh(of).replace(/\.[\w-]{4}/, `.${n.toString(36).padStart(4, 'x')}`);
const foreign = (of: System) => fresh(of === 'igate' ? 'idesk' : 'igate').replace(/\/files\/\w+\//, `/files/${of}/`);

async function statusAt(url: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  return response.status;
}

/** Details of the refusals that the audit log holds, in order. */
async function refusals(system: System): Promise<readonly object[]> {
  const entries =
    system === 'igate'
      ? province.igate.selectFrom('audit_entries').where('action', '=', 'DOWNLOAD_FILE')
      : province.idesk.selectFrom('audit_entries').where('action', '=', 'DOWNLOAD_FILE');
  const rows = await entries.select('details').where('outcome', '=', 'REFUSED').orderBy('id').execute();
  return rows.map(({ details }) => details);
}

beforeEach(async ({ task }) => {
  task.meta.attempts = 205;
});

it.each(['igate', 'idesk'] as const)(
  '%s: a file address that is forged, foreign or stale is a 403 and one line of the audit log, however often it is tried',
  async (system) => {
    expect(await statusAt(fresh(system))).toBe(200);
    expect(await refusals(system)).toEqual([]);

    expect(await statusAt(stale(system))).toBe(403);
    expect(await refusals(system)).toHaveLength(1);
    expect(await statusAt(stale(system))).toBe(403);
    expect(await statusAt(foreign(system))).toBe(403);
    // The network address is the one that the gateway has seen, not one that the client names.
    const names = { 'x-client-address': '203.0.113.7', 'x-forwarded-for': '203.0.113.7' };
    expect(await statusAt(forged(system), names)).toBe(403);
    for (let n = 0; n < 200; n += 1) expect(await statusAt(forged(system, n), names)).toBe(403);
    expect(await refusals(system)).toEqual([
      expect.objectContaining({ refusal: 'FORBIDDEN', from: '127.0.0.1' }),
      { refusal: 'FORBIDDEN', from: '127.0.0.1' },
    ]);
  },
);
