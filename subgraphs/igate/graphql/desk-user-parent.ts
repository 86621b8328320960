/** An iDesk user, of whom iGate knows the SSO account only. */
export interface DeskUserParent {
  readonly ssoAccount: string;
}
