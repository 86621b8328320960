import { sql, type Kysely } from 'kysely';
import type { IgateSchema } from './schema.ts';

export interface SigningKey {
  readonly id: string;
  readonly privateKey: object;
  readonly publicKey: object;
}

/** The key that local tokens are signed with; made by `create` where there is none yet. Processes that start at once agree on one. */
export async function signingKey(
  db: Kysely<IgateSchema>,
  create: () => Promise<SigningKey>,
  now: Date,
): Promise<SigningKey> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table signing_keys in share row exclusive mode`.execute(trx);
    const known = await trx
      .selectFrom('signing_keys')
      .select(['id', 'private_key', 'public_key'])
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (known) return { id: known.id, privateKey: known.private_key, publicKey: known.public_key };
    const created = await create();
    await trx
      .insertInto('signing_keys')
      .values({
        id: created.id,
        private_key: JSON.stringify(created.privateKey),
        public_key: JSON.stringify(created.publicKey),
        created_at: now,
      })
      .execute();
    return created;
  });
}
