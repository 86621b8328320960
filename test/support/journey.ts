import { setTimeout as delay } from 'node:timers/promises';
import { dataOf } from './graph-client.ts';
import type { System } from './system.ts';

/** A small but real PDF: what `file-type` and a browser recognise, with `text` to tell one file from another. */
export function pdf(name: string, text: string): File {
  const stream = `BT /F1 18 Tf 72 770 Td (${text.replaceAll(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  const body = `%PDF-1.4\n${objects.join('')}`;
  const offsets = objects.map((_object, index) => `%PDF-1.4\n${objects.slice(0, index).join('')}`.length);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return new File([`${body}xref\n0 6\n0000000000 65535 f \n${rows}${trailer}`], name, { type: 'application/pdf' });
}

interface ReceivedDossier {
  readonly code: string;
  readonly procedureName: string;
  readonly components: readonly { readonly id: string; readonly name: string; readonly sha256: string }[];
}

const receiveDossier = /* GraphQL */ `
  mutation Receive($input: ReceiveDossierInput!) {
    receiveDossier(input: $input) {
      dossier {
        code
        procedureName
        status
        currentStep {
          kind
        }
        attachments(kinds: [COMPONENT]) {
          id
          name
          sha256
        }
      }
    }
  }
`;

/** The counter receives a dossier of a procedure that the first division (Bưu chính Viễn thông) processes. */
export async function receive(system: System, components: readonly File[] = []): Promise<ReceivedDossier> {
  const found = dataOf(
    await system.ask<{ procedures: { id: string; field: string }[] }>(
      'motcua',
      'query { procedures(search: "bưu chính") { id field } }',
    ),
  );
  const data = dataOf(
    await system.ask<{
      receiveDossier: { dossier: Omit<ReceivedDossier, 'components'> & { attachments: ReceivedDossier['components'] } };
    }>('motcua', receiveDossier, {
      input: {
        procedure: found.procedures[0]?.id,
        applicant: { fullName: 'Trần Văn Bình', nationalId: '052099001234', phone: '0905123456' },
        components,
      },
    }),
  );
  const { code, procedureName, attachments } = data.receiveDossier.dossier;
  return { code, procedureName, components: attachments };
}

/** A dossier that the seed's specialist (`hoant` in the SSO, `nthoa` in iGate) is processing. */
export async function receiveAndAssign(system: System, components: readonly File[] = []): Promise<ReceivedDossier> {
  const dossier = await receive(system, components);
  dataOf(
    await system.ask(
      'truongphong',
      'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { status } } }',
      { input: { dossierCode: dossier.code, assignee: 'nthoa@stttt.binhdinh.gov.vn' } },
    ),
  );
  return dossier;
}

interface SentDraft {
  readonly transferId: string;
  readonly draftId: string;
}

const sendToIdesk = /* GraphQL */ `
  mutation Send($input: SendToIdeskInput!) {
    sendToIdesk(input: $input) {
      transfer {
        id
        state
        lastError
        draft {
          id
        }
      }
    }
  }
`;

const deliveredTransfer = /* GraphQL */ `
  query Delivered($code: DossierCode!) {
    dossier(code: $code) {
      transfers {
        id
        state
        lastError
        draft {
          id
        }
      }
    }
  }
`;

interface Sent {
  readonly id: string;
  readonly state: string;
  readonly draft: { readonly id: string } | null;
}

/** Sends a dossier of the seed's specialist to iDesk, which takes it at once, or when a busy machine lets it. */
export async function send(system: System, input: Record<string, unknown>): Promise<SentDraft> {
  const { sendToIdesk: sent } = dataOf(
    await system.ask<{ sendToIdesk: { transfer: Sent } }>('hoant', sendToIdesk, { input }),
  );
  let transfer: Sent | undefined = sent.transfer;
  const givenUpAt = Date.now() + 15_000;
  while (transfer?.state !== 'DELIVERED' || !transfer.draft) {
    if (transfer?.state === 'FAILED' || Date.now() > givenUpAt) {
      throw new Error(`the transfer is ${JSON.stringify(transfer)}`);
    }
    await delay(100);
    const { dossier } = dataOf(
      await system.ask<{ dossier: { transfers: Sent[] } }>('hoant', deliveredTransfer, { code: input['dossierCode'] }),
    );
    transfer = dossier.transfers.find(({ id }) => id === sent.transfer.id);
  }
  return { transferId: transfer.id, draftId: transfer.draft.id };
}

const steps = [
  ['hoant', 'submitDraft', 'DraftStepInput'],
  ['truongphong', 'approveDraft', 'DraftStepInput'],
  ['lanhdao', 'signDraft', 'DraftStepInput'],
] as const;

/** Takes a draft through iDesk's ordinary way up to the leader's signature; the version it then has. */
export async function submitApproveAndSign(system: System, draftId: string): Promise<number> {
  let version = await versionOf(system, draftId);
  for (const [account, field, input] of steps) {
    const data = dataOf(
      await system.ask<Record<string, { draft: { version: number } }>>(
        account,
        `mutation ($input: ${input}!) { ${field}(input: $input) { draft { version } } }`,
        { input: { draftId, version } },
      ),
    );
    version = data[field]?.draft.version ?? version;
  }
  return version;
}

export async function versionOf(system: System, draftId: string): Promise<number> {
  const { draft } = dataOf(
    await system.ask<{ draft: { version: number } }>('hoant', 'query ($id: ID!) { draft(id: $id) { version } }', {
      id: draftId,
    }),
  );
  return draft.version;
}

export interface IssuedDocument {
  readonly id: string;
  readonly number: number;
  readonly symbol: string;
  readonly issuedAt: string;
  readonly files: readonly { readonly id: string; readonly name: string; readonly sha256: string }[];
}

/** The clerk issues a signed draft. */
export async function issue(system: System, draftId: string, version: number): Promise<IssuedDocument> {
  const data = dataOf(
    await system.ask<{ issueDocument: { document: IssuedDocument } }>(
      'vanthu',
      /* GraphQL */ `
        mutation ($input: IssueDocumentInput!) {
          issueDocument(input: $input) {
            document {
              id
              number
              symbol
              issuedAt
              files {
                id
                name
                sha256
              }
            }
          }
        }
      `,
      { input: { draftId, version } },
    ),
  );
  return data.issueDocument.document;
}

/** From the counter to an issued document: what the ways back start from. */
export async function issuedDossier(system: System): Promise<{ dossier: ReceivedDossier; document: IssuedDocument }> {
  const dossier = await receiveAndAssign(system, [pdf('Đơn đề nghị.pdf', 'component')]);
  const { draftId } = await send(system, {
    dossierCode: dossier.code,
    attachmentIds: dossier.components.map(({ id }) => id),
    uploads: [pdf('Dự thảo kết quả.pdf', 'upload')],
  });
  const document = await issue(system, draftId, await submitApproveAndSign(system, draftId));
  return { dossier, document };
}
