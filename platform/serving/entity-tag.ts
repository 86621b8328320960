/** Whether an `If-None-Match` names this entity tag. Weakly compared, as RFC 9110 (13.1.2) asks: `W/` makes no difference. */
export function isKnownTag(ifNoneMatch: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  const tags = (ifNoneMatch ?? '').split(',').map(opaque);
  return tags.includes(opaque(etag)) || tags.includes('*');
}
