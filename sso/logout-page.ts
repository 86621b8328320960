import { html, Html, type Page } from './page.ts';

/** Asks before the officer's session ends. `form` is the provider's own, with its protection against forgery. */
export function logoutPage(account: string | undefined, form: string): Page {
  return {
    title: 'Đăng xuất',
    body: html`<section class="card">
      <h1>Đăng xuất?</h1>
      <p>${account === undefined ? 'Bạn đang đăng nhập.' : `Bạn đang đăng nhập bằng tài khoản ${account}.`}</p>
      ${new Html(form)}
      <button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Đăng xuất</button>
      <button type="submit" form="op.logoutForm" class="quiet">Không, giữ phiên đăng nhập</button>
    </section>`,
  };
}

/** Where an officer ends up whose application named no page to return to. */
export function loggedOutPage(stillSignedIn: boolean): Page {
  return {
    title: stillSignedIn ? 'Vẫn đang đăng nhập' : 'Đã đăng xuất',
    body: html`<section class="card">
      <h1>${stillSignedIn ? 'Bạn vẫn đang đăng nhập' : 'Bạn đã đăng xuất'}</h1>
      <p>
        ${stillSignedIn ? 'Phiên đăng nhập của bạn được giữ nguyên.' : 'Phiên đăng nhập đã kết thúc trên trình duyệt này.'}
        Bạn có thể đóng trang này.
      </p>
    </section>`,
  };
}
