import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../platform/logging.ts';
import { openEnqueuer } from '../../platform/transfers/enqueue-again.ts';
import { mend } from '../../reconcile/repair.ts';
import { graceSeconds, prepareProvince, queueNames, unneededFile, type Province } from './province.ts';

const logger = createLogger('repair test', { level: 'fatal' });

/** Mends whatever is found; what was done, and what is found afterwards. */
async function repair(province: Province): Promise<{ done: readonly (string | null)[]; left: readonly string[] }> {
  await using igateQueues = await openEnqueuer(province.urls.igate, logger);
  await using ideskQueues = await openEnqueuer(province.urls.idesk, logger);
  const workshop = { ...province.systems, igateQueues, ideskQueues, queueNames, graceSeconds, now: () => new Date() };
  const done: (string | null)[] = [];
  for (const finding of await province.findings()) {
    if (finding.repair) done.push(await mend(workshop, finding.repair));
  }
  return { done, left: (await province.findings()).map(({ what }) => what) };
}

describe('repair', () => {
  let prepared: Awaited<ReturnType<typeof prepareProvince>>;
  beforeAll(async () => {
    prepared = await prepareProvince();
  });
  afterAll(() => prepared[Symbol.asyncDispose]());

  it('puts transfers and pushes whose jobs are gone back into their queues, once', async () => {
    await using province = await prepared.copy();
    const [send] = await province.behindTheBackOf(
      'igate',
      `update transfers set state = 'PENDING', delivered_at = null
       where id = (select id from transfers where kind = 'SEND_TO_IDESK' and state = 'DELIVERED' limit 1) returning id`,
    );
    const [push] = await province.behindTheBackOf(
      'idesk',
      `update pushes set state = 'PENDING', delivered_at = null
       where id = (select id from pushes where state = 'DELIVERED' limit 1) returning id`,
    );
    const { done, left } = await repair(province);
    expect(done).toHaveLength(2);
    expect(left).toEqual([]);
    const waiting = `select name, data ->> 'id' as id from pgboss.job where state = 'created'`;
    expect(await province.behindTheBackOf('igate', waiting)).toEqual([{ name: 'send-to-idesk', id: send?.['id'] }]);
    expect(await province.behindTheBackOf('idesk', waiting)).toEqual([
      { name: 'push-results-to-igate', id: push?.['id'] },
    ]);
    expect((await repair(province)).done).toEqual([]);
  });

  it('lets iDesk tell again where a document stands, under an id that iGate has not seen', async () => {
    await using province = await prepared.copy();
    const [dossier] = await province.behindTheBackOf(
      'igate',
      `update dossiers set idesk_state = 'DRAFTING' where code = (
         select code from dossiers where idesk_state = 'ISSUED' limit 1
       ) returning code, idesk_transfer_id`,
    );
    const before = await province.behindTheBackOf('idesk', 'select id from state_reports');
    const { done, left } = await repair(province);
    expect(done).toHaveLength(1);
    // The report is on its way, and explains the difference.
    expect(left).toEqual([]);
    const reports = await province.behindTheBackOf(
      'idesk',
      `select r.id, r.state from pgboss.job j join state_reports r on r.id::text = j.data ->> 'id'
       join documents d on d.id = r.document_id
       where j.name = 'report-state-to-igate' and d.transfer_id = '${String(dossier?.['idesk_transfer_id'])}'`,
    );
    expect(reports).toMatchObject([{ state: 'ISSUED' }]);
    expect(before.map(({ id }) => id)).not.toContain(reports[0]?.['id']);
    const known = `select idesk_version from transfers where id = '${String(dossier?.['idesk_transfer_id'])}'`;
    expect(await province.behindTheBackOf('igate', known)).toEqual([{ idesk_version: 0 }]);
  });

  it('raises counters to the highest number given, and never lowers one', async () => {
    await using province = await prepared.copy();
    await province.behindTheBackOf('idesk', 'update registers set last_number = 0');
    await province.behindTheBackOf('igate', 'delete from reception_counters');
    const { left } = await repair(province);
    expect(left).toEqual([]);
    await province.behindTheBackOf('idesk', 'update registers set last_number = last_number + 1');
    expect((await repair(province)).done).toEqual([]);
  });

  it('notes the links between crossings and documents again', async () => {
    await using province = await prepared.copy();
    await province.behindTheBackOf('idesk', `delete from crossings where kind <> 'ATTACH_RESULTS'`);
    expect((await repair(province)).left).toEqual([]);
  });

  it('lets iGate tell again when a dossier is due, and iDesk take it, whatever it knew', async () => {
    await using province = await prepared.copy();
    const [draft] = await province.behindTheBackOf(
      'idesk',
      `update documents set due_at = null, due_revision = 7
       where id = (select id from documents where transfer_id is not null limit 1) returning transfer_id as id`,
    );
    const { done, left } = await repair(province);
    expect(done).toHaveLength(1);
    // What iGate has to tell is on its way, and explains the difference.
    expect(left).toEqual([]);
    const toTell = `select due_revision_to_tell as revision from transfers where id = '${String(draft?.['id'])}'`;
    expect(await province.behindTheBackOf('igate', toTell)).toEqual([{ revision: 0 }]);
    const known = `select due_revision as revision from documents where transfer_id = '${String(draft?.['id'])}'`;
    expect(await province.behindTheBackOf('idesk', known)).toEqual([{ revision: -1 }]);
  });

  it('lets iGate tell the calendar again, and iDesk take it, whatever it knew', async () => {
    await using province = await prepared.copy();
    await province.behindTheBackOf(
      'idesk',
      `update calendar_versions set version = 7; delete from calendar_exceptions where day = '2026-09-02'`,
    );
    const { done, left } = await repair(province);
    expect(done).toHaveLength(1);
    // What iGate has to tell is on its way, and explains the difference.
    expect(left).toEqual([]);
    const toTell = 'select version, told_at from calendar_news';
    expect(await province.behindTheBackOf('igate', toTell)).toEqual([{ version: 1, told_at: null }]);
    expect(await province.behindTheBackOf('idesk', 'select version from calendar_versions')).toEqual([{ version: 0 }]);
  });

  it('lets iDesk tell again every step of a draft, but only where that mends all', async () => {
    await using province = await prepared.copy();
    const steps = `select transfer_id from idesk_events group by transfer_id having count(*) > 1 order by 1`;
    const drafts = (await province.behindTheBackOf('igate', steps)).map(({ transfer_id: id }) => String(id));
    await province.behindTheBackOf('igate', `delete from idesk_events where transfer_id = '${drafts[0]}'`);
    await province.behindTheBackOf(
      'igate',
      `update idesk_events set at = at + interval '1 h' where transfer_id = '${drafts[1]}'`,
    );
    const { done, left } = await repair(province);
    expect(done).toEqual([expect.stringContaining('iDesk will tell iGate again')]);
    expect(left).toEqual([expect.stringContaining('which iDesk does not know')]);
  });

  it('remembers messages again that have taken effect', async () => {
    await using province = await prepared.copy();
    await province.behindTheBackOf('igate', 'delete from inbox');
    await province.behindTheBackOf('idesk', 'delete from inbox');
    const { done, left } = await repair(province);
    expect(done.length).toBeGreaterThan(10);
    expect(left).toEqual([]);
  });

  it('keeps the bytes of a file whose record was lost: the row may come back from a backup', async () => {
    await using province = await prepared.copy();
    const [lost] = await province.behindTheBackOf(
      'igate',
      `select sha256 from attachments where kind = 'COMPONENT' order by id limit 1`,
    );
    const sha256 = String(lost?.['sha256']);
    for (const table of ['attachments', 'transfer_files', 'file_claims']) {
      await province.behindTheBackOf('igate', `delete from ${table} where sha256 = '${sha256}'`);
    }
    const { done, left } = await repair(province);
    expect(done).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((what) => !what.includes(sha256))).toEqual([]);
    expect(await province.systems.igateFiles.size(sha256)).toBeGreaterThan(0);
  });

  it('removes files that no row needs, and no others', async () => {
    await using province = await prepared.copy();
    const path = await unneededFile(province, 'idesk');
    const { done, left } = await repair(province);
    expect(done).toEqual([`The file ${'0'.repeat(64)} was removed from iDesk's store.`]);
    expect(left).toEqual([]);
    await expect(stat(path)).rejects.toThrow('ENOENT');
    expect(await province.findings({ bytes: true })).toEqual([]);
  });

  it('leaves alone what needs a person', async () => {
    await using province = await prepared.copy();
    await province.behindTheBackOf('idesk', 'delete from documents where transfer_id is not null');
    const before = (await province.findings()).filter((finding) => !finding.repair);
    const { left } = await repair(province);
    expect(left).toEqual(before.map(({ what }) => what));
  });
});
