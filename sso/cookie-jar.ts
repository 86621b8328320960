interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** The cookies of one site, as a browser keeps them while signing in: by name and path; an ended one is dropped. */
export class CookieJar {
  #cookies: Cookie[] = [];

  /** Takes in the `Set-Cookie` headers of an answer from `url`. */
  store(url: URL, headers: Headers): void {
    for (const header of headers.getSetCookie()) {
      const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
      const equals = pair.indexOf('=');
      const attribute = (name: string) =>
        attributes.find((text) => text.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
      const path = attribute('path') ?? url.pathname;
      const name = pair.slice(0, equals);
      const value = pair.slice(equals + 1);
      this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.path !== path);
      const ends = attribute('expires');
      const ended = attribute('max-age') === '0' || (ends !== undefined && Date.parse(ends) <= 0);
      if (value !== '' && !ended) this.#cookies.push({ name, value, path });
    }
  }

  /** The `Cookie` header for a request to `url`. */
  headerFor(url: URL): string {
    return this.#cookies
      .filter(({ path }) => url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}
