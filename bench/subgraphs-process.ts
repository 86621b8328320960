/** Two in-memory subgraphs over HTTP; each answer is made once and remembered by the request's body. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { createServer } from 'node:http';
import { deskSdl, gateSdl } from './graph.ts';

const dossier = (number: number) => ({
  code: `000.00.13.H08-210805-${String(number).padStart(4, '0')}`,
  subject: `Cấp giấy phép bưu chính, hồ sơ ${number}`,
  status: 'PROCESSING',
  receivedAt: '2021-08-05T02:15:00.000Z',
  dueAt: '2021-08-15T10:00:00.000Z',
  applicant: { name: `Nguyễn Văn ${number}`, address: '1 Trần Phú, Quy Nhơn, Bình Định' },
  attachments: [1, 2].map((file) => ({ id: `${number}-${file}`, name: `tờ khai ${file}.pdf`, size: 12345 * file })),
});
const drafts = (code: string) =>
  [1, 2].map((number) => ({
    id: `${code}/${number}`,
    subject: `Dự thảo trả lời hồ sơ ${code}`,
    state: number === 1 ? 'ISSUED' : 'DRAFT',
    symbol: number === 1 ? '398/TB-SNN' : null,
    author: { name: 'Nguyễn Thị Hoà', unit: 'Phòng Bưu chính Viễn thông' },
  }));

const gate = buildSubgraphSchema([
  {
    typeDefs: gateSdl,
    resolvers: {
      Query: {
        dossiers: (_: unknown, { first }: { first: number }) =>
          Array.from({ length: first }, (_item, at) => dossier(at)),
        dossier: (_: unknown, { number }: { number: number }) => dossier(number),
      },
    },
  },
]);
const desk = buildSubgraphSchema([
  {
    typeDefs: deskSdl,
    resolvers: {
      Dossier: {
        __resolveReference: ({ code }: { code: string }) => ({ code }),
        drafts: ({ code }: { code: string }) => drafts(code),
      },
    },
  },
]);

for (const schema of [gate, desk]) {
  const answers = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('latin1');
      const known = answers.get(body);
      const answer = (bytes: Buffer) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
      };
      if (known) return answer(known);
      const { query, variables } = JSON.parse(Buffer.from(body, 'latin1').toString());
      void Promise.resolve(execute({ schema, document: parse(query), variableValues: variables })).then((result) => {
        const bytes = Buffer.from(JSON.stringify(result));
        answers.set(body, bytes);
        answer(bytes);
      });
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
}
