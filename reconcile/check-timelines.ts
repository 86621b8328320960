import { knownSteps, type KnownStep } from '../subgraphs/igate/store/reconciliation-timelines.ts';
import { toldTimelines } from '../subgraphs/idesk/store/reconciliation-timelines.ts';
import type { Findings, Systems } from './finding.ts';

/** iGate shows of each draft the steps that it took in iDesk, and no others. */
export async function* checkTimelines({ igate, idesk }: Systems): Findings {
  for await (const batch of toldTimelines(idesk)) {
    const known = await knownSteps(
      igate,
      batch.map(({ transferId }) => transferId),
    );
    for (const { transferId, documentId, dossierCode, steps } of batch) {
      const shown = known.get(transferId);
      // A transfer that iGate does not have is another finding.
      if (!shown) continue;
      const missing = without(steps, shown);
      const surplus = without(shown, steps);
      if (missing.length === 0 && surplus.length === 0) continue;
      const differences = [
        missing.length > 0 && `does not show ${inWords(missing)}`,
        surplus.length > 0 && `shows ${inWords(surplus)}, which iDesk does not know`,
      ].filter((difference) => difference !== false);
      yield {
        kind: 'timeline-differs',
        subject: documentId,
        what: `Of document ${documentId}, dossier ${dossierCode} ${differences.join(', and ')}.`,
        // What iGate was told once it keeps: telling it again adds what is missing, and changes nothing.
        ...(surplus.length === 0 && { repair: { do: 'REPORT_STATE' as const, transferId, documentId } }),
      };
    }
  }
}

function without(steps: readonly KnownStep[], others: readonly KnownStep[]): readonly KnownStep[] {
  return steps.filter(
    (step) => !others.some(({ version, kind, at }) => version === step.version && kind === step.kind && at === step.at),
  );
}

function inWords(steps: readonly KnownStep[]): string {
  return steps.map(({ version, kind, at }) => `${kind} (version ${version}, ${new Date(at).toISOString()})`).join(', ');
}
