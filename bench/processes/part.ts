import { fileURLToPath } from 'node:url';
import { startCommand, type RunningProcess } from './running-process.ts';

/** Starts a process of the system as it is run (`start/`), on a port of the loopback address. */
export async function startPart(
  part: 'all' | 'igate' | 'idesk',
  port: number,
  environment: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<RunningProcess> {
  const file = fileURLToPath(new URL(`../../start/${part}.ts`, import.meta.url));
  return startCommand([process.execPath, ...nodeOptions, file], {
    environment: { ...environment, HOST: '127.0.0.1', PORT: String(port) },
    ready: () =>
      fetch(`http://127.0.0.1:${port}/health/live`).then(
        (response) => response.ok,
        () => false,
      ),
  });
}
