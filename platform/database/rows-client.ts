import pg from 'pg';
import { RowTap } from './row-tap.ts';
import { Rows } from './rows.ts';

/** A client of `pg` that can give a statement's rows as bytes, too. */
export class RowsClient extends pg.Client {
  readonly #tap: RowTap;

  constructor(config?: pg.ClientConfig) {
    super(config);
    this.#tap = new RowTap(this.connection);
  }

  /** While this is under way, nothing else may be asked. */
  async readRows({
    sql,
    parameters,
  }: {
    readonly sql: string;
    readonly parameters: readonly unknown[];
  }): Promise<Rows> {
    this.#tap.open();
    let fields: readonly pg.FieldDef[] = [];
    let messages: Buffer;
    try {
      ({ fields } = await this.query({ text: sql, values: [...parameters], rowMode: 'array' }));
    } finally {
      messages = this.#tap.close();
    }
    return new Rows(
      messages,
      fields.map(({ dataTypeID }) => dataTypeID),
    );
  }
}
