import { createHash } from 'node:crypto';
import { badInput } from '../domain/input.ts';

const longestKey = 200;

/** A digest of everything that a request asks for, by which a repeated request is told from another one under the same key. */
export function requestHash(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

/** @throws RequestError `BAD_USER_INPUT` for an empty or overlong key. */
export function idempotencyKey(key: string | null | undefined): string | null {
  if (key == null) return null;
  if (key.trim() === '' || key.length > longestKey || key.includes('\0')) {
    throw badInput(
      `Khóa chống gửi trùng phải có từ 1 đến ${longestKey} ký tự.`,
      `An idempotency key has 1 to ${longestKey} characters.`,
    );
  }
  return key;
}
