import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where systems keep Chromium; CHROMIUM names another place. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real Chromium that talks to nobody but the pages it is sent to. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error('These tests need Chromium: install it (apt-get install chromium), or name it in CHROMIUM.');
  }
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet] });
}

/** Everything that a page should not do, gathered while a test looks at it. */
export class Visit {
  readonly #foreign: string[] = [];
  readonly #complaints: string[] = [];

  static async watch(page: Page): Promise<Visit> {
    const visit = new Visit();
    page.on('request', (request) => {
      const { protocol, hostname, href } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') visit.#foreign.push(href);
    });
    page.on('pageerror', (error) => visit.#complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') visit.#complaints.push(message.text());
    });
    await page.addInitScript(`addEventListener('securitypolicyviolation', (violation) =>
      console.error('content security policy', violation.violatedDirective, violation.blockedURI))`);
    return visit;
  }

  /** No request left this machine. */
  expectNoForeignRequest(): void {
    expect(this.#foreign).toEqual([]);
  }

  /** Besides, no script failed, nothing was blocked, and nothing was complained about. */
  expectNothingAmiss(): void {
    this.expectNoForeignRequest();
    expect(this.#complaints).toEqual([]);
  }
}
