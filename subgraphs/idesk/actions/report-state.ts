import type { Bilingual } from '../../../platform/errors.ts';
import { countReportAttempt, findStateReport, noteReportFailure } from '../store/state-reports.ts';
import type { Desk } from './desk.ts';

/** Tells iGate the state that a draft of one of its dossiers has come into. Safe to repeat: iGate keeps the newest version. */
export async function reportState(desk: Desk, reportId: string): Promise<void> {
  const report = await findStateReport(desk.database, reportId);
  if (!report) return;
  await countReportAttempt(desk.database, reportId);
  await desk.igate.send('PUT', `/peer/idesk-states/${reportId}`, {
    transferId: report.transferId,
    documentId: report.documentId,
    dossierCode: report.dossierCode,
    state: report.state,
    version: report.version,
    at: report.at.toISOString(),
  });
}

/** Keeps why iGate could not be told; a later report of the same draft overtakes this one. */
export async function noteUnreportedState(desk: Desk, reportId: string, reason: Bilingual | null): Promise<void> {
  await noteReportFailure(desk.database, reportId, reason);
}
