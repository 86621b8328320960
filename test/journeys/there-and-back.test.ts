import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { issue, issuedDossier, pdf, receiveAndAssign, send, submitApproveAndSign } from '../support/journey.ts';
import { System, topologies } from '../support/system.ts';

describe.each(topologies)('a dossier goes to iDesk and its result comes back (%s)', (topology) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start(topology);
  });
  afterAll(async () => {
    await system.stop();
  });

  it('sends subject, code and byte-identical files, and nothing of the applicant', async () => {
    const component = pdf('Tờ khai đề nghị cấp phép.pdf', 'the component');
    const upload = pdf('Dự thảo "văn bản".pdf', 'the upload');
    const dossier = await receiveAndAssign(system, [component]);

    const { draftId, transferId } = await send(system, {
      dossierCode: dossier.code,
      attachmentIds: dossier.components.map(({ id }) => id),
      uploads: [upload],
    });

    const { myDesk, draft } = dataOf(
      await system.ask<{
        myDesk: { ssoAccount: string; drafts: { edges: { node: { id: string } }[] } };
        draft: {
          subject: string;
          dossierCode: string;
          state: string;
          createdBy: { ssoAccount: string };
          dossier: { code: string; procedureName: string; ideskState: string };
          files: { name: string; mediaType: string; size: number; sha256: string; downloadUrl: string }[];
        };
      }>(
        'hoant',
        /* GraphQL */ `
          query ($id: ID!) {
            myDesk {
              ssoAccount
              drafts(states: [DRAFTING], first: 5) {
                edges {
                  node {
                    id
                  }
                }
              }
            }
            draft(id: $id) {
              subject
              dossierCode
              state
              createdBy {
                ssoAccount
              }
              dossier {
                code
                procedureName
                ideskState
              }
              files {
                name
                mediaType
                size
                sha256
                downloadUrl
              }
            }
          }
        `,
        { id: draftId },
      ),
    );
    expect(myDesk.ssoAccount).toBe('hoant@stttt.binhdinh.gov.vn');
    expect(myDesk.drafts.edges.map(({ node }) => node.id)).toContain(draftId);
    expect(draft).toMatchObject({
      subject: dossier.procedureName,
      dossierCode: dossier.code,
      state: 'DRAFTING',
      createdBy: { ssoAccount: 'hoant@stttt.binhdinh.gov.vn' },
      dossier: { code: dossier.code, procedureName: dossier.procedureName },
    });
    expect(draft.files.map(({ name }) => name).toSorted()).toEqual([upload.name, component.name].toSorted());
    for (const file of draft.files) {
      const original = Buffer.from(await (file.name === upload.name ? upload : component).arrayBuffer());
      expect(Buffer.compare(await system.bytes(file.downloadUrl), original)).toBe(0);
      expect(file).toMatchObject({ mediaType: 'application/pdf', size: original.length, sha256: sha256(original) });
    }
    expect(JSON.stringify(draft)).not.toMatch(/Trần Văn Bình|052099001234/);

    const { dossier: seen } = dataOf(
      await system.ask<{
        dossier: {
          transfers: { id: string; kind: string; state: string; attempts: number; files: { name: string }[] }[];
          auditEntries: { action: string; outcome: string; officer: { account: string }; details: string }[];
        };
      }>(
        'hoant',
        /* GraphQL */ `
          query ($code: DossierCode!) {
            dossier(code: $code) {
              transfers {
                id
                kind
                state
                attempts
                files {
                  name
                }
              }
              auditEntries {
                action
                outcome
                officer {
                  account
                }
                details
              }
            }
          }
        `,
        { code: dossier.code },
      ),
    );
    expect(seen.transfers).toMatchObject([{ id: transferId, kind: 'SEND_TO_IDESK', state: 'DELIVERED', attempts: 1 }]);
    const sends = seen.auditEntries.filter(({ action }) => action === 'SEND_TO_IDESK');
    expect(sends).toMatchObject([{ outcome: 'DONE', officer: { account: 'nthoa@stttt.binhdinh.gov.vn' } }]);
    expect(sends[0]?.details).toContain(dossier.procedureName);
    expect(sends[0]?.details).toContain(upload.name);
  });

  it('numbers the issued document and lets both systems show it', async () => {
    const { dossier, document } = await issuedDossier(system);
    expect(document.number).toBeGreaterThan(0);
    expect(document.symbol).toMatch(new RegExp(`^0?${document.number}/`));
    await expect
      .poll(async () => {
        const answer = await system.ask<{ dossier: { ideskState: string } }>(
          'hoant',
          'query ($code: DossierCode!) { dossier(code: $code) { ideskState } }',
          { code: dossier.code },
        );
        return dataOf(answer).dossier.ideskState;
      })
      .toBe('ISSUED');
  });

  it('pulls picked files into the dossier, once, with their source', async () => {
    const { dossier, document } = await issuedDossier(system);
    const { dossier: before } = dataOf(
      await system.ask<{ dossier: { availableResults: { id: string; name: string; previewUrl: string }[] } }>(
        'hoant',
        'query ($code: DossierCode!) { dossier(code: $code) { availableResults { id name previewUrl } } }',
        { code: dossier.code },
      ),
    );
    expect(before.availableResults.map(({ id }) => id).toSorted()).toEqual(
      document.files.map(({ id }) => id).toSorted(),
    );
    const [picked] = before.availableResults;
    expect((await system.bytes(picked?.previewUrl ?? '')).subarray(0, 5).toString()).toBe('%PDF-');

    const attach = async () =>
      dataOf(
        await system.ask<{
          attachResults: {
            transfer: { id: string; kind: string; state: string };
            attachments: {
              id: string;
              name: string;
              sha256: string;
              downloadUrl: string;
              sourceFile: { id: string };
            }[];
            dossier: { resultFiles: { id: string }[] };
          };
        }>(
          'hoant',
          /* GraphQL */ `
            mutation ($input: AttachResultsInput!) {
              attachResults(input: $input) {
                transfer {
                  id
                  kind
                  state
                }
                attachments {
                  id
                  name
                  sha256
                  downloadUrl
                  sourceFile {
                    id
                    name
                    sha256
                    document {
                      id
                    }
                  }
                }
                dossier {
                  resultFiles {
                    id
                  }
                }
              }
            }
          `,
          { input: { dossierCode: dossier.code, fileIds: [picked?.id] } },
        ),
      ).attachResults;
    const first = await attach();
    expect(first.transfer).toMatchObject({ kind: 'ATTACH_RESULTS', state: 'DELIVERED' });
    expect(first.attachments).toMatchObject([
      { name: picked?.name, sourceFile: { id: picked?.id, document: { id: document.id } } },
    ]);
    const source = document.files.find(({ id }) => id === picked?.id);
    expect(sha256(await system.bytes(first.attachments[0]?.downloadUrl ?? ''))).toBe(source?.sha256);

    const again = await attach();
    expect(again.transfer.id).toBe(first.transfer.id);
    expect(again.dossier.resultFiles).toEqual(first.dossier.resultFiles);
  });

  it('takes pushed results to the same end state, and the dossier to its return', async () => {
    const { dossier, document } = await issuedDossier(system);
    const { pushResultsToIgate } = dataOf(
      await system.ask<{ pushResultsToIgate: { push: { id: string; state: string; lastError: string | null } } }>(
        'vanthu',
        /* GraphQL */ `
          mutation ($input: PushResultsToIgateInput!) {
            pushResultsToIgate(input: $input) {
              push {
                id
                state
                lastError
              }
              document {
                pushes {
                  id
                  files {
                    id
                  }
                }
              }
            }
          }
        `,
        { input: { documentId: document.id } },
      ),
    );
    expect(pushResultsToIgate.push).toMatchObject({ state: 'DELIVERED', lastError: null });

    const completed: string[] = [];
    for (const account of ['hoant', 'motcua', 'motcua']) {
      const data = dataOf(
        await system.ask<{ completeStep: { dossier: { currentStep: { kind: string } } } }>(
          account,
          'mutation ($input: CompleteStepInput!) { completeStep(input: $input) { dossier { currentStep { kind } } } }',
          { input: { dossierCode: dossier.code } },
        ),
      );
      completed.push(data.completeStep.dossier.currentStep.kind);
    }
    expect(completed).toEqual(['RESULT_INTAKE', 'AWAITING_RETURN', 'RETURNED']);

    const { dossier: end } = dataOf(
      await system.ask<{
        dossier: {
          status: string;
          resultFiles: { sha256: string; sourceFile: { id: string }; downloadUrl: string }[];
          transfers: { kind: string; state: string; document: { id: string } }[];
          auditEntries: { action: string }[];
        };
      }>(
        'motcua',
        /* GraphQL */ `
          query ($code: DossierCode!) {
            dossier(code: $code) {
              status
              resultFiles {
                sha256
                downloadUrl
                sourceFile {
                  id
                }
              }
              transfers {
                kind
                state
                document {
                  id
                }
              }
              auditEntries {
                action
              }
            }
          }
        `,
        { code: dossier.code },
      ),
    );
    expect(end.status).toBe('RETURNED');
    expect(end.resultFiles.map((file) => file.sourceFile.id).toSorted()).toEqual(
      document.files.map(({ id }) => id).toSorted(),
    );
    for (const file of end.resultFiles) expect(sha256(await system.bytes(file.downloadUrl))).toBe(file.sha256);
    expect(end.transfers).toContainEqual({ kind: 'PUSH_RESULTS', state: 'DELIVERED', document: { id: document.id } });
    expect(end.auditEntries.map(({ action }) => action).toSorted()).toEqual(
      'ASSIGN COMPLETE_STEP COMPLETE_STEP COMPLETE_STEP RECEIVE RECEIVE_PUSHED_RESULTS SEND_TO_IDESK'.split(' '),
    );
  });

  it('returns a draft with a reason, and takes it again', async () => {
    const dossier = await receiveAndAssign(system);
    const { draftId } = await send(system, { dossierCode: dossier.code, subject: 'V/v cấp giấy phép bưu chính' });
    const submitted = dataOf(
      await system.ask<{ submitDraft: { draft: { version: number } } }>(
        'hoant',
        'mutation ($input: DraftStepInput!) { submitDraft(input: $input) { draft { version } } }',
        { input: { draftId, version: 1 } },
      ),
    );
    const returned = dataOf(
      await system.ask<{ returnDraft: { draft: { state: string; returnReason: string; subject: string } } }>(
        'truongphong',
        'mutation ($input: ReturnDraftInput!) { returnDraft(input: $input) { draft { state returnReason subject } } }',
        { input: { draftId, version: submitted.submitDraft.draft.version, reason: 'Thiếu căn cứ pháp lý' } },
      ),
    );
    expect(returned.returnDraft.draft).toEqual({
      state: 'DRAFTING',
      returnReason: 'Thiếu căn cứ pháp lý',
      subject: 'V/v cấp giấy phép bưu chính',
    });
    const document = await issue(system, draftId, await submitApproveAndSign(system, draftId));
    expect(document.symbol).toContain(`${document.number}/`);
  });
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
