import { randomBytes, randomInt } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../support/graph-client.ts';
import { openReportedProvince, type ReportedProvince } from './reported-province.ts';

let province: ReportedProvince;
beforeAll(async () => {
  province = await openReportedProvince(300);
}, 120_000);
afterAll(() => province?.[Symbol.asyncDispose]());

interface Links {
  readonly csvUrl: string;
  readonly xlsxUrl: string;
  readonly expiresAt: string;
}

async function linksOf(who: string, filter: object = {}): Promise<Links> {
  const { dossierExport } = await province.get<{ dossierExport: Links }>(
    'igate',
    who,
    'query ($filter: DossierFilter) { dossierExport(filter: $filter) { csvUrl xlsxUrl expiresAt } }',
    { filter },
  );
  return dossierExport;
}

/** The addresses have no origin here: they are met where the subgraph listens. */
async function download(address: string) {
  const origin = address.startsWith('/reports/idesk/') ? province.urls.idesk : province.urls.igate;
  const response = await fetch(`${origin}${address}`);
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function tableOf(address: string): Promise<readonly (readonly string[])[]> {
  const { status, bytes } = await download(address);
  expect(status).toBe(200);
  return parsed(bytes.toString());
}

/** CSV by RFC 4180, which must have its mark. */
function parsed(text: string): string[][] {
  expect(text.startsWith('\ufeff')).toBe(true);
  const rows: string[][] = [];
  for (const line of text
    .slice(1)
    .matchAll(/((?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*)\r\n/g)) {
    const fields = [...`,${line[1] ?? ''}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)];
    rows.push(fields.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''));
  }
  return rows;
}

describe('the list of dossiers as CSV', () => {
  it('has exactly the dossiers that the list has, with Vietnamese intact and moments on Viet Nam’s clock', async () => {
    const filter = { statuses: ['PROCESSING', 'SUSPENDED'] };
    const [head, ...rows] = await tableOf((await linksOf('lanhdao', filter)).csvUrl);
    expect(head?.slice(0, 3)).toEqual(['Mã hồ sơ', 'Thủ tục', 'Lĩnh vực']);
    const { dossiers } = await province.get<{
      dossiers: { edges: { node: { code: string; procedureName: string; receivedAt: string } }[] };
    }>(
      'igate',
      'lanhdao',
      `query ($filter: DossierFilter) {
        dossiers(filter: $filter, first: 500) { edges { node { code procedureName receivedAt } } }
      }`,
      { filter },
    );
    const listed = dossiers.edges.map(({ node }) => {
      const received = new Date(Date.parse(node.receivedAt) + 7 * 3_600_000).toISOString();
      return [node.code, node.procedureName, received.slice(0, 16).replace('T', ' ')].join(' | ');
    });
    expect(rows.map((row) => [row[0], row[1], row[8]].join(' | '))).toEqual(inOrder(listed));
    expect(rows.length).toBeGreaterThan(5);
  });

  it('is named for people, and kept by nobody on the way', async () => {
    const { headers } = await download((await linksOf('lanhdao')).csvUrl);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain("UTF-8''Danh sách hồ sơ.csv");
    expect(headers.get('cache-control')).toBe('private, no-store');
  });

  it('lets go of the database where nobody reads on', async () => {
    const reading = async () => {
      const { rows } = await province.igate.pool.query<{ count: number }>(
        "select count(*)::integer as count from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
      );
      return rows[0]?.count;
    };
    const { body } = await fetch(`${province.urls.igate}${(await linksOf('lanhdao')).csvUrl}`);
    await body?.cancel();
    await expect.poll(reading, { timeout: 10_000 }).toBe(0);
  });

  it('opens a figure as the list does', async () => {
    const figure = { figure: 'OVERDUE', period: { from: '2026-01-01', to: '2026-11-23' } };
    const { dossiers } = await province.get<{ dossiers: { totalCount: number } }>(
      'igate',
      'lanhdao',
      'query ($filter: DossierFilter) { dossiers(filter: $filter) { totalCount } }',
      { filter: { figure } },
    );
    expect(dossiers.totalCount).toBeGreaterThan(0);
    expect(await tableOf((await linksOf('lanhdao', { figure })).csvUrl)).toHaveLength(dossiers.totalCount + 1);
  });

  it('holds no formula, whatever a name begins with', async () => {
    const names = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', 'Cấp "phép", gấp'];
    const codes = await province.igate.kysely.selectFrom('dossiers').select('code').limit(names.length).execute();
    for (const [index, name] of names.entries()) {
      await province.igate.kysely
        .updateTable('dossiers')
        .set({ procedure_name: name, department_id: (await leaderDepartment()) ?? '' })
        .where('code', '=', codes[index]?.code ?? '')
        .execute();
    }
    const rows = await tableOf((await linksOf('lanhdao', { codes: codes.map(({ code }) => code) })).csvUrl);
    expect(inOrder(rows.slice(1).map((row) => row[1] ?? ''))).toEqual(
      inOrder(names.map((name) => (name.startsWith('Cấp') ? name : `'${name}`))),
    );
  });
});

const inOrder = (texts: readonly string[]) => texts.toSorted((one, other) => (one < other ? -1 : 1));

const leaderDepartment = async () =>
  (
    await province.igate.kysely
      .selectFrom('officers')
      .where('linked_sso_account', '=', 'lanhdao@stttt.binhdinh.gov.vn')
      .select('department_id')
      .executeTakeFirst()
  )?.department_id;

describe('the list of dossiers as a workbook', () => {
  it('is one that holds the same rows, its text as text', async () => {
    const links = await linksOf('lanhdao');
    const rows = await tableOf(links.csvUrl);
    const response = await download(links.xlsxUrl);
    expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
    const files = unzipSync(response.bytes);
    expect(Object.keys(files)).toContain('[Content_Types].xml');
    const sheet = Buffer.from(files['xl/worksheets/sheet1.xml'] ?? []).toString();
    expect([...sheet.matchAll(/<row>/g)]).toHaveLength(rows.length);
    expect(sheet).toContain('<t xml:space="preserve">Mã hồ sơ</t>');
    expect(sheet).toContain('<t xml:space="preserve">=HYPERLINK("http://x")</t>');
    expect(sheet).not.toContain('<f>');
  });
});

describe('the report as a file', () => {
  const query = `query ($who: ReportPeriodInput!) {
    dossierReport(period: $who, groupBy: DIVISION) {
      total { received } groups { label figures { received } } export { csvUrl xlsxUrl }
    }
  }`;

  it('has the figures of the report, for a report viewer too', async () => {
    const { dossierReport } = await province.get<{
      dossierReport: {
        total: { received: number };
        groups: { label: string; figures: { received: number } }[];
        export: Links;
      };
    }>('igate', 'baocao', query, { who: { from: '2026-06-01', to: '2026-11-23' } });
    const rows = await tableOf(dossierReport.export.csvUrl);
    expect(rows[0]?.slice(0, 2)).toEqual(['Nhóm', 'Tiếp nhận trong kỳ']);
    // The file tells every figure, and so also of divisions that have received nothing.
    const received = rows.slice(1).filter((row) => row[1] !== '0');
    expect(received.map((row) => [row[0], Number(row[1])])).toEqual([
      ...dossierReport.groups.map(({ label, figures }) => [label, figures.received]),
      ['Tổng số', dossierReport.total.received],
    ]);
  });
});

describe('what iDesk exports', () => {
  const exported = async (who: string, filter: object = {}) => {
    const { documentExport } = await province.get<{ documentExport: Links }>(
      'idesk',
      who,
      'query ($filter: DocumentFilter) { documentExport(filter: $filter) { csvUrl xlsxUrl expiresAt } }',
      { filter },
    );
    return documentExport;
  };

  it.each([
    ['by a state', { states: ['ISSUED'] }],
    ['by a figure', { figure: { figure: 'REWORKED', period: { from: '2026-01-01', to: '2026-11-23' } } }],
  ])('has exactly the documents that the list has, in its order, narrowed %s', async (_how, filter) => {
    const links = await exported('lanhdao', filter);
    const [head, ...rows] = await tableOf(links.csvUrl);
    expect(head?.slice(0, 4)).toEqual(['Số, ký hiệu', 'Ngày văn bản', 'Loại văn bản', 'Trích yếu']);
    const { documents } = await province.get<{
      documents: { edges: { node: { subject: string; createdAt: string; dossierCode: string | null } }[] };
    }>(
      'idesk',
      'lanhdao',
      `query ($filter: DocumentFilter) {
        documents(filter: $filter, first: 500) { edges { node {
          ... on Draft { subject createdAt dossierCode } ... on IssuedDocument { subject createdAt dossierCode }
        } } }
      }`,
      { filter },
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map((row) => [row[3], row[9]])).toEqual(
      documents.edges.map(({ node }) => [node.subject, node.dossierCode ?? '']),
    );
    const { bytes } = await download(links.xlsxUrl);
    const sheet = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? []).toString();
    expect([...sheet.matchAll(/<row>/g)]).toHaveLength(rows.length + 1);
  });

  it('is the report too, for a report viewer as well', async () => {
    const { documentReport } = await province.get<{
      documentReport: {
        total: { created: number };
        groups: { label: string; figures: { created: number } }[];
        export: Links;
      };
    }>(
      'idesk',
      'baocao',
      `query ($period: ReportPeriodInput!) { documentReport(period: $period, groupBy: KIND) {
        total { created } groups { label figures { created } } export { csvUrl }
      } }`,
      { period: { from: '2026-06-01', to: '2026-11-23' } },
    );
    const rows = await tableOf(documentReport.export.csvUrl);
    expect(rows[0]?.slice(0, 2)).toEqual(['Nhóm', 'Dự thảo phát sinh']);
    expect(rows.slice(1).map((row) => [row[0], Number(row[1])])).toEqual([
      ...documentReport.groups.map(({ label, figures }) => [label, figures.created]),
      ['Tổng số', documentReport.total.created],
    ]);
  });

  it('is refused to those who see no document, and opens at no other system', async () => {
    for (const who of ['baocao', 'quantri']) {
      expect(refusalOf(await province.ask('idesk', who, '{ documentExport { csvUrl } }')).code).toBe('FORBIDDEN');
    }
    const { csvUrl } = await exported('lanhdao');
    expect((await download(csvUrl.replace('/reports/idesk/', '/reports/igate/'))).status).toBe(403);
  });
});

describe('the address of an export', () => {
  it('is refused to those who see no dossier', async () => {
    for (const who of ['baocao', 'quantri']) {
      expect(refusalOf(await province.ask('igate', who, '{ dossierExport { csvUrl } }')).code).toBe('FORBIDDEN');
    }
  });

  it('ends, cannot be changed, and gives no more than its officer may see by then', async () => {
    const { csvUrl, expiresAt } = await linksOf('truongphong');
    expect(Date.parse(expiresAt) - province.clock.now.getTime()).toBeGreaterThanOrEqual(300_000);
    expect((await download(csvUrl.replace(/\/reports\/igate\/./, '/reports/igate/A'))).status).toBe(403);
    expect((await download(csvUrl.replace('.csv', '.exe'))).status).toBe(404);

    const officers = province.igate.kysely.updateTable('officers');
    const head = officers.where('linked_sso_account', '=', 'truongphong@stttt.binhdinh.gov.vn');
    await head.set({ roles: ['ADMINISTRATOR'] }).execute();
    expect((await download(csvUrl)).status).toBe(403);
    await head.set({ roles: ['DIVISION_HEAD'] }).execute();
    expect((await download(csvUrl)).status).toBe(200);

    const then = province.clock.now;
    province.clock.now = new Date(Date.parse(expiresAt));
    expect((await download(csvUrl)).status).toBe(403);
    province.clock.now = then;
  });

  it('takes no filter that is too long for it', async () => {
    // Codes that nothing repeats in: 500 of them do not fit, however they are compressed.
    const codes = Array.from({ length: 500 }, () => {
      const part = () => randomBytes(4).toString('hex');
      return `${part()}.${part()}.0.0-261123-${randomInt(10_000, 999_999)}`;
    });
    const answer = await province.ask(
      'igate',
      'lanhdao',
      'query ($filter: DossierFilter) { dossierExport(filter: $filter) { csvUrl } }',
      { filter: { codes } },
    );
    expect(refusalOf(answer).code).toBe('BAD_USER_INPUT');
  });
});
