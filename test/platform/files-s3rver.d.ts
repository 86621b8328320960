declare module '@20minutes/s3rver' {
  interface Exchange {
    readonly method: string;
    readonly query: Readonly<Record<string, string | undefined>>;
    status: number;
  }

  /** A server that speaks the protocol of S3 over a folder; as far as the tests need it. */
  export default class S3rver {
    constructor(options: {
      address: string;
      port: number;
      silent: boolean;
      directory: string;
      vhostBuckets: boolean;
      configureBuckets: readonly { name: string }[];
      allowMismatchedSignatures: boolean;
    });
    /** Steps that a request goes through, first to last. */
    readonly middleware: ((exchange: Exchange, next: () => Promise<void>) => Promise<void>)[];
    run(): Promise<{ address: string; port: number }>;
    close(): Promise<void>;
  }
}
