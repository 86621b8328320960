import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { issuedDossier } from '../support/journey.ts';
import { System, topologies } from '../support/system.ts';

describe.each(topologies)('a document is recalled, %s', (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology);
  }, 90_000);
  afterAll(() => system.stop());

  it('and the dossier shows its results as recalled, and takes them no more', async () => {
    const { dossier, document } = await issuedDossier(system);
    const attach = (fileId: string | undefined) =>
      system.ask(
        'hoant',
        'mutation ($input: AttachResultsInput!) { attachResults(input: $input) { transfer { state } } }',
        { input: { dossierCode: dossier.code, fileIds: [fileId] } },
      );
    dataOf(await attach(document.files[0]?.id));
    const recall =
      'mutation ($input: RecallDocumentInput!) { recallDocument(input: $input) { document { recalledAt } } }';
    const input = { documentId: document.id, reason: 'Sai số liệu' };
    const { recallDocument } = dataOf(
      await system.ask<{ recallDocument: { document: { recalledAt: string } } }>('vanthu', recall, { input }),
    );
    const query = `query ($code: DossierCode!) {
      dossier(code: $code) { ideskState resultFiles { recalledAt recallReason } availableResults { id } }
    }`;
    await expect
      .poll(async () => dataOf(await system.ask('hoant', query, { code: dossier.code })), { timeout: 10_000 })
      .toEqual({
        dossier: {
          ideskState: 'RECALLED',
          resultFiles: [{ recalledAt: recallDocument.document.recalledAt, recallReason: 'Sai số liệu' }],
          availableResults: [],
        },
      });
    expect(refusalOf(await attach(document.files[1]?.id)).code).toBe('DOCUMENT_NOT_ISSUED');
  });
});
