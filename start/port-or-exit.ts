import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Makes sure, before anything is opened, that this process will be able to listen; otherwise says what to do and ends
 * the process.
 */
export async function portOrExit({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (error) {
    process.stderr.write(`${sentence(error, host, port)}\n`);
    process.exit(69); // EX_UNAVAILABLE of sysexits.h
  }
  server.close();
  await once(server, 'close');
}

function sentence(error: unknown, host: string, port: number): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program. Stop that one, or set PORT to another port.`;
    case 'EACCES':
      return `This account may not listen on port ${port}. Set PORT to one from 1024 on.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Set HOST to one that is, such as 127.0.0.1 or 0.0.0.0.`;
    default:
      return `Nothing can listen on port ${port} of ${host}: ${String(error)}. Set HOST and PORT.`;
  }
}
