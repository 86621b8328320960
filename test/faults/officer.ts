import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../demo/world/random.ts';
import { pdf } from '../support/journey.ts';
import type { Entry, Ledger } from './ledger.ts';
import { OutOfTime, Refused, type Office } from './office.ts';

export interface Specialist {
  readonly sso: string;
  readonly igate: string;
}

interface Work {
  readonly office: Office;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly procedure: string;
  readonly specialist: Specialist;
  /** Whether to begin nothing new. */
  readonly isOver: () => boolean;
}

/** Works through dossiers, one after the other: receive, send, see it issued, pull and push the results. */
export async function work(day: Work): Promise<void> {
  while (!day.isOver()) {
    try {
      await dossier(day);
    } catch (error) {
      if (error instanceof OutOfTime) return;
      day.ledger.surprises.push(error instanceof Error ? error.message : String(error));
      await delay(500);
    }
  }
}

async function dossier(day: Work): Promise<void> {
  const { office, procedure, specialist, random } = day;
  const component = paper('Tờ khai.pdf', random);
  const { code, attachments } = await office.insist<
    { receiveDossier: { dossier: { code: string; attachments: { id: string }[] } } },
    { code: string; attachments: { id: string }[] }
  >(
    'motcua',
    `mutation ($input: ReceiveDossierInput!) {
      receiveDossier(input: $input) { dossier { code attachments(kinds: [COMPONENT]) { id } } }
    }`,
    {
      input: {
        procedure,
        applicant: { fullName: 'Trần Văn Bình' },
        components: [component],
        idempotencyKey: randomUUID(),
      },
    },
    (data) => data.receiveDossier?.dossier,
  );
  await office.insist<{ assignDossier: { dossier: { code: string } } }, unknown>(
    'truongphong',
    'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { code } } }',
    { input: { dossierCode: code, assignee: specialist.igate } },
    (data) => data.assignDossier?.dossier,
  );
  const componentDigest = await digestOf(component);
  for (let sends = 0; sends < 4 && !day.isOver(); sends += 1) {
    await crossAndReturn(day, code, { id: attachments[0]?.id, digest: componentDigest });
  }
}

async function crossAndReturn(
  day: Work,
  dossierCode: string,
  component: { readonly id: string | undefined; readonly digest: string },
): Promise<void> {
  const { office, ledger, random, specialist } = day;
  const upload = paper('Dự thảo kết quả.pdf', random);
  const subject = `V/v cấp giấy phép ${randomUUID()}`;
  const sent = ledger.open({
    kind: 'send',
    key: randomUUID(),
    dossierCode,
    subject,
    digests: [component.digest, await digestOf(upload)],
  });
  await requestWithTemper(day, sent, specialist.sso, {
    mutation: `mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { id } } }`,
    input: { dossierCode, subject, attachmentIds: component.id ? [component.id] : [], uploads: [upload] },
    idOf: (data: { sendToIdesk?: { transfer: { id: string } } }) => data.sendToIdesk?.transfer.id,
  });
  const [transferId] = sent.answers;
  if (transferId === undefined) return;
  const draftId = await arrivedDraft(office, specialist.sso, dossierCode, transferId);
  await carryToIssue(office, specialist.sso, draftId);
  const files = await office.insist<{ issuedDocument: { files: { id: string; sha256: string }[] } }, { id: string }[]>(
    'vanthu',
    'query ($id: ID!) { issuedDocument(id: $id) { files { id sha256 } } }',
    { id: draftId },
    (data) => data.issuedDocument?.files,
  );
  // Both ways at once, as two officers would who do not know of each other.
  const returns = files.flatMap(({ id }) => [
    () => pull(day, dossierCode, id, sent.digests),
    () => push(day, dossierCode, draftId, id, sent.digests),
  ]);
  if (random.chance(0.5)) await Promise.all(returns.map((one) => one()));
  else for (const one of returns) await one();
  if (random.chance(0.1)) await recall(office, draftId);
}

/** What was attached is marked in iGate; what is still on its way there is refused, with this as its reason. */
async function recall(office: Office, documentId: string): Promise<void> {
  try {
    await office.insist<{ recallDocument: object }, object>(
      'vanthu',
      'mutation ($input: RecallDocumentInput!) { recallDocument(input: $input) { document { id } } }',
      { input: { documentId, reason: 'Ban hành nhầm' } },
      (data) => data.recallDocument,
    );
  } catch (error) {
    // Recalled, and the answer lost.
    if (!(error instanceof Refused && error.code === 'WRONG_STEP')) throw error;
  }
}

async function pull(day: Work, dossierCode: string, fileId: string, digests: readonly string[]): Promise<void> {
  const entry = day.ledger.open({ kind: 'pull', key: randomUUID(), dossierCode, subject: '', digests });
  await requestWithTemper(day, entry, day.specialist.sso, {
    mutation: `mutation ($input: AttachResultsInput!) { attachResults(input: $input) { transfer { id } } }`,
    input: { dossierCode, fileIds: [fileId] },
    idOf: (data: { attachResults?: { transfer: { id: string } } }) => data.attachResults?.transfer.id,
  });
}

async function push(
  day: Work,
  dossierCode: string,
  documentId: string,
  fileId: string,
  digests: readonly string[],
): Promise<void> {
  const entry = day.ledger.open({ kind: 'push', key: randomUUID(), dossierCode, subject: '', digests });
  await requestWithTemper(day, entry, 'vanthu', {
    mutation: `mutation ($input: PushResultsToIgateInput!) { pushResultsToIgate(input: $input) { push { id } } }`,
    input: { documentId, fileIds: [fileId] },
    idOf: (data: { pushResultsToIgate?: { push: { id: string } } }) => data.pushResultsToIgate?.push.id,
  });
}

interface Asked<Data> {
  readonly mutation: string;
  readonly input: Record<string, unknown>;
  readonly idOf: (data: Data) => string | undefined;
}

/** Some officers are patient, some click several times at once, and some give up and never learn what became of it. */
async function requestWithTemper<Data>(day: Work, entry: Entry, account: string, asked: Asked<Data>): Promise<void> {
  const { office, random } = day;
  const variables = { input: { ...asked.input, idempotencyKey: entry.key } };
  const read = (data: Partial<Data>) => asked.idOf(data as Data);
  const note = (id: string | null): void => {
    if (id !== null) entry.answers.add(id);
  };
  try {
    const temper = random.fraction();
    if (temper < 0.08) {
      note(await office.ask(account, asked.mutation, variables, read, random.whole(20, 400)));
    } else if (temper < 0.2) {
      const clicks = Array.from({ length: 3 }, () => office.insist(account, asked.mutation, variables, read));
      for (const id of await Promise.all(clicks)) note(id);
    } else {
      note(await office.insist(account, asked.mutation, variables, read));
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    entry.refusal = error.code;
    day.ledger.surprises.push(`${entry.kind} of ${entry.dossierCode}: ${error.message}`);
  }
}

async function arrivedDraft(office: Office, account: string, code: string, transferId: string): Promise<string> {
  for (;;) {
    type Seen = { dossier: { transfers: { id: string; draft: { id: string } | null }[] } | null };
    const transfers = await office.insist<Seen, { id: string; draft: { id: string } | null }[]>(
      account,
      'query ($code: DossierCode!) { dossier(code: $code) { transfers { id draft { id } } } }',
      { code },
      (data) => data.dossier?.transfers,
    );
    const draft = transfers.find(({ id }) => id === transferId)?.draft;
    if (draft) return draft.id;
    await delay(300);
  }
}

interface Step {
  /** Null for the draft's own specialist. */
  readonly account: string | null;
  readonly field: string;
  readonly input: string;
  /** What the answer tells, as the draft that the next step starts from. */
  readonly answer: string;
}

const steps: Readonly<Record<string, Step>> = {
  DRAFTING: { account: null, field: 'submitDraft', input: 'DraftStepInput', answer: 'draft { state version }' },
  SUBMITTED: {
    account: 'truongphong',
    field: 'approveDraft',
    input: 'DraftStepInput',
    answer: 'draft { state version }',
  },
  APPROVED: { account: 'lanhdao', field: 'signDraft', input: 'DraftStepInput', answer: 'draft { state version }' },
  SIGNED: { account: 'vanthu', field: 'issueDocument', input: 'IssueDocumentInput', answer: 'document { id }' },
};

interface Standing {
  readonly state?: string;
  readonly version?: number;
}

/** Takes a draft to its issue. An answer that is lost shows in the draft's state, and the next step follows from that. */
async function carryToIssue(office: Office, specialist: string, draftId: string): Promise<void> {
  let standing: Standing | null = null;
  for (;;) {
    standing ??= await office.insist<{ draft: Standing }, Standing>(
      specialist,
      'query ($id: ID!) { draft(id: $id) { state version } }',
      { id: draftId },
      (data) => data.draft,
    );
    const step: Step | undefined = steps[standing.state ?? ''];
    if (!step) return;
    const { field, input, answer }: Step = step;
    try {
      const done: { draft?: Standing; document?: Standing } | null = await office.ask<
        Record<string, { draft?: Standing; document?: Standing }>,
        { draft?: Standing; document?: Standing }
      >(
        step.account ?? specialist,
        `mutation ($input: ${input}!) { ${field}(input: $input) { ${answer} } }`,
        { input: { draftId, version: standing.version } },
        (data) => data[field],
      );
      standing = done ? standingIn(done) : null;
    } catch (error) {
      // The step was taken, and its answer lost.
      if (!(error instanceof Refused && ['VERSION_CONFLICT', 'WRONG_STEP'].includes(error.code))) throw error;
      standing = null;
    }
  }
}

/** An issued document takes no further step. */
function standingIn(answer: { readonly draft?: Standing; readonly document?: Standing }): Standing {
  return answer.draft ?? {};
}

/** Mostly a few kilobytes; now and then large enough to be caught in the middle. */
function paper(name: string, random: Random): File {
  const kilobytes = random.chance(0.1) ? random.whole(400, 1500) : random.whole(1, 40);
  return pdf(name, `${randomUUID()} ${'x'.repeat(kilobytes * 1024)}`);
}

async function digestOf(file: File): Promise<string> {
  return createHash('sha256')
    .update(Buffer.from(await file.arrayBuffer()))
    .digest('hex');
}
