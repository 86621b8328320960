/** A piece of markup in which everything that came from outside is escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** Markup with values in between: text is escaped, `Html` and lists of it go in as they are, null leaves nothing. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[] | null)[]
): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(markupOf)));
}

function markupOf(value: string | Html | readonly Html[] | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return escape(value);
  if (value instanceof Html) return value.markup;
  return value.map((item) => item.markup).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export interface Page {
  readonly title: string;
  readonly body: Html;
}

/** Where a form of the page may lead to, redirects included, beside the provider itself: the application's origin. */
export type FormTarget = string | undefined;

/** A whole document. It holds all that it needs: no script, nothing fetched from anywhere. */
export function renderPage(page: Page): string {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${page.title} – SSO tỉnh Bình Định</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <header>
          <span class="mark" aria-hidden="true">★</span>
          <p><strong>Tỉnh Bình Định</strong><br />Đăng nhập một lần cho cán bộ, công chức</p>
        </header>
        <main>${page.body}</main>
        <footer>Môi trường dùng thử. Không dùng mật khẩu thật ở đây.</footer>
      </body>
    </html>`.markup;
}

/** Headers of every page. Browsers apply `form-action` to the redirects after a form too, hence the target. */
export function pageHeaders(target: FormTarget): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      `form-action ${["'self'", target].filter((source) => source !== undefined).join(' ')}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

const style = `
:root { --ink: #1c2430; --soft: #566071; --paper: #fff; --ground: #eef1f5; --line: #c9d0da; --accent: #0b5394; --on-accent: #fff; --mark: #c4161c; --alarm: #a1121a; --alarm-ground: #fdecec; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --soft: #a9b3c2; --paper: #1b222d; --ground: #11161d; --line: #3d4858; --accent: #6fb1f0; --on-accent: #0b1420; --mark: #e5484d; --alarm: #ffb3b0; --alarm-ground: #3a1a1c; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; gap: 1.5rem; padding: 2rem 1rem 1.5rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
header { display: flex; align-items: center; gap: .75rem; }
header p { margin: 0; line-height: 1.35; }
.mark { flex: none; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; border-radius: 50%; background: var(--mark); color: #ffe14d; font-size: 1.5rem; line-height: 1; }
main { width: 100%; max-width: 58rem; display: flex; flex-wrap: wrap; gap: 1.5rem; justify-content: center; align-items: flex-start; }
.card { flex: 1 1 20rem; max-width: 28rem; padding: 1.75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 .25rem; font-size: 1.0625rem; }
.card > p { margin: 0 0 1.25rem; color: var(--soft); }
label { display: block; margin: 1rem 0 .375rem; font-weight: 600; }
.hint { margin: .375rem 0 0; font-size: .875rem; color: var(--soft); overflow-wrap: anywhere; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--soft); border-radius: .5rem; }
input[aria-invalid="true"] { border-color: var(--alarm); }
button { width: 100%; min-height: 2.75rem; margin-top: 1.5rem; padding: .5rem 1rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .5rem; cursor: pointer; }
button.quiet { margin-top: .75rem; color: var(--accent); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.card > .alarm { margin: 0 0 1rem; padding: .75rem 1rem; color: var(--alarm); background: var(--alarm-ground); border-left: 4px solid var(--alarm); border-radius: .375rem; }
.accounts { list-style: none; margin: 0; padding: 0; }
.accounts li + li { border-top: 1px solid var(--line); }
.accounts a { display: block; padding: .5rem .625rem; color: inherit; text-decoration: none; border-radius: .375rem; }
.accounts a:hover, .accounts a[aria-current] { background: color-mix(in srgb, var(--accent) 12%, transparent); }
.accounts b { color: var(--accent); overflow-wrap: anywhere; }
.accounts small { display: block; font-size: .8125rem; line-height: 1.4; color: var(--soft); }
code { font: .9375em ui-monospace, "DejaVu Sans Mono", monospace; white-space: nowrap; }
footer { font-size: .875rem; color: var(--soft); text-align: center; }
@media (max-width: 30rem) { body { padding-top: 1.25rem; } .card { padding: 1.25rem; } }
`;
