/** Thrown where what came is no HTTP/1.1 response, or a longer one than allowed: the connection is of no use any more. */
export class UnreadableResponse extends Error {}
