/** Canonical base64url (RFC 4648, section 3.5): no padding, no blanks, and the bits that no byte needs are zero. */
const part = '(?:[\\w-]{4})*(?:[\\w-]{2}[AEIMQUYcgkosw048]|[\\w-][AQgw]|[\\w-]{4})';
const compactForm = new RegExp(`^${part}\\.${part}\\.${part}$`);

/**
 * Whether a text has the one form that a signed token has: three parts, each in canonical base64url.
 *
 * Decoders are laxer than that, so one signature would stand for any number of texts. Where only this form is taken, the
 * text of a token can serve as its key.
 */
export function isCompactForm(token: string): boolean {
  return compactForm.test(token);
}
