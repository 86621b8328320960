import type { Bilingual } from '../../../platform/errors.ts';
import { findFilesOfDocuments } from '../store/document-files.ts';
import { findReportedSteps } from '../store/document-events.ts';
import { countReportAttempt, findStateReport, noteReportFailure } from '../store/state-reports.ts';
import type { Desk } from './desk.ts';

/** How many attempts there have been, the one that begins included. */
export async function beginReport(desk: Desk, reportId: string): Promise<number | null> {
  return countReportAttempt(desk.database, reportId);
}

/**
 * Tells iGate the state that a draft of one of its dossiers has come into, and every step so far: a report that never arrives
 * is made good by the next one. Safe to repeat: iGate keeps the newest version, and each step once.
 * A recall names the document's files, so that iGate can mark those that are attached and refuse those that come late.
 */
export async function reportState(desk: Desk, reportId: string): Promise<void> {
  const report = await findStateReport(desk.database, reportId);
  if (!report) return;
  const { recall } = report;
  const history = await findReportedSteps(desk.database, report.documentId, report.version);
  const files = recall ? await findFilesOfDocuments(desk.database, [report.documentId]) : [];
  await desk.igate.send('PUT', `/peer/idesk-states/${reportId}`, {
    transferId: report.transferId,
    documentId: report.documentId,
    dossierCode: report.dossierCode,
    state: report.state,
    version: report.version,
    at: report.at.toISOString(),
    moments: {
      signedAt: report.signedAt?.toISOString() ?? null,
      issuedAt: report.issuedAt?.toISOString() ?? null,
    },
    history: history.map((step) => ({ ...step, at: step.at.toISOString() })),
    ...(recall && { recall: { ...recall, fileIds: files.map((file) => file.id) } }),
  });
}

/** Keeps why iGate could not be told; a later report of the same draft overtakes this one. */
export async function noteUnreportedState(desk: Desk, reportId: string, reason: Bilingual): Promise<void> {
  await noteReportFailure(desk.database, reportId, reason);
}
