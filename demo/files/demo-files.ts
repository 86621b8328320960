import { keepClaimed, type Keeping } from '../../platform/files/file-claims.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { departments, type DemoDepartment } from '../world/departments.ts';
import { officersWith } from '../world/officers.ts';
import { procedures, type ResultKind } from '../world/procedures.ts';
import { administrativePdf, type AdministrativeDocument } from './administrative-document.ts';
import { applicationForm, supportingPapers, type ComponentPaper } from './component-papers.ts';
import { examinationPaper, refusalPaper, resultPaper } from './office-papers.ts';

/** Far above any of these files; a page of text has some 30 kB. */
const maxBytes = 10 * 1024 * 1024;

const abbreviations = { GIAY_PHEP: 'GP', QUYET_DINH: 'QĐ', THONG_BAO: 'TB' } as const;

/** The shared papers of the demo: a few dozen real files, which the dossiers of a department have in common. */
export interface DemoFiles {
  readonly applicationForm: StoredFile;
  readonly supporting: readonly StoredFile[];
  examination(department: DemoDepartment): StoredFile;
  refusal(department: DemoDepartment): StoredFile;
  result(department: DemoDepartment, kind: ResultKind): StoredFile;
}

/**
 * Sets every shared paper and keeps it in the stores of the systems that hold it: components and examinations begin in
 * iGate and cross to iDesk, results begin in iDesk and cross to iGate.
 */
export async function makeDemoFiles(stores: readonly Keeping[]): Promise<DemoFiles> {
  const keep = (name: string, paper: AdministrativeDocument) => keepPaper(stores, name, paper);
  const component = ({ fileName, paper }: ComponentPaper) => keep(fileName, paper);

  // All at once: while the disk confirms one file, the next is set.
  const papers = departments.flatMap((department) => departmentPapers(department));
  const [form, supporting, office] = await Promise.all([
    component(applicationForm),
    Promise.all(supportingPapers.map(component)),
    Promise.all(papers.map(async ({ key, name, paper }) => [key, await keep(name, paper)] as const)),
  ]);
  const byKey = new Map(office);

  const of = (department: DemoDepartment, what: string): StoredFile => {
    const file = byKey.get(`${department.code} ${what}`);
    if (!file) throw new Error(`The demo has no ${what} of ${department.code}.`);
    return file;
  };
  return {
    applicationForm: form,
    supporting,
    examination: (department) => of(department, 'examination'),
    refusal: (department) => of(department, 'refusal'),
    result: (department, kind) => of(department, kind),
  };
}

interface OfficePaper {
  readonly key: string;
  readonly name: string;
  readonly paper: AdministrativeDocument;
}

/** What a department writes, before any number is put on it. */
function departmentPapers(department: DemoDepartment): OfficePaper[] {
  const leader = officersWith('DEPARTMENT_LEADER', department)[0]?.fullName ?? '';
  const division = department.divisions[0]?.code ?? '';
  const results = [...resultKindsOf(department)].map((kind) => {
    const symbol = kind === 'CONG_VAN' ? `${department.code}-${division}` : `${abbreviations[kind]}-${department.code}`;
    const unnumbered = { symbol: `      /${symbol}`, date: null, subject: 'Giải quyết thủ tục hành chính' };
    const paper = resultPaper({ department, kind, division, leader, ...unnumbered });
    return { key: `${department.code} ${kind}`, name: resultNames[kind], paper };
  });
  const refusal = refusalPaper(department, leader);
  return [
    ...results,
    { key: `${department.code} examination`, name: 'Phiếu thẩm định hồ sơ.pdf', paper: examinationPaper(department) },
    { key: `${department.code} refusal`, name: 'Thông báo không giải quyết hồ sơ.pdf', paper: refusal },
  ];
}

/** Under which name a result's file goes. */
export const resultNames: Readonly<Record<ResultKind, string>> = {
  GIAY_PHEP: 'Giấy phép.pdf',
  QUYET_DINH: 'Quyết định.pdf',
  THONG_BAO: 'Thông báo.pdf',
  CONG_VAN: 'Công văn trả lời.pdf',
};

/** Every department writes official letters, whatever its procedures end in. */
function resultKindsOf(department: DemoDepartment): ReadonlySet<ResultKind> {
  const own = procedures.filter((one) => one.departmentId === department.id);
  return new Set(['CONG_VAN', ...own.map((one) => one.result)]);
}

/** Sets a paper and keeps it in each of the stores. */
export async function keepPaper(
  stores: readonly Keeping[],
  name: string,
  paper: AdministrativeDocument,
): Promise<StoredFile> {
  const bytes = await administrativePdf(paper);
  const [kept] = await Promise.all(
    stores.map(async (keeping): Promise<StoredFile> => {
      const received = await keeping.store.receive(inOnePiece(bytes), { maxBytes });
      await keepClaimed(keeping, [received]);
      return { name, mediaType: received.mediaType ?? 'application/pdf', size: received.size, sha256: received.sha256 };
    }),
  );
  if (!kept) throw new Error('There is no store to keep the file in.');
  return kept;
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
