/**
 * Who a verified token speaks for.
 *
 * - `sso`: an officer signed in through the province's SSO; `account` is the SSO account, which is also the iDesk account.
 * - `local`: an officer signed in to iGate itself (`signIn`); `account` is the iGate account. iDesk does not accept these.
 * - `service`: one of the two systems, on its own behalf; never an officer.
 */
export type Principal =
  | { readonly kind: 'sso'; readonly account: string; readonly expiresAt: Date }
  | { readonly kind: 'local'; readonly account: string; readonly expiresAt: Date }
  | { readonly kind: 'service'; readonly clientId: string; readonly expiresAt: Date };

/**
 * Turns a bearer token into the one it speaks for.
 *
 * @throws RequestError `UNAUTHENTICATED` for every token that is not valid, without saying why;
 *   `SUBGRAPH_UNAVAILABLE` where the issuer's keys cannot be had at all.
 */
export type VerifyToken = (token: string) => Promise<Principal>;

/** Verifies one issuer's tokens, and remembers those that it has verified until they expire. */
export interface IssuerVerifier {
  (token: string): Promise<Principal>;
  readonly issuer: string;
  /** Whom a remembered token speaks for, without a word about any other; `undefined` sends the caller to verify it. */
  recall(token: string): Principal | undefined;
}
