import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { receive } from '../support/journey.ts';
import { System } from '../support/system.ts';
import { openBrowser, Visit } from './visit.ts';

const desktop = { width: 1280, height: 800 };
const telephone = { width: 390, height: 844 };

/** A folder for pictures of what the tests saw, for somebody who wants to look at it. */
const pictures = process.env['PICTURES'];

describe('GraphiQL in a browser', () => {
  let system: System;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let visit: Visit;

  beforeAll(async () => {
    [system, browser] = await Promise.all([System.start('one process'), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    visit = await Visit.watch(page);
  });
  afterEach(async () => {
    await context.close();
  });

  async function signIn(account: string): Promise<void> {
    await page.goto(`${system.url}/graphql`);
    await page.getByRole('button', { name: 'Đăng nhập SSO' }).click();
    await page.getByLabel('Tài khoản SSO').fill(account);
    await page.getByLabel('Mật khẩu').fill('lienthong-demo');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
  }

  /** Runs the operation of the tab that is open; what the page shows as its answer. */
  async function run(expected: string): Promise<void> {
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window').getByText(expected).first().waitFor();
  }

  async function picture(name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  it('signs in through the SSO, runs the first example on real data, and signs out', async () => {
    await page.setViewportSize(desktop);
    await signIn('hoant');
    expect(await page.locator('#account').textContent()).toBe('Nguyễn Thị Hoa · hoant@stttt.binhdinh.gov.vn');
    // The code of the sign-in works once, and must not stay in the address.
    expect(page.url()).toBe(`${system.url}/graphql`);
    await run('"linkedSsoAccount"');
    const answer = await page.locator('.result-window').innerText();
    expect(answer).toMatch(/"fullName": "Nguyễn Thị Hoa"/);
    expect(answer).toMatch(/"unit": "Phòng Bưu chính Viễn thông"/);
    expect(answer).toMatch(/"totalCount": [1-9]/);
    await picture('signed-in');

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Bạn đang đăng nhập bằng tài khoản hoant').waitFor();
    await picture('signing-out');
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('button', { name: 'Đăng nhập SSO' }).waitFor();
    await run('UNAUTHENTICATED');
    // Nobody who comes after is signed in without a password.
    await page.getByRole('button', { name: 'Đăng nhập SSO' }).click();
    await page.getByLabel('Mật khẩu').waitFor();
    visit.expectNothingAmiss();
  });

  it('follows a subscription, and shows what has changed without being asked', async () => {
    const { code } = await receive(system);
    await page.setViewportSize(desktop);
    await signIn('truongphong');
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(`subscription { dossierChanged(code: "${code}") { status assignee { fullName } } }`);
    await run('"RECEIVED"');
    const assign = 'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { status } } }';
    const input = { dossierCode: code, assignee: 'nthoa@stttt.binhdinh.gov.vn' };
    dataOf(await system.ask('truongphong', assign, { input }));
    await page.locator('.result-window').getByText('"Nguyễn Thị Hoa"').first().waitFor();
    await picture('following');
    // The button stops it.
    await page.locator('.graphiql-execute-button').click();
    await expect.poll(() => system.log(), { timeout: 5_000 }).toMatch(/"field":"dossierChanged".*"end":"client"/);
    visit.expectNothingAmiss();
  });

  it('tells somebody who mistypes a password what to do, and comes back when the sign-in is cancelled', async () => {
    await page.goto(`${system.url}/graphql`);
    await page.getByRole('button', { name: 'Đăng nhập SSO' }).click();
    await page.getByLabel('Tài khoản SSO').fill('hoant');
    await page.getByLabel('Mật khẩu').fill('lienthong-dem');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByText('Tài khoản hoặc mật khẩu không đúng').waitFor();
    await picture('refused');
    await page.getByRole('button', { name: 'Hủy và quay lại' }).click();
    await page.getByText('Đăng nhập chưa thành công').waitFor();
    expect(await page.getByRole('button', { name: 'Đăng nhập SSO' }).isVisible()).toBe(true);
  });

  it('fits a telephone: the answer below the operation, and nothing beyond the edge', async () => {
    await page.setViewportSize(telephone);
    await signIn('lanhdao');
    await page.getByRole('tab', { name: 'Inbox' }).click();
    await run('"awaitingMe"');
    await picture('telephone');
    const operation = await page.locator('.graphiql-editors').boundingBox();
    const answer = await page.locator('.graphiql-response').boundingBox();
    expect(answer?.y).toBeGreaterThanOrEqual((operation?.y ?? 0) + (operation?.height ?? 0));
    for (const box of [operation, answer]) expect(box?.width).toBeGreaterThan(300);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(telephone.width);
    visit.expectNothingAmiss();
  });

  it('a PDF opens in the browser at its preview address', async () => {
    const { data } = await system.ask<{
      dossiers: { edges: { node: { attachments: { name: string; previewUrl: string | null }[] } }[] };
    }>('hoant', '{ dossiers(first: 20) { edges { node { attachments { name previewUrl } } } } }');
    const attachments = data?.dossiers.edges.flatMap(({ node }) => node.attachments) ?? [];
    const previewUrl = attachments.find(({ name }) => name.endsWith('.pdf'))?.previewUrl ?? '';
    // Chrome shows its viewer's own headers, so they are looked at without it.
    const { headers } = await fetch(previewUrl, { method: 'HEAD' });
    expect(headers.get('content-disposition')).toMatch(/^inline/);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');

    await page.setViewportSize(desktop);
    await page.goto(previewUrl);
    expect(await page.evaluate('document.contentType')).toBe('application/pdf');
    // Chrome's viewer is an extension of its own, with the file in a frame below it.
    const viewer = () => page.frames().some((frame) => frame.url().startsWith('chrome-extension://'));
    await expect.poll(viewer, { timeout: 5000 }).toBe(true);
    await picture('preview');
    visit.expectNoForeignRequest();
  });
});
