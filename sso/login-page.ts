import { fullAccountName, type AccountDirectory, type SsoAccount } from './demo-accounts.ts';
import { html, type Html, type Page } from './page.ts';

export interface LoginPage {
  /** Where the form is sent; also the address that shows it again with a demo account filled in. */
  readonly action: string;
  /** The application that asks, as officers know it. */
  readonly application: string;
  readonly directory: AccountDirectory;
  /** As typed before, or chosen among the demo accounts. */
  readonly account: string;
  /** Chosen with a click among the demo accounts: the password is filled in as well. */
  readonly chosen: boolean;
  /** Why the last attempt failed; null before the first. */
  readonly refusal: Html | null;
}

/** The form to sign in, beside the demo accounts: a click fills one in. */
export function loginPage(page: LoginPage): Page {
  const invalid = page.refusal ? html` aria-invalid="true" aria-describedby="refusal"` : null;
  const focus = html` autofocus`;
  return {
    title: 'Đăng nhập',
    body: html`
      <section class="card">
        <h1>Đăng nhập</h1>
        <p>để tiếp tục tới ${page.application}</p>
        ${page.refusal}
        <form method="post" action="${page.action}">
          <label for="account">Tài khoản SSO</label>
          <input
            id="account"
            name="account"
            value="${page.account}"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            required
            maxlength="254"
            ${invalid}${page.chosen || page.refusal ? null : focus}
          />
          <p class="hint">Không gõ tên miền thì hiểu là @${page.directory.domain}</p>
          <label for="password">Mật khẩu</label>
          <input
            id="password"
            name="password"
            type="password"
            value="${page.chosen ? page.directory.password : ''}"
            autocomplete="current-password"
            required
            maxlength="128"
            ${invalid}${page.refusal ? focus : null}
          />
          <button type="submit" ${page.chosen ? focus : null}>Đăng nhập</button>
          <button type="submit" class="quiet" name="cancel" value="yes" formnovalidate>Hủy và quay lại</button>
        </form>
      </section>
      <section class="card" aria-labelledby="demo">
        <h2 id="demo">Tài khoản dùng thử</h2>
        <p>Bấm để điền sẵn. Mật khẩu chung: <code>${page.directory.password}</code></p>
        <ul class="accounts">
          ${page.directory.accounts.map((account) => hint(account, page))}
        </ul>
      </section>
    `,
  };
}

export const wrongPasswordRefusal = html`<p class="alarm" id="refusal" role="alert">
  Tài khoản hoặc mật khẩu không đúng. Hãy kiểm tra rồi thử lại.
</p>`;

export function tooManyAttemptsRefusal(seconds: number): Html {
  return html`<p class="alarm" id="refusal" role="alert">
    Đã có quá nhiều lần đăng nhập không thành công. Hãy thử lại sau ${String(seconds)} giây.
  </p>`;
}

function hint(account: SsoAccount, page: LoginPage): Html {
  const suffix = `@${page.directory.domain}`;
  const name = account.account.endsWith(suffix) ? account.account.slice(0, -suffix.length) : account.account;
  const current = page.chosen && fullAccountName(page.directory, page.account) === account.account;
  return html`<li>
    <a href="${page.action}?account=${encodeURIComponent(name)}" ${current ? html` aria-current="true"` : null}>
      <b>${name}</b> · ${account.fullName}<small>${account.position}</small>
    </a>
  </li>`;
}
