import { miscountedEntries } from '../subgraphs/igate/store/reconciliation-audit.ts';
import { misnumberedReceptions, misstatedDossiers } from '../subgraphs/igate/store/reconciliation.ts';
import { miscountedHistories, misnumberedRegisters } from '../subgraphs/idesk/store/reconciliation.ts';
import type { Findings, Systems } from './finding.ts';

/** What a dossier says of its crossings and results is what its other rows say. */
export async function* checkDossiers({ igate }: Systems): Findings {
  for await (const batch of misstatedDossiers(igate)) {
    for (const { code, ideskState, transferId, problem } of batch) {
      const what = {
        STATE_WITHOUT_SEND: `Dossier ${code} shows ${ideskState} by transfer ${transferId}, but that is no send of it.`,
        SEND_WITHOUT_STATE: `Dossier ${code} was sent to iDesk, but does not know by which transfer.`,
        RESULTS_FLAG: `Dossier ${code} says that it has results where it has none, or none where it has some.`,
      }[problem];
      yield { kind: 'dossier-contradicts-transfers', subject: code, what };
    }
  }
}

/** One DONE entry of the audit log for each action that was accepted, and one entry of a document's history for each change. */
export async function* checkAudit({ igate, idesk }: Systems): Findings {
  for await (const batch of miscountedEntries(igate)) {
    for (const { dossierCode, action, actions, entries } of batch) {
      yield {
        kind: 'audit-miscounted',
        subject: `${dossierCode} ${action}`,
        what: `Dossier ${dossierCode} shows ${actions} × ${action}, but the audit log has ${entries} entries of it.`,
      };
    }
  }
  for await (const batch of miscountedHistories(idesk)) {
    for (const { documentId, version, changes, pushes, pushEntries, auditEntries } of batch) {
      yield {
        kind: 'history-miscounted',
        subject: documentId,
        what: `Document ${documentId} has version ${version} and ${pushes} pushes, but its history tells of ${changes} changes and ${pushEntries} pushes, and the audit log of ${auditEntries} actions.`,
      };
    }
  }
}

/** Numbers of issued documents run from 1 in each register, without gap or repetition. */
export async function* checkRegisters({ idesk }: Systems): Findings {
  for await (const batch of misnumberedRegisters(idesk)) {
    for (const { departmentId, department, kind, year, lastNumber, highestNumber, missing, repeated } of batch) {
      const register = `the register of ${department}, ${kind}, ${year}`;
      const subject = `${department} ${kind} ${year}`;
      if (missing.length > 0) {
        const what = `No document bears the numbers ${missing.join(', ')} of ${register}.`;
        yield { kind: 'number-missing', subject, what };
      }
      if (repeated.length > 0) {
        const what = `Several documents bear the numbers ${repeated.join(', ')} of ${register}.`;
        yield { kind: 'number-repeated', subject, what };
      }
      if (lastNumber < highestNumber) {
        yield {
          kind: 'register-behind',
          subject,
          what: `Document ${highestNumber} was issued in ${register}, but its counter stands at ${lastNumber}.`,
          repair: { do: 'RAISE_REGISTER', departmentId, kind, year },
        };
      }
    }
  }
}

/** Dossier codes of a department run from 1 each day, without a gap. */
export async function* checkReceptions({ igate }: Systems): Findings {
  for await (const batch of misnumberedReceptions(igate)) {
    for (const { departmentId, department, day, lastNumber, highestNumber, missing } of batch) {
      const subject = `${department} ${day}`;
      if (missing.length > 0) {
        const what = `No dossier of ${department} bears the numbers ${missing.join(', ')} of the day ${day}.`;
        yield { kind: 'reception-missing', subject, what };
      }
      if (lastNumber < highestNumber) {
        yield {
          kind: 'reception-behind',
          subject,
          what: `${department} gave number ${highestNumber} on the day ${day}, but its counter stands at ${lastNumber}.`,
          repair: { do: 'RAISE_RECEPTION_COUNTER', departmentId, day },
        };
      }
    }
  }
}
