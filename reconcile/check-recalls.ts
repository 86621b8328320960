import { recalledFiles, refusedFiles, reportedVersions } from '../subgraphs/igate/store/reconciliation-recalls.ts';
import { latestReports, recalledDocuments, standingFiles } from '../subgraphs/idesk/store/reconciliation-reports.ts';
import type { Findings, Systems } from './finding.ts';

/**
 * What iDesk has recalled, iGate refuses from then on, attached or not; and it refuses nothing else. Whether results that
 * are attached bear the mark is compared with them, in `check-results.ts`.
 */
export async function* checkRecalls({ igate, idesk }: Systems): Findings {
  for await (const batch of recalledDocuments(idesk)) {
    const refused = await refusedFiles(
      igate,
      batch.flatMap(({ fileIds }) => fileIds),
    );
    for (const { documentId, transferId, fileIds, isReportLive } of batch) {
      // What is still on its way explains any difference.
      if (isReportLive || fileIds.every((id) => refused.has(id))) continue;
      yield {
        kind: 'recall-disagrees',
        subject: documentId,
        what: `iDesk has recalled document ${documentId}, but iGate would still take its files.`,
        repair: { do: 'REPORT_STATE', transferId, documentId },
      };
    }
  }
  for await (const batch of recalledFiles(igate)) {
    const standing = await standingFiles(
      idesk,
      batch.map(({ fileId }) => fileId),
    );
    for (const { fileId, documentId } of batch) {
      if (!standing.has(fileId)) continue;
      yield {
        kind: 'recall-disagrees',
        subject: fileId,
        what: `iGate refuses file ${fileId} as one of a recalled document, but its document ${documentId} stands in iDesk.`,
      };
    }
  }
}

/** What iDesk last had to tell of a document has reached iGate, or is on its way. */
export async function* checkReports({ igate, idesk }: Systems): Findings {
  for await (const batch of latestReports(idesk)) {
    const known = await reportedVersions(
      igate,
      batch.map(({ transferId }) => transferId),
    );
    for (const { transferId, documentId, state, version, isLive } of batch) {
      const told = known.get(transferId);
      // A transfer that iGate does not have is another finding.
      if (isLive || told === undefined || told >= version) continue;
      yield {
        kind: 'report-given-up',
        subject: documentId,
        what: `iDesk has given up telling iGate that document ${documentId} is ${state} (version ${version}); iGate knows version ${told}.`,
        repair: { do: 'REPORT_STATE', transferId, documentId },
      };
    }
  }
}
