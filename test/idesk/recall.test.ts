import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdf } from '../support/journey.ts';
import { account, issuedFromIgate, newDossierCode, openDesk, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function issued() {
  const dossierCode = newDossierCode();
  const files = [];
  for (const name of ['a.pdf', 'b.pdf']) {
    files.push(desk.igate.offer(name, Buffer.from(await pdf(name, `${name} ${dossierCode}`).arrayBuffer())));
  }
  return { dossierCode, document: await issuedFromIgate(desk, dossierCode, files) };
}

const recall = (id: string) =>
  desk.get(
    'vanthu',
    'mutation ($id: ID!) { recallDocument(input: { documentId: $id, reason: "Sai số liệu" }) { document { id } } }',
    { id },
  );

it('iGate is told who recalled the document, when, why, and which files it has', async () => {
  const { dossierCode, document } = await issued();
  await recall(document.id);
  const told = () => desk.igate.states.filter(({ body }) => body['documentId'] === document.id).at(-1);
  await expect
    .poll(() => told()?.body, { timeout: 10_000 })
    .toMatchObject({
      dossierCode,
      state: 'RECALLED',
      at: desk.clock.now.toISOString(),
      recall: { by: account('vanthu'), reason: 'Sai số liệu', fileIds: document.files.map(({ id }) => id) },
    });
});

it('the files of a recalled document are no longer on offer, and iGate is refused them', async () => {
  const { dossierCode, document } = await issued();
  const offered = async () => {
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Dossier { availableResults { id } } }
    }`;
    const representations = [{ __typename: 'Dossier', code: dossierCode }];
    return desk.get<{ _entities: { availableResults: unknown[] }[] }>('hoant', query, { representations });
  };
  const ask = () =>
    fetch(`${desk.url}/peer/result-files`, {
      method: 'POST',
      headers: { authorization: 'Bearer service:igate', 'content-type': 'application/json' },
      body: JSON.stringify({ transferId: randomUUID(), dossierCode, fileIds: [document.files[0]?.id] }),
    });
  expect((await offered())._entities[0]?.availableResults).toHaveLength(2);
  expect((await ask()).status).toBe(200);
  await recall(document.id);
  expect((await offered())._entities[0]?.availableResults).toEqual([]);
  const refusal = await ask();
  expect(refusal.status).toBe(422);
  expect(await refusal.json()).toMatchObject({ code: 'DOCUMENT_NOT_ISSUED' });
});
