import type { Socket } from 'node:net';
import { errorCodes } from '../errors.ts';

/**
 * Answers a request that Node.js cannot read, such as one whose headers are too long, as every other refusal is answered;
 * in both languages, since nobody has read which one was asked for. Then the connection ends.
 */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = statuses[error.code ?? ''] ?? '400 Bad Request';
  const { vi, en } = errorCodes.BAD_USER_INPUT;
  const body = JSON.stringify({ code: 'BAD_USER_INPUT', message: `${vi} / ${en}` });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const statuses: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
