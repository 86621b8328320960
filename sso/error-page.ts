import { html, type Page } from './page.ts';

/** A sign-in that cannot go on and cannot be sent back to its application either. `code` is OAuth's, for developers. */
export function errorPage(code: string, detail: string | undefined): Page {
  return {
    title: 'Không đăng nhập được',
    body: html`<section class="card">
      <h1>Không đăng nhập được</h1>
      <p>Phiên đăng nhập đã hết hạn, hoặc yêu cầu của ứng dụng không hợp lệ. Hãy quay lại ứng dụng và đăng nhập lại.</p>
      <p class="hint">
        Mã lỗi: <code>${code}</code>${detail === undefined ? null : html` <span lang="en">(${detail})</span>`}
      </p>
    </section>`,
  };
}
